import { TsmigError } from '../../src/errors.ts';
import { type DataType, typeFamily } from '../../src/model/types.ts';
import type { Moment } from '../moments.ts';

/** Whether a text needs N'…': without it what is not in the database's code page becomes a question mark. */
export function isNational(text: string, type: DataType | undefined): boolean {
  const spec = type?.spec;
  if (spec?.kind === 'unicode' || spec?.kind === 'unicodeText') return true;
  if (spec?.kind === 'exact' && nationalTypes.has(spec.name)) return true;
  return !isAscii(text);
}

/** A text in quotes, as names in look-ups need it. */
export function quotedText(text: string): string {
  return `${isAscii(text) ? '' : 'N'}'${text.replaceAll("'", "''")}'`;
}

export function isAscii(text: string): boolean {
  return /^\p{ASCII}*$/u.test(text);
}

/**
 * A text as a literal, put together from several where a client or the server would read more than text in one.
 *
 * - A backslash right before a line break joins the two lines, and both characters are lost.
 *   https://learn.microsoft.com/sql/t-sql/language-elements/sql-server-utilities-statements-backslash
 * - sqlcmd reads lines: a carriage return before a line feed is lost.
 *   https://github.com/microsoft/go-sqlcmd/blob/main/pkg/sqlcmd/batch.go
 * - sqlcmd takes a line that starts with GO, EXIT, `:r` … for a command, and `$(x)` for a variable, wherever they stand.
 *   https://learn.microsoft.com/sql/tools/sqlcmd/sqlcmd-commands
 */
export function textLiteral(text: string, national: boolean): string {
  return needsParts(text) ? concatenation(text, national) : literal(text, national);
}

/** Whether a text takes more than one literal, which the arguments of EXECUTE cannot be. */
export function needsParts(text: string): boolean {
  return broken.test(text);
}

function concatenation(text: string, national: boolean): string {
  const items = text
    .split(broken)
    .filter((item): item is string => item !== undefined && item !== '')
    .map((item) => (breaks.has(item) ? `CHAR(${item.charCodeAt(0)})` : literal(item, national)));
  if (items.length > mostParts) {
    throw new TsmigError(
      'unsupported',
      `mssql cannot take a text that has to be put together from ${items.length} parts`,
      {
        hint: 'it holds many lines that sqlcmd takes for commands: load it by other means',
      },
    );
  }
  // What two short texts add up to is cut where a short text ends.
  // https://learn.microsoft.com/sql/t-sql/language-elements/string-concatenation-transact-sql
  const [first = '', ...others] = items;
  const long = text.length > (national ? 4000 : 8000);
  return [long ? `CAST(${first} AS ${national ? 'NVARCHAR' : 'VARCHAR'}(max))` : first, ...others].join(' + ');
}

function literal(text: string, national: boolean): string {
  return `${national ? 'N' : ''}'${text.replaceAll("'", "''")}'`;
}

/** Where a literal ends and another goes on; a line break that must not be one in the script is a part by itself. */
const broken =
  /(\r|\n(?=[^\S\r\n]*(?:(?:go|exit|quit|reset|ed|list|help|serverlist|error|out|perftrace|xml)\b|!!|:)))|(?<=\\)(?=[\r\n])|(?<=\$)(?=\()/i;
const breaks: ReadonlySet<string> = new Set(['\r', '\n']);
const mostParts = 500;

const nationalTypes: ReadonlySet<string> = new Set(['NCHAR', 'NVARCHAR', 'NTEXT']);

/** A time of day, a date-time with or without an offset, as its type takes it; what it would round is refused. */
export function momentText(moment: Moment, type: DataType | undefined): string {
  const { date, time = '', zone } = moment;
  const { name, digits } = momentType(type);
  const fraction = moment.fraction.replace(/0+$/, '');
  const refused = (why: string, hint: string): TsmigError =>
    new TsmigError(
      'value',
      `${[date, time].join(' ').trim()}${fraction && `.${fraction}`} does not fit ${name}: ${why}`,
      {
        hint,
      },
    );
  const day = date === undefined ? '' : `${date} `;
  if (name === 'ROWVERSION') throw refused('the server counts it', 'leave the column out');
  if (name === 'SMALLDATETIME') {
    if (!time.endsWith(':00') || fraction !== '') throw refused('it has no seconds', 'use DATETIME2');
    if (day < '1900' || day > '2079-06-06 ') throw refused('it goes from 1900 to 2079-06-06', 'use DATETIME2');
  }
  if (name === 'DATETIME' && day < '1753') throw refused('it starts in 1753', 'use DATETIME2');
  if (fraction.length > digits)
    throw refused(`it has ${digits} digits of fraction`, 'round the value, or use DATETIME2');
  if (name === 'TIME' && zone !== undefined && zone !== '+00:00') {
    throw refused('it has no offset', 'give the time in UTC');
  }
  const offset = name === 'DATETIMEOFFSET' ? (zone ?? '') : '';
  if (offset.slice(1) > '14:00') throw refused('an offset is at most 14:00', 'give the time in UTC');
  // DATETIME reads no more than three digits (error 241).
  const shown = fraction === '' ? '' : `.${fraction.padEnd(name === 'DATETIME' ? 3 : 6, '0')}`;
  return `'${day}${time}${shown}${offset}'`;
}

/** What a column of a time or date-time type takes; without a type what DATETIME takes, which all others take too. */
function momentType(type: DataType | undefined): { readonly name: string; readonly digits: number } {
  const spec = type?.spec;
  if (spec?.kind === 'time') return { name: 'TIME', digits: 7 };
  if (spec?.kind === 'dateTime' && spec.timezone) return { name: 'DATETIMEOFFSET', digits: 7 };
  if (spec?.kind !== 'exact') return { name: 'DATETIME', digits: 3 };
  if (spec.name === 'TIMESTAMP') return { name: 'ROWVERSION', digits: 0 };
  if (spec.name === 'SMALLDATETIME') return { name: 'SMALLDATETIME', digits: 0 };
  if (spec.name === 'DATETIME') return { name: 'DATETIME', digits: 3 };
  const [precision] = spec.args;
  return { name: spec.name, digits: typeof precision === 'number' ? precision : 7 };
}

/** A literal as its type takes it: floats exactly, decimals if they fit, a ROWVERSION not at all. */
export function fitted(literal: string, type: DataType | undefined): string {
  if (type === undefined || literal === 'NULL') return literal;
  const { spec } = type;
  switch (typeFamily(type)) {
    case 'float':
      return floatText(literal);
    case 'decimal':
      if (literal.replace(/^-?0*|\./g, '').length <= 38) return literal;
      throw new TsmigError('value', `${literal} has more digits than mssql can hold`, { hint: 'a decimal has 38' });
    case 'binary':
      if (spec.kind !== 'exact' || (spec.name !== 'ROWVERSION' && spec.name !== 'TIMESTAMP')) return literal;
      throw new TsmigError('value', 'a ROWVERSION takes no values: the server counts it', { hint: 'leave it out' });
    default:
      return literal;
  }
}

/**
 * A number in a column of floats. A bare number is a decimal, and turned into a float it may come out one bit off where
 * it has more digits than a float holds exactly, or has too many; with an exponent it is read as a float.
 * https://learn.microsoft.com/sql/t-sql/data-types/constants-transact-sql
 */
function floatText(number: string): string {
  const digits = number.replace(/^-?0*\.?0*|\./g, '');
  return /^-?[\d.]+$/.test(number) && (digits.length > 15 || number.length > 22) ? `${number}e0` : number;
}
