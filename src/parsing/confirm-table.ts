import { createRequire } from 'node:module';
import type { ColumnDefinition } from './column-definition.ts';
import { NotUnderstood } from './cursor.ts';

/** The part of node-sql-parser's tree for CREATE TABLE that is looked at; its own types say `any`. */
interface Tree {
  readonly type?: unknown;
  readonly keyword?: unknown;
  readonly create_definitions?: unknown;
}
interface Definition {
  readonly resource?: unknown;
  readonly column?: { readonly column?: unknown };
  readonly nullable?: { readonly type?: unknown } | null;
  readonly default_val?: unknown;
  readonly primary_key?: unknown;
  readonly unique?: unknown;
  readonly unique_key?: unknown;
  readonly check?: unknown;
  readonly reference_definition?: unknown;
}
interface SqlParser {
  astify(sql: string, options: { readonly database: string }): unknown;
}

/** Longer texts are not parsed: the parser's time may grow faster than its input. */
const longest = 50_000;
const require = createRequire(import.meta.url);
const parsers = new Map<string, SqlParser>();

/**
 * Has node-sql-parser read the same CREATE TABLE: what it does not accept, or reads differently, throws `NotUnderstood`.
 * Only the build of one dialect is loaded, and only when it is needed first.
 */
export function confirmTable(
  sql: string,
  grammar: string | undefined,
  columns: readonly ColumnDefinition[],
  apart: number,
): void {
  if (grammar === undefined || sql.length > longest) throw new NotUnderstood('no grammar');
  const definitions = definitionsOf(parse(sql, grammar));
  const read = definitions.filter((one) => one.resource === 'column');
  if (read.length !== columns.length || definitions.length - read.length !== apart)
    throw new NotUnderstood('another table');
  columns.forEach((column, at) => {
    if (!agrees(column, read[at])) throw new NotUnderstood(`another column ${column.column.name}`);
  });
}

function parse(sql: string, grammar: string): unknown {
  // Outside: a package that is missing is no SQL that is not understood.
  const parser = parsers.get(grammar) ?? load(grammar);
  try {
    return parser.astify(sql, { database: grammar });
  } catch (cause) {
    throw new NotUnderstood('not parsed', { cause });
  }
}

function load(grammar: string): SqlParser {
  const { Parser } = require(`node-sql-parser/build/${grammar}.js`) as { Parser: new () => SqlParser };
  const parser = new Parser();
  parsers.set(grammar, parser);
  return parser;
}

function definitionsOf(parsed: unknown): readonly Definition[] {
  const trees: readonly unknown[] = Array.isArray(parsed) ? parsed : [parsed];
  const tree = trees.length === 1 ? (trees[0] as Tree | null) : null;
  if (tree?.type !== 'create' || tree.keyword !== 'table' || !Array.isArray(tree.create_definitions))
    throw new NotUnderstood('another statement');
  return tree.create_definitions as readonly Definition[];
}

/** Case and quotes of names are lost in the tree. */
function agrees({ column, primaryKey, constraints }: ColumnDefinition, tree: Definition | undefined): boolean {
  if (tree === undefined) return false;
  const countsByType = column.autoincrement === true || column.identity !== undefined;
  const name = nameOf(tree.column?.column);
  const unique = constraints.some((one) => one.kind === 'unique');
  const referring = constraints.some((one) => one.kind === 'foreignKey');
  return (
    name?.toLowerCase() === column.name.toLowerCase() &&
    (tree.nullable?.type === 'not null' ? !column.nullable : column.nullable || primaryKey || countsByType) &&
    isSaid(tree.primary_key) === primaryKey &&
    (isSaid(tree.unique) || isSaid(tree.unique_key)) === unique &&
    isSaid(tree.default_val) === (column.serverDefault !== undefined) &&
    isSaid(tree.reference_definition) === referring &&
    isSaid(tree.check) === column.checks.length > 0
  );
}

/** A plain string, or PostgreSQL's `{ expr: { value } }`. */
function nameOf(column: unknown): string | undefined {
  if (typeof column === 'string') return column;
  const value = (column as { expr?: { value?: unknown } } | null | undefined)?.expr?.value;
  return typeof value === 'string' ? value : undefined;
}

function isSaid(part: unknown): boolean {
  return part !== undefined && part !== null;
}
