import { createHash } from 'node:crypto';
import { TsmigError } from '../errors.ts';
import { suggestion } from './arguments.ts';
import type { Expression } from './expressions.ts';
import type { Constraint, Index } from './nouns.ts';
import { ExactName, type Name } from './types.ts';

/**
 * Templates for the names of unnamed objects, with SQLAlchemy's tokens, as `'uq_%(table_name)s_%(column_0_name)s'`.
 * https://docs.sqlalchemy.org/en/20/core/constraints.html#configuring-constraint-naming-conventions
 */
export interface NamingConvention {
  readonly ix?: string;
  readonly uq?: string;
  readonly ck?: string;
  readonly fk?: string;
  readonly pk?: string;
}

/** What SQLAlchemy names an index by when there is no convention for it. */
const defaultConvention: NamingConvention = { ix: 'ix_%(column_0_label)s' };

export interface NamedTable {
  readonly name: string;
  readonly schema?: string;
}

const conventionKeys = { primaryKey: 'pk', unique: 'uq', foreignKey: 'fk', check: 'ck', exclude: undefined } as const;
const objects = {
  pk: 'primary key',
  uq: 'unique constraint',
  fk: 'foreign key',
  ck: 'check constraint',
  ix: 'index',
} as const;

/** What a convention's tokens are filled from. */
interface Subject {
  readonly key: keyof NamingConvention;
  readonly table: NamedTable;
  readonly columns: readonly string[];
  readonly referred?: { readonly table: NamedTable; readonly columns: readonly string[] };
}

/**
 * The name of a constraint: `name` as given, or by the convention; undefined when it stays unnamed.
 * As in SQLAlchemy, a plain name goes through a convention that contains `%(constraint_name)s`; an `ExactName` never does.
 * @param columns the names of the columns that it is on; empty for a check.
 * @param maxLength the dialect's limit: a name made by a convention is cut to it with a hash at its end.
 */
export function constraintName(
  name: Name | null | undefined,
  kind: Constraint['kind'],
  table: NamedTable,
  columns: readonly string[],
  referred: { readonly table: NamedTable; readonly columns: readonly string[] } | undefined,
  convention: NamingConvention,
  maxLength: number,
): string | undefined {
  const key = conventionKeys[kind];
  if (key === undefined) return name == null ? undefined : String(name);
  return conventionName(name, { key, table, columns, ...(referred && { referred }) }, convention, maxLength);
}

/** The name of an index: as given, or by the convention; an index whose name cannot be made is refused. */
export function indexName(
  name: Name | null | undefined,
  table: NamedTable,
  columns: Index['columns'],
  convention: NamingConvention,
  maxLength: number,
): string {
  const subject: Subject = { key: 'ix', table, columns: columns.flatMap(columnNames) };
  const made = conventionName(name, subject, { ...defaultConvention, ...convention }, maxLength);
  if (made === undefined)
    throw new TsmigError('operation', `an index on ${table.name} has no name`, { hint: 'name it' });
  return made;
}

/**
 * Checks the tokens of a naming convention before anything is named by it.
 * @throws TsmigError `config` for an unknown key or token, with the nearest known one.
 */
export function checkConvention(convention: NamingConvention): void {
  for (const [key, template] of Object.entries(convention)) {
    if (!Object.hasOwn(objects, key)) {
      throw new TsmigError('config', `namingConvention: unknown key '${key}'`, {
        hint: suggestion(key, Object.keys(objects)),
      });
    }
    if (template === undefined) continue;
    if (typeof template !== 'string' || template === '') {
      throw new TsmigError('config', `namingConvention.${key} must be a template`, {
        hint: `such as '${key}_%(table_name)s'`,
      });
    }
    for (const token of tokensOf(template)) tokenParts(token, key as keyof NamingConvention);
  }
}

function conventionName(
  name: Name | null | undefined,
  subject: Subject,
  convention: NamingConvention,
  maxLength: number,
): string | undefined {
  if (name instanceof ExactName) return name.text;
  const template = convention[subject.key];
  if (template === undefined) return name ?? undefined;
  const wantsName = template.includes('%(constraint_name)s');
  if (typeof name === 'string') {
    return wantsName ? truncate(fill(template, subject, name), maxLength) : name;
  }
  return wantsName ? undefined : truncate(fill(template, subject, undefined), maxLength);
}

const tokenPattern = /%\(([^)]*)\)s|%%|%/g;

