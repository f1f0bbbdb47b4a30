import { TsmigError } from '../../src/errors.ts';
import { type DataType, typeFamily } from '../../src/model/types.ts';
import { sinceEpoch, spanOf } from '../intervals.ts';
import { checkText, hasZone, type SpecialNumber } from '../literals.ts';
import { inUtc, type Moment } from '../moments.ts';
import { breakLines, isSafe } from './sqlplus.ts';

/** The bytes of a literal: https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Literals.html */
const limit = 4000;

/**
 * A string as one literal or several put together. What is past 4000 bytes is a CLOB in pieces, never cut inside a
 * character; a line break that SQL*Plus would trip over is CHR(10).
 */
export function stringLiteral(text: string, type: DataType | undefined): string {
  const national = isNational(type);
  const long = size(text, national) > limit;
  if (long && isExact(type, 'LONG')) {
    throw new TsmigError('value', `a text of more than ${limit} bytes has no oracle literal for a LONG`, {
      hint: 'make the column a CLOB',
    });
  }
  const pieces = breakLines(text).flatMap((part) =>
    typeof part === 'number' ? [`CHR(${part})`] : cut(part, national).map((piece) => quote(piece, national)),
  );
  const wrap = national ? 'TO_NCLOB' : 'TO_CLOB';
  const isOperand = (piece: string, i: number) => long && (i === 0 || !piece.startsWith('CHR('));
  return pieces.map((piece, i) => (isOperand(piece, i) ? `${wrap}(${piece})` : piece)).join(' || ');
}

/** COMMENT takes one literal, and no expression. https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/COMMENT.html */
export function commentLiteral(text: string): string {
  if (size(text, false) > limit) {
    throw new TsmigError('unsupported', `oracle takes comments of ${limit} bytes, this one is longer`, {
      hint: 'shorten it',
    });
  }
  if (!isSafe(checkText(text))) {
    throw new TsmigError('unsupported', 'oracle: a line of the comment would be a command to SQL*Plus', {
      hint: 'no empty lines, no line that is `/` or `.`, starts with `@`, `#`, `!` or `$`, or ends in `;` or `-`, no control characters',
    });
  }
  return quote(text, false);
}

/** HEXTORAW takes a literal, of two digits a byte; no bytes are NULL, but for a BLOB. */
export function bytesLiteral(hex: string, type: DataType | undefined): string {
  if (isExact(type, 'BFILE')) {
    throw new TsmigError('value', 'a BFILE of oracle holds no bytes: it names a file', {
      hint: "write sql`BFILENAME('…', '…')`",
    });
  }
  if (hex.length > limit) {
    throw new TsmigError('value', `${hex.length / 2} bytes have no oracle literal: it ends at ${limit / 2}`, {
      hint: 'insert EMPTY_BLOB(), and add the bytes with op.execute and DBMS_LOB.WRITEAPPEND',
    });
  }
  if (hex !== '') return `HEXTORAW('${hex}')`;
  if (isExact(type, 'RAW')) {
    throw new TsmigError('value', 'no bytes in a RAW are NULL to oracle', { hint: 'give null, or use a BLOB' });
  }
  return 'EMPTY_BLOB()';
}

/**
 * A date-time. A DATE and a TIMESTAMP have no zone: they hold UTC. Where the column is not known, the zone goes along,
 * which a column without one drops.
 */
export function dateTimeLiteral(moment: Moment, type: DataType | undefined): string {
  if (type === undefined || (type.spec.kind === 'exact' && hasZone(type) === true)) {
    const text = `${moment.date} ${moment.time}.${moment.fraction.padEnd(6, '0')} ${moment.zone ?? '+00:00'}`;
    return `TO_TIMESTAMP_TZ('${text}', 'YYYY-MM-DD HH24:MI:SS.FF TZH:TZM')`;
  }
  const { date, time, fraction } = inUtc(moment);
  if (fraction === '') return `TO_DATE('${date} ${time}', 'YYYY-MM-DD HH24:MI:SS')`;
  return `TO_TIMESTAMP('${date} ${time}.${fraction.padEnd(6, '0')}', 'YYYY-MM-DD HH24:MI:SS.FF')`;
}

