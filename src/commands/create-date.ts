import { TsmigError } from '../errors.ts';

/** A moment, taken apart by a clock of some time zone. */
export interface CreateDate {
  /** Seconds since 1970. */
  readonly epoch: number;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** ISO 8601 with the zone's offset: `2026-11-21T10:15:00+01:00`, or `Z`. */
  readonly text: string;
}

/**
 * When a revision was made, by the clock of `timezone`.
 *
 * @param timezone an IANA name; undefined: UTC.
 * @throws TsmigError `config` for a time zone that there is not.
 */
export function createDate(now: Date, timezone: string | undefined): CreateDate {
  const epoch = Math.floor(now.getTime() / 1000);
  const fields = fieldsOf(epoch, timezone ?? 'UTC');
  const field = (name: string) => Number(fields.get(name));
  const [year, month, day] = [field('year'), field('month'), field('day')];
  const [hour, minute, second] = [field('hour'), field('minute'), field('second')];
  const offset = Math.round((Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - epoch) / 60);
  const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  const text = `${date}T${two(hour)}:${two(minute)}:${two(second)}${offsetText(offset)}`;
  return { epoch, year, month, day, hour, minute, second, text };
}

function fieldsOf(epoch: number, timeZone: string): ReadonlyMap<string, string> {
  const options = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
  try {
    const format = new Intl.DateTimeFormat('en-US', { ...options, second: 'numeric', hourCycle: 'h23', timeZone });
    return new Map(format.formatToParts(epoch * 1000).map(({ type, value }) => [type, value]));
  } catch (cause) {
    throw new TsmigError('config', `Can't locate timezone: ${timeZone}`, {
      cause,
      hint: "set 'timezone' to one of the IANA time zones, such as 'Europe/Berlin'",
    });
  }
}

function offsetText(minutes: number): string {
  if (minutes === 0) return 'Z';
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
