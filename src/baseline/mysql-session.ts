import type { Cursor } from '../parsing/cursor.ts';

/** Why a statement of a dump is left out; undefined: it says something about the schema. */
export function whyLeftOut(cursor: Cursor): string | undefined {
  const [first, second] = cursor.tokens;
  switch (first?.upper) {
    case undefined:
      return 'it is for the client';
    case 'SET':
      return 'it is a setting of the session';
    case 'DROP':
      return cursor.tokens.some(({ upper }, at) => upper === 'IF' && at < 5) ? 'the database is empty' : undefined;
    case 'USE':
      return 'the script runs in the database it is given';
    case 'CREATE':
    case 'ALTER':
      if (second?.upper === 'DATABASE' || second?.upper === 'SCHEMA')
        return 'the script runs in the database it is given';
      return first.upper === 'ALTER' && switchesKeys(cursor) ? 'it is about the filling of a table' : undefined;
    case 'DO':
      return second?.upper === 'SETVAL' ? 'where a counter stands is no part of the schema' : undefined;
    case 'INSERT':
    case 'REPLACE':
      return 'rows are no part of the schema';
    case 'LOCK':
    case 'UNLOCK':
    case 'START':
    case 'BEGIN':
    case 'COMMIT':
    case 'FLUSH':
    case 'CHANGE':
      return 'it is about the filling of a table';
    default:
      return undefined;
  }
}

function switchesKeys({ tokens }: Cursor): boolean {
  const [verb, word] = tokens.slice(-2);
  return word?.upper === 'KEYS' && (verb?.upper === 'DISABLE' || verb?.upper === 'ENABLE');
}

/** The modes in which the servers run unless told otherwise, from MySQL 5.7 and MariaDB 10.2 on. */
const usualModes: ReadonlySet<string> = new Set([
  'STRICT_TRANS_TABLES',
  'ERROR_FOR_DIVISION_BY_ZERO',
  'NO_AUTO_CREATE_USER',
  'NO_ENGINE_SUBSTITUTION',
  'ONLY_FULL_GROUP_BY',
  'NO_ZERO_IN_DATE',
  'NO_ZERO_DATE',
]);

/** The mode that a statement sets: its text, or null where it goes back to the one before; undefined: it sets none. */
export function modeSetBy(sql: string): string | null | undefined {
  const [, value] = /^SET\s+(?:SESSION\s+)?sql_mode\s*=\s*('[^']*'|@\w+)\s*$/i.exec(sql) ?? [];
  if (value === undefined) return undefined;
  return value.startsWith('@') ? null : value.slice(1, -1);
}

/** Whether a routine may be read otherwise than in the server's usual mode; it keeps the mode that it was made in. */
export function isUnusualMode(mode: string): boolean {
  return mode.split(',').some((one) => one !== '' && !usualModes.has(one.toUpperCase())) || !/STRICT_TRANS/i.test(mode);
}
