import { TsmigError } from '../src/errors.ts';
import type { Moment } from './moments.ts';

/** A span of days, hours, minutes and seconds, all in one direction, exactly as given. */
export interface Span {
  readonly negative: boolean;
  readonly days: number;
  /** `02:03:04` */
  readonly time: string;
  /** The digits after the seconds' point, none to nine. */
  readonly fraction: string;
}

const format =
  /^(?:(?<sign>[+-])?(?<days>\d{1,9})(?: days?|(?= )))?(?:(?:^| )(?<clockSign>[+-])?(?<clock>\d{1,2}:\d\d:\d\d)(?:\.(?<fraction>\d{1,9}))?)?$/;

/**
 * A span written as `1 day 02:03:04`, `1 02:03:04`, `02:03:04.5`, `-3 days`, `-1 day -02:03:04`. What databases read
 * differently is refused: a number alone (days or seconds), and a sign before the days only.
 * @throws TsmigError `value` for any other text.
 */
export function spanOf(text: string, dialect: string): Span {
  const { sign, days, clockSign, clock, fraction = '' } = format.exec(text.trim())?.groups ?? {};
  const [hours = 0, minutes = 0, seconds = 0] = (clock ?? '').split(':').map(Number);
  const negative = (days === undefined ? clockSign : sign) === '-';
  const both = days !== undefined && clock !== undefined;
  const mixed = both && (negative ? clockSign !== '-' : clockSign === '-');
  if ((days === undefined && clock === undefined) || mixed || hours > 23 || minutes > 59 || seconds > 59) {
    const hint = /\b(mon|month|year|yr|y)s?\b/i.test(text)
      ? 'months and years have no exact length: write days'
      : "write days, hours, minutes and seconds: '1 02:03:04'";
    throw new TsmigError('value', `${JSON.stringify(text)} has no ${dialect} literal for an interval`, { hint });
  }
  const time = (clock ?? '00:00:00').replace(/^\d:/, '0$&');
  return { negative, days: Number(days ?? 0), time, fraction };
}

/**
 * The date-time that stands for a span where there is no type for one, as SQLAlchemy has it: the span after 1970-01-01.
 * https://docs.sqlalchemy.org/en/20/core/type_basics.html#sqlalchemy.types.Interval
 */
export function sinceEpoch(text: string, dialect: string): Moment {
  const { negative, days, time, fraction } = spanOf(text, dialect);
  const digits = fraction.replace(/0+$/, '');
  if (digits.length > 6) throw misfit(text, dialect, 'it has more than six digits of a second');
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  const whole = BigInt(((days * 24 + hours) * 60 + minutes) * 60 + seconds) * million + BigInt(digits.padEnd(6, '0'));
  const after = negative ? -whole : whole;
  const micros = ((after % million) + million) % million;
  const instant = new Date(Number((after - micros) / million) * 1000);
  const year = instant.getUTCFullYear();
  // Not so for an invalid date, whose year is NaN.
  if (!(year >= 1 && year <= 9999)) throw misfit(text, dialect, 'no date-time is that far from 1970');
  const iso = instant.toISOString();
  return {
    date: iso.slice(0, 10),
    time: iso.slice(11, 19),
    fraction: micros === 0n ? '' : String(micros).padStart(6, '0'),
  };
}

const million = 1_000_000n;

function misfit(text: string, dialect: string, why: string): TsmigError {
  return new TsmigError('value', `${JSON.stringify(text)} has no ${dialect} literal for an interval: ${why}`, {
    hint: 'give a shorter one',
  });
}
