import { TsmigError } from '../../src/errors.ts';

/**
 * What SQL*Plus would take for something else inside a literal. `&` (SET DEFINE OFF) is the script's business.
 * https://docs.oracle.com/en/database/oracle/oracle-database/19/sqpug/using-SQL-Plus.html
 */

/** Whether SQL*Plus reads the text as it is meant. */
export function isSafe(text: string): boolean {
  const parts = breakLines(text);
  return parts.length === 1 && parts[0] === text;
}

/**
 * A text in parts, between them the codes of the line breaks and control characters that must not stand as they are:
 * a line that is empty, `/` or `.`, one that starts with `@`, `#`, `!` or `$`, one that ends in `;` or `-`.
 */
export function breakLines(text: string): (string | number)[] {
  if (!/\p{Cc}/u.test(text)) return [text];
  const parts: (string | number)[] = [];
  let part = '';
  const broken = (code: number): void => {
    if (part !== '') parts.push(part);
    parts.push(code);
    part = '';
  };
  const lines = text.split('\n');
  lines.forEach((line, i) => {
    if (i > 0) {
      const last = i === lines.length - 1;
      if (endsBadly.test(lines[i - 1] ?? '') || startsBadly.test(line) || (!last && isCommand.test(line))) broken(10);
      else part += '\n';
    }
    for (const character of line) {
      // A tab is a tab to SQL*Plus; a carriage return or an end-of-file mark is not what it was on every system.
      if (/[^\P{Cc}\t\u0080-\u009f]/u.test(character)) broken(character.charCodeAt(0));
      else part += character;
    }
  });
  if (part !== '' || parts.length === 0) parts.push(part);
  return parts;
}

/**
 * A comment line as SQL*Plus takes it: no `&`, no statement terminator and no hyphen at the end.
 * https://docs.oracle.com/en/database/oracle/oracle-database/19/sqpug/using-scripts-SQL-Plus.html: Notes on Placing Comments
 */
export function commentText(line: string): string {
  return line.replaceAll('&', '+').replace(/\s*[.;/-][\s.;/-]*$/, '');
}

/** Refuses SQL of the user with a line that SQL*Plus runs, or ends, a statement at, wherever it stands; gives it back. */
export function refuseRunners(sql: string): string {
  const runner = /^[^\S\n]*([/.])[^\S\n]*$/m.exec(sql)?.[1];
  if (runner === undefined) return sql;
  throw new TsmigError(
    'unsupported',
    `oracle cannot run a statement in which a line is ${runner}: SQL*Plus ends it there`,
    {
      hint: `give each statement an op.execute of its own; in text, write … || CHR(10) || '${runner}'`,
    },
  );
}

const endsBadly = /[;-]\s*$/;
const startsBadly = /^\s*[@#!$]/;
const isCommand = /^\s*[/.]?\s*$/;

/** SQL*Plus leaves out lines that are longer: https://docs.oracle.com/en/database/oracle/oracle-database/19/sqpug/SQL-Plus-limits.html */
const lineLimit = 2400;

/** The statement with line breaks for blanks behind commas and before `||`, outside of quotes, where lines are too long. */
export function fold(sql: string): string {
  if (sql.length <= lineLimit && Buffer.byteLength(sql) <= lineLimit) return sql;
  const tokens = sql.match(token) ?? [];
  let folded = '';
  let used = 0;
  let pending = '';
  let gap = '';
  const flush = (): void => {
    const length = Buffer.byteLength(pending.split('\n', 1)[0] ?? '');
    const breaks = gap !== '' && used + length > lineLimit;
    folded += (breaks ? gap.replace(/ (?=\|\|)|(?<=,) /, '\n') : gap) + pending;
    used = pending.includes('\n')
      ? Buffer.byteLength(pending.slice(pending.lastIndexOf('\n') + 1))
      : (breaks ? 0 : used + gap.length) + length;
    pending = '';
  };
  for (const text of tokens) {
    if (text === ', ' || text === ' || ') {
      flush();
      gap = text;
    } else pending += text;
  }
  flush();
  return folded;
}

/** Comments, quoted text, the places where a line may be broken, and all the rest. */
const token = new RegExp(
  [
    '--[^\\n]*',
    '/\\*[^]*?\\*/',
    `[qQ]'(?:\\[[^]*?\\]|\\{[^]*?\\}|\\([^]*?\\)|<[^]*?>|(\\S)[^]*?\\1)'`,
    `'(?:[^']|'')*'`,
    '"[^"]*"',
    ', ',
    ' \\|\\| ',
    `(?:(?![nN]?[qQ]')[^'", |/-])+`,
    '[^]',
  ].join('|'),
  'g',
);
