import { type Cursor, NotUnderstood } from '../parsing/cursor.ts';
import { readText } from './mysql-texts.ts';

/** What stands behind the parentheses of CREATE TABLE. */
export interface TableOptions {
  /** By the names that `createTable` has for them, in their order. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly comment?: string;
  /** AUTO_INCREMENT: how far the table has been filled, which is no part of its schema. */
  readonly counter?: string;
}

/** Options whose value is a word or a number, by the name that `createTable` has for them. */
const plainOptions: Readonly<Record<string, string>> = {
  ENGINE: 'engine',
  COLLATE: 'collate',
  ROW_FORMAT: 'rowFormat',
  KEY_BLOCK_SIZE: 'keyBlockSize',
  MIN_ROWS: 'minRows',
  MAX_ROWS: 'maxRows',
  AVG_ROW_LENGTH: 'avgRowLength',
  PACK_KEYS: 'packKeys',
  STATS_PERSISTENT: 'statsPersistent',
  STATS_AUTO_RECALC: 'statsAutoRecalc',
  STATS_SAMPLE_PAGES: 'statsSamplePages',
  CHECKSUM: 'checksum',
  PAGE_CHECKSUM: 'pageChecksum',
  DELAY_KEY_WRITE: 'delayKeyWrite',
  TRANSACTIONAL: 'transactional',
  INSERT_METHOD: 'insertMethod',
};
/** Options whose value is a text in quotes. */
const quotedOptions: Readonly<Record<string, string>> = { COMPRESSION: 'compression', ENCRYPTION: 'encryption' };

/** Reads `ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 …` up to the end. */
export function readTableOptions(cursor: Cursor): TableOptions {
  const options: Record<string, unknown> = {};
  const rest: { comment?: string; counter?: string } = {};
  while (!cursor.done) {
    const from = cursor.at;
    const [key, value] = readOption(cursor);
    if (key === 'comment') rest.comment = String(value);
    else if (key === 'counter') rest.counter = cursor.textBetween(from, cursor.at);
    else if (key in options) throw new NotUnderstood(`the option ${key} twice`);
    else options[key] = value;
  }
  return { options, ...rest };
}

function readOption(cursor: Cursor): readonly [key: string, value: string | number] {
  if (cursor.takes('DEFAULT', 'CHARSET')) return ['defaultCharset', plainValue(cursor)];
  const word = cursor.next();
  if (word.upper === 'COMMENT') {
    cursor.needsSign('=');
    return ['comment', readText(cursor)];
  }
  if (word.upper === 'AUTO_INCREMENT') return ['counter', plainValue(cursor)];
  const quoted = quotedOptions[word.upper];
  if (quoted !== undefined) {
    cursor.needsSign('=');
    return [quoted, `'${readText(cursor).replaceAll("'", "''")}'`];
  }
  const plain = plainOptions[word.upper];
  if (plain !== undefined) return [plain, plainValue(cursor)];
  throw new NotUnderstood(`${word.text} of a table`);
}

function plainValue(cursor: Cursor): string | number {
  cursor.needsSign('=');
  const { kind, text } = cursor.next();
  if (kind === 'number' && /^\d{1,15}$/.test(text)) return Number(text);
  if (kind === 'word') return text;
  throw new NotUnderstood(`the option ${text} of a table`);
}