function fill(template: string, subject: Subject, constraint: string | undefined): string {
  return template.replace(tokenPattern, (match: string, token: string | undefined) => {
    if (match === '%%') return '%';
    return tokenText(tokenParts(token ?? match, subject.key), subject, constraint);
  });
}

/** What a token says: of the table or the constraint itself, or of its columns: one, or all with a separator between them. */
type Token =
  | { readonly of: 'table_name' | 'referred_table_name' | 'constraint_name' }
  | {
      readonly of: 'column' | 'referred_column';
      readonly at: number | 'all';
      readonly separator: string;
      readonly part: string;
    };

const simpleTokens = ['table_name', 'referred_table_name', 'constraint_name'] as const;

function tokenParts(token: string, key: keyof NamingConvention): Token {
  const simple = simpleTokens.find((known) => known === token);
  const ofForeignKey = token.startsWith('referred_');
  if (simple !== undefined && (!ofForeignKey || key === 'fk')) return { of: simple };
  const match = /^(referred_column|column)_(?:(\d+)|0(_?)N)_(name|key|label)$/.exec(token);
  const [, of, at, separator, part] = match ?? [];
  if (of === undefined || part === undefined || (ofForeignKey && (key !== 'fk' || part !== 'name'))) {
    throw unknownToken(token, key);
  }
  return {
    of: ofForeignKey ? 'referred_column' : 'column',
    at: at === undefined ? 'all' : Number(at),
    separator: separator ?? '',
    part,
  };
}

function tokenText(token: Token, subject: Subject, constraint: string | undefined): string {
  switch (token.of) {
    case 'table_name':
      return subject.table.name;
    case 'constraint_name':
      return constraint ?? '';
    case 'referred_table_name':
      return subject.referred?.table.name ?? '';
    case 'column':
    case 'referred_column': {
      const names = token.of === 'column' ? subject.columns : (subject.referred?.columns ?? []);
      if (names.length === 0) throw noColumn(subject);
      const labelled = token.part === 'label' ? names.map((name) => label(subject.table, name)) : names;
      // A column that is not there is an empty text, as in SQLAlchemy: one template serves one, two and three columns.
      return token.at === 'all' ? labelled.join(token.separator) : (labelled[token.at] ?? '');
    }
  }
}

/** SQLAlchemy's label of a column: its table and itself, with the schema before them. */
function label(table: NamedTable, column: string): string {
  const schema = table.schema === undefined ? '' : `${table.schema.replaceAll('.', '_')}_`;
  return `${schema}${table.name}_${column}`;
}

/** SQLAlchemy's way to shorten a name that it has made: the same name always gives the same short one. */
function truncate(name: string, maxLength: number): string {
  if (name.length <= maxLength) return name;
  return `${name.slice(0, maxLength - 8)}_${createHash('md5').update(name).digest('hex').slice(-4)}`;
}

/** The columns that an element of an index is on, as far as they can be told. */
function columnNames(column: string | Expression): readonly string[] {
  if (typeof column === 'string') return [column];
  switch (column.kind) {
    case 'column':
      return [column.name];
    case 'identifier':
      return column.path.slice(-1);
    case 'order':
      return columnNames(column.of);
    case 'function':
      return column.args.flatMap(columnNames);
    default:
      return [];
  }
}

function tokensOf(template: string): readonly string[] {
  return [...template.matchAll(tokenPattern)].flatMap(([match, token]) => (match === '%%' ? [] : [token ?? match]));
}

function unknownToken(token: string, key: keyof NamingConvention): TsmigError {
  if (token === '%') {
    return new TsmigError('config', `namingConvention.${key}: a '%' that begins no token`, {
      hint: 'write %% for a percent sign',
    });
  }
  const known = [
    'table_name',
    'constraint_name',
    'column_0_name',
    'column_0_key',
    'column_0_label',
    'column_0N_name',
    'column_0_N_name',
  ];
  if (key === 'fk') known.push('referred_table_name', 'referred_column_0_name', 'referred_column_0_N_name');
  return new TsmigError('config', `namingConvention.${key}: unknown token '%(${token})s'`, {
    hint: suggestion(token, known),
  });
}

function noColumn(subject: Subject): TsmigError {
  const what = `${subject.key === 'ix' ? 'an' : 'a'} ${objects[subject.key]} on ${subject.table.name}`;
  return new TsmigError('operation', `${what} is on no named column, so the naming convention cannot name it`, {
    hint: 'name it',
  });
}
