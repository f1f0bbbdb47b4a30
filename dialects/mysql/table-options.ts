import { TsmigError } from '../../src/errors.ts';
import type { Expression } from '../../src/model/expressions.ts';
import { isExpression } from '../../src/model/sql.ts';
import type { Options } from '../options.ts';

/** What the options need of the dialect. */
export interface OptionForms {
  stringLiteral(text: string, type: undefined): string;
  expression(expression: Expression): string;
}

/** Options that hold a text. */
const texts: ReadonlySet<string> = new Set(['COMMENT', 'CONNECTION', 'DATA_DIRECTORY', 'INDEX_DIRECTORY', 'PASSWORD']);
/** Options that hold a text, and whose text SQLAlchemy leaves to its user to quote. */
const quotedTexts: ReadonlySet<string> = new Set([
  'COMPRESSION',
  'ENCRYPTION',
  'ENGINE_ATTRIBUTE',
  'SECONDARY_ENGINE_ATTRIBUTE',
]);
const spaced: ReadonlySet<string> = new Set([
  'CHARACTER_SET',
  'DATA_DIRECTORY',
  'DEFAULT_CHARACTER_SET',
  'DEFAULT_CHARSET',
  'DEFAULT_COLLATE',
  'INDEX_DIRECTORY',
]);
const withoutSign: ReadonlySet<string> = new Set(['CHARACTER_SET', 'COLLATE', 'DEFAULT_CHARACTER_SET', 'TABLESPACE']);
const partitions: readonly string[] = ['PARTITION_BY', 'PARTITIONS', 'SUBPARTITION_BY', 'SUBPARTITIONS'];

/**
 * `ENGINE=InnoDB CHARSET=utf8mb4`: any option that the server may know, in the order given, partitions last.
 * https://dev.mysql.com/doc/refman/8.0/en/create-table.html#create-table-options https://mariadb.com/kb/en/create-table/#table-options
 */
export function tableOptions(options: Options, comment: string | undefined, forms: OptionForms, what: string): string {
  const said = new Map<string, unknown>();
  for (const [key, value] of Object.entries(options)) {
    if (value === undefined || value === null) continue;
    if (!/^[A-Za-z]\w*$/.test(key)) throw malformed(`${JSON.stringify(key)} is no option of a table (${what})`);
    said.set(key.replace(/([a-z\d])([A-Z])/g, '$1_$2').toUpperCase(), value);
  }
  if (comment !== undefined) {
    if (said.has('COMMENT')) throw malformed(`${what} has a comment, and one among its options`, 'say it once');
    said.set('COMMENT', comment);
  }
  const plain = [...said].filter(([key]) => !partitions.includes(key));
  return [
    ...plain.map(([key, value]) => option(key, value, forms, what)),
    ...partitions.flatMap((key) => (said.has(key) ? [partition(key, said.get(key), forms, what)] : [])),
  ].join(' ');
}

function option(key: string, value: unknown, forms: OptionForms, what: string): string {
  const name = spaced.has(key) ? key.replaceAll('_', ' ') : key;
  return `${name}${withoutSign.has(key) ? ' ' : '='}${optionValue(key, value, forms, what)}`;
}

function optionValue(key: string, value: unknown, forms: OptionForms, what: string): string {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  if (typeof value === 'string') {
    if (texts.has(key)) return forms.stringLiteral(value, undefined);
    if (/^'(?:[^'\\]|''|\\[\s\S])*'$/.test(value)) return value;
    if (quotedTexts.has(key)) return forms.stringLiteral(value, undefined);
    if (/^[\w.$-]+$/.test(value)) return value;
    if (key === 'UNION' && /^\([\w.$`, ]*\)$/.test(value)) return value;
  }
  throw malformed(
    `the option ${key} of ${what} cannot be ${JSON.stringify(value) ?? String(value)}`,
    'a word, a number, or a text in quotes: "\'…\'"',
  );
}

function partition(key: string, value: unknown, forms: OptionForms, what: string): string {
  const name = key.replaceAll('_', ' ');
  if (!key.endsWith('_BY')) {
    if (/^[1-9]\d{0,4}$/.test(String(value))) return `${name} ${value}`;
    throw malformed(`${name} of ${what} must be a number`);
  }
  if (isExpression(value)) return `${name} ${forms.expression(value)}`;
  if (typeof value === 'string' && value.trim() !== '') return `${name} ${value}`;
  throw malformed(`${name} of ${what} must be sql\`…\` or its text`, "such as 'HASH (id)'");
}

function malformed(message: string, hint?: string): TsmigError {
  return new TsmigError('operation', message, { hint });
}