/**
 * `1 02:03:04`, `1 day 02:03:04`, `02:03:04.5`, `-3 days`: https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/TO_DSINTERVAL.html
 * One that is not native is a DATE, which has whole seconds.
 */
export function intervalLiteral(text: string, type: DataType): string {
  if (type.spec.kind === 'interval' && !type.spec.native) {
    const moment = sinceEpoch(text, 'oracle');
    if (moment.fraction === '') return dateTimeLiteral(moment, type);
    throw new TsmigError('value', `${JSON.stringify(text)} has parts of a second, which the DATE of oracle has not`, {
      hint: 'give whole seconds, or a native interval',
    });
  }
  const { negative, days, time, fraction } = spanOf(text, 'oracle');
  return `TO_DSINTERVAL('${negative ? '-' : ''}${days} ${time}${fraction && `.${fraction}`}')`;
}

/** https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Floating-Point-Conditions.html: only the binary types have them. */
export function specialNumber(value: SpecialNumber, type: DataType): string {
  const binary = binaryType(type);
  if (binary === undefined) {
    throw new TsmigError('value', `oracle has no ${value} in a NUMBER, and FLOAT is one`, {
      hint: 'use s.oracle.BINARY_DOUBLE()',
    });
  }
  if (value === 'NaN') return `${binary}_NAN`;
  return `${value === '-Infinity' ? '-' : ''}${binary}_INFINITY`;
}

/**
 * Refuses a floating-point number that would change: minus zero, and what a NUMBER has no room for, which FLOAT,
 * REAL and DOUBLE PRECISION are. https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Data-Types.html
 */
export function checkFloat(value: unknown, type: DataType | null | undefined): void {
  if (typeof value !== 'number' || !type || typeFamily(type) !== 'float') return;
  if (Object.is(value, -0)) throw new TsmigError('value', 'oracle has no minus zero', { hint: 'give 0' });
  const size = Math.abs(value);
  if (size === 0 || !Number.isFinite(value)) return;
  if (size >= 1e126 || size < 1e-130) {
    throw new TsmigError('value', `the number ${value} does not fit a NUMBER literal of oracle`, {
      hint: 'for a BINARY_DOUBLE, write the literal with sql`…`, such as sql`1e300d`',
    });
  }
}

function binaryType({ spec }: DataType): string | undefined {
  if (spec.kind !== 'exact') return undefined;
  return spec.name === 'BINARY_FLOAT' || spec.name === 'BINARY_DOUBLE' ? spec.name : undefined;
}

function isNational(type: DataType | undefined): boolean {
  return isExact(type, 'NCHAR', 'NVARCHAR', 'NVARCHAR2', 'NCLOB');
}

function isExact(type: DataType | undefined, ...names: readonly string[]): boolean {
  return type?.spec.kind === 'exact' && names.includes(type.spec.name);
}

function quote(text: string, national: boolean): string {
  return `${national ? 'N' : ''}'${text.replaceAll("'", "''")}'`;
}

/** The national character set has two bytes a UTF-16 unit. */
function size(text: string, national: boolean): number {
  return Math.max(Buffer.byteLength(text), national ? 2 * text.length : 0);
}

/** Cuts a text so that each piece, its quotes doubled, is short enough for a literal, and for a line of SQL*Plus. */
function cut(text: string, national: boolean): string[] {
  if (size(text.replaceAll("'", "''"), national) <= limit) return [text];
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const character of text) {
    const needed = size(character, national) * (character === "'" ? 2 : 1);
    if (used + needed > limit) {
      pieces.push(piece);
      piece = '';
      used = 0;
    }
    piece += character;
    used += needed;
  }
  return [...pieces, piece];
}
