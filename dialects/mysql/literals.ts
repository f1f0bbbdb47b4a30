import { TsmigError } from '../../src/errors.ts';
import type { Moment } from '../moments.ts';

/**
 * A text in quotes, where backslashes are escapes. A carriage return is written as one: the client would take `\r\n` for the
 * end of a line. https://dev.mysql.com/doc/refman/8.0/en/mysql-command-options.html#option_mysql_binary-mode
 */
export function quotedText(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll("'", "''");
  return `'${escaped.replaceAll('\r', '\\r').replaceAll('\u001a', '\\Z')}'`;
}

/** `03:04:05`, with six digits where there is a fraction. */
export function clock({ time, fraction }: Moment): string {
  return fraction === '' ? `${time}` : `${time}.${fraction.padEnd(6, '0')}`;
}

/** `5b6e6b1e-0000-4000-8000-000000000001` */
export function hyphenated(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Refuses an interval that its DATETIME would round. https://dev.mysql.com/doc/refman/8.0/en/fractional-seconds.html */
export function refuseFraction({ fraction }: Moment, text: string, dialect: string): void {
  if (fraction === '') return;
  throw new TsmigError(
    'value',
    `the interval ${JSON.stringify(text)} has parts of a second, which ${dialect} would round`,
    {
      hint: `give whole seconds, or the column the type s.mysql.DATETIME({ fsp: 6 }) and the time after 1970-01-01`,
    },
  );
}
