import { type Arbitrary, integer as integers, record as recordOf } from 'fast-check';
import { apply } from '../../src/catalog/apply.ts';
import { type Catalog, emptyCatalog } from '../../src/catalog/catalog.ts';
import type { Renames } from '../../src/catalog/renames.ts';
import { s, sql } from '../../src/index.ts';
import type { Element } from '../../src/model/elements.ts';
import type { DataType } from '../../src/model/types.ts';
import type { DialectFacts } from '../../src/operations/context.ts';
import { normalizeTable } from '../../src/operations/normalize.ts';
import { changeSchema } from './random-schema-changes.ts';

/** How the schemas of a pair come about. */
export interface RandomSchemaOptions {
  /** Only what PostgreSQL, MariaDB and SQLite all have, and changes that they can make. */
  readonly portable?: boolean;
  /** Whether every constraint has a name: those that databases give differ. */
  readonly named?: boolean;
  /** Whether the values of named enums change too. */
  readonly changesEnums?: boolean;
}

/** Two schemas as plain data, and what has another name in the second; `catalogOf` makes catalogs of them. */
export interface RandomPair {
  readonly before: SchemaSpec;
  readonly after: SchemaSpec;
  readonly renames: Renames;
}

export interface SchemaSpec {
  tables: TableSpec[];
  /** The values of the named enums. */
  enums: Record<string, string[]>;
  /** The next number for a new name. */
  next: number;
}
export interface TableSpec {
  name: string;
  columns: ColumnSpec[];
  key?: { columns: string[]; name?: string } | undefined;
  uniques: { columns: string[]; name?: string; deferrable?: boolean }[];
  checks: { column: string; least: number; name?: string }[];
  foreignKeys: ForeignKeySpec[];
  indexes: IndexSpec[];
  exclude?: { column: string; name: string } | undefined;
  comment?: string | undefined;
}
export interface ColumnSpec {
  name: string;
  type: TypeKey;
  enum?: string;
  nullable: boolean;
  default?: number | undefined;
  identity?: { always: boolean; start?: number } | undefined;
  computed?: { from: string; plus: number; persisted: boolean } | undefined;
  autoincrement?: boolean | undefined;
  comment?: string | undefined;
  unique?: boolean;
  index?: boolean;
  least?: number | undefined;
}
export interface ForeignKeySpec {
  columns: string[];
  table: string;
  targets: string[];
  name?: string;
  onDelete?: 'CASCADE' | 'RESTRICT' | undefined;
  deferrable?: boolean | undefined;
}
export interface IndexSpec {
  name: string;
  columns: string[];
  unique: boolean;
  where?: number | undefined;
  lower?: boolean | undefined;
  using?: 'btree' | 'hash' | undefined;
}

const types = {
  integer: () => s.integer(),
  bigInteger: () => s.bigInteger(),
  string: () => s.string(40),
  longString: () => s.string(80),
  text: () => s.text(),
  numeric: () => s.numeric(10, 2),
  wideNumeric: () => s.numeric(12, 2),
  boolean: () => s.boolean(),
  date: () => s.date(),
  dateTime: () => s.dateTime(),
  checkedBoolean: () => s.boolean({ createConstraint: true }),
} satisfies Record<string, () => DataType>;
export type TypeKey = keyof typeof types | 'enum';

/** The types that a column can get instead without a conversion that a database refuses. */
export const kin: readonly (readonly TypeKey[])[] = [
  ['integer', 'bigInteger'],
  ['string', 'longString', 'text'],
  ['numeric', 'wideNumeric'],
];
/** The types that every database takes in a key. */
export const keyTypes: readonly TypeKey[] = ['integer', 'bigInteger', 'string', 'longString'];
const portableTypes: readonly TypeKey[] = [
  'integer',
  'bigInteger',
  'string',
  'longString',
  'text',
  'numeric',
  'wideNumeric',
  'boolean',
  'date',
  'dateTime',
];
export const typeKeys = (portable: boolean): readonly TypeKey[] =>
  portable ? portableTypes : [...portableTypes, 'checkedBoolean', 'enum'];

/** Random numbers that are the same for the same seed (mulberry32). */
export class Random {
  #state: number;
  constructor(seed: number) {
    this.#state = seed;
  }
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * limit);
  }
  chance(part: number): boolean {
    return this.below(1000) < part * 1000;
  }
  pick<T>(list: readonly T[]): T | undefined {
    return list[this.below(Math.max(list.length, 1))];
  }
}

/** Pairs of schemas: the second is the first with some changes, or, where it can be, one of its own. */
export function randomPairs(options: RandomSchemaOptions = {}): Arbitrary<RandomPair> {
  return recordOf({ seed: integers({ min: 0, max: 2 ** 31 - 1 }), changes: integers({ min: 0, max: 8 }) }).map(
    ({ seed, changes }) => randomPair(seed, changes, options),
  );
}

/** One pair of a seed; no changes at all: two schemas that have nothing to do with each other, but for their names. */
export function randomPair(seed: number, changes: number, options: RandomSchemaOptions = {}): RandomPair {
  const random = new Random(seed);
  const before = randomSchema(random, options);
  const tables = new Map<string, string>();
  const columns = new Map<string, ReadonlyMap<string, string>>();
  if (changes === 0 && options.portable !== true) {
    const after = randomSchema(random, options);
    // A type cannot be two types: the values of enums are those of the first.
    if (options.changesEnums !== true) after.enums = { ...after.enums, ...before.enums };
    return { before, after, renames: { tables, columns } };
  }
  const { schema, renames } = changeSchema(structuredClone(before), Math.max(changes, 1), random, options);
  return { before, after: schema, renames };
}

function randomSchema(random: Random, options: RandomSchemaOptions): SchemaSpec {
  const schema: SchemaSpec = { tables: [], enums: { mood: ['sad', 'glad'], level: ['low', 'mid', 'high'] }, next: 1 };
  const count = 1 + random.below(5);
  for (let at = 0; at < count; at++) addTable(schema, `t${at + 1}`, random, options);
  for (const table of schema.tables) {
    for (let tries = random.below(3); tries > 0; tries--) addForeignKey(schema, table, random, options);
  }
  return schema;
}

/** A new table, without foreign keys. */
export function addTable(schema: SchemaSpec, name: string, random: Random, options: RandomSchemaOptions): void {
  const table: TableSpec = { name, columns: [], uniques: [], checks: [], foreignKeys: [], indexes: [] };
  schema.tables.push(table);
  const id: ColumnSpec = { name: 'id', type: random.pick(['integer', 'bigInteger']) ?? 'integer', nullable: false };
  if (random.chance(0.5)) id.autoincrement = false;
  table.columns.push(id);
  const count = 1 + random.below(6);
  for (let at = 0; at < count; at++) addColumn(table, `c${at + 1}`, random, options);
  const named = options.named === true || random.chance(0.7);
  if (options.portable === true || random.chance(0.9)) {
    table.key = { columns: ['id'], ...(named && { name: `pk_${name}` }) };
  }
  if (options.portable !== true && random.chance(0.3)) table.comment = `table ${random.below(9)}`;
  for (let tries = random.below(3); tries > 0; tries--) addUnique(schema, table, random, options);
  for (let tries = random.below(3); tries > 0; tries--) addCheck(schema, table, random, options);
  for (let tries = random.below(3); tries > 0; tries--) addIndex(schema, table, random, options);
  if (options.portable !== true && random.chance(0.15)) addExclude(schema, table, random);
}

export function addColumn(table: TableSpec, name: string, random: Random, options: RandomSchemaOptions): void {
  if (table.columns.some((one) => one.name === name)) return;
  const portable = options.portable === true;
  const column: ColumnSpec = {
    name,
    type: random.pick(typeKeys(portable)) ?? 'integer',
    nullable: random.chance(0.6),
  };
  if (column.type === 'enum') column.enum = random.pick(['mood', 'level']) ?? 'mood';
  // MariaDB does not compute from a column that counts.
  const base = table.columns.find(
    (one) => one.type === 'integer' && one.computed === undefined && (!portable || one.name !== 'id'),
  );
  const roll = random.below(10);
  if (roll === 0 && base !== undefined) {
    Object.assign(column, { type: 'integer', nullable: true });
    column.computed = { from: base.name, plus: random.below(5), persisted: true };
  } else if (roll === 1 && !portable) {
    Object.assign(column, { type: 'integer', nullable: false });
    column.identity = { always: random.chance(0.5), ...(random.chance(0.5) && { start: 1 + random.below(9) }) };
  } else if (roll < 5 || (portable && !column.nullable)) column.default = random.below(4);
  if (!portable && random.chance(0.2)) column.comment = `column ${random.below(9)}`;
  if (column.computed === undefined && keyTypes.includes(column.type)) {
    const flag = random.below(7);
    if (flag === 0 && options.named !== true) column.unique = true;
    else if (flag === 1) column.index = true;
  }
  if (column.type === 'integer' && column.computed === undefined && options.named !== true && random.chance(0.15))
    column.least = random.below(5);
  table.columns.push(column);
}

const plain = (table: TableSpec): ColumnSpec[] =>
  table.columns.filter((one) => keyTypes.includes(one.type) && one.computed === undefined);

export function addUnique(schema: SchemaSpec, table: TableSpec, random: Random, options: RandomSchemaOptions): void {
  const columns = some(plain(table), random);
  const isThere = table.uniques.some((one) => one.columns.join() === columns.join());
  const isFlag = columns.length === 1 && table.columns.some((one) => one.name === columns[0] && one.unique === true);
  // PostgreSQL makes one constraint of those that say the same.
  const isKey = options.portable === true && columns.join() === table.key?.columns.join();
  if (columns.length === 0 || isThere || isFlag || isKey) return;
  table.uniques.push({
    columns,
    ...((options.named === true || random.chance(0.7)) && { name: `uq${schema.next++}` }),
    ...(options.portable !== true && random.chance(0.2) && { deferrable: true }),
  });
}

export function addCheck(schema: SchemaSpec, table: TableSpec, random: Random, options: RandomSchemaOptions): void {
  const fitting = table.columns.filter((one) => one.type === 'integer' && one.computed === undefined);
  const column = random.pick(fitting.filter((one) => options.portable !== true || one.name !== 'id'));
  if (column === undefined) return;
  // Two checks of one column without a name could not be told apart.
  const named =
    options.named === true ||
    column.least !== undefined ||
    table.checks.some((one) => one.column === column.name) ||
    random.chance(0.7);
  table.checks.push({ column: column.name, least: random.below(9), ...(named && { name: `ck${schema.next++}` }) });
}

export function addIndex(schema: SchemaSpec, table: TableSpec, random: Random, options: RandomSchemaOptions): void {
  const columns = some(plain(table), random);
  if (columns.length === 0) return;
  const full = options.portable !== true;
  const [only] = columns.length === 1 ? columns : [];
  const isText = table.columns.some(({ name, type }) => name === only && type !== 'integer' && type !== 'bigInteger');
  const unique = random.chance(0.3);
  table.indexes.push({
    name: `ix${schema.next++}`,
    columns,
    unique,
    ...(full && random.chance(0.2) && { where: random.below(5) }),
    ...(full && isText && random.chance(0.2) && { lower: true }),
    ...(full && random.chance(0.2) && { using: only !== undefined && !unique ? 'hash' : 'btree' }),
  });
}

export function addExclude(schema: SchemaSpec, table: TableSpec, random: Random): void {
  const column = random.pick(plain(table));
  if (column !== undefined) table.exclude = { column: column.name, name: `ex${schema.next++}` };
}

/** A foreign key to the primary key or a unique constraint of any table, this one included. */
export function addForeignKey(
  schema: SchemaSpec,
  table: TableSpec,
  random: Random,
  options: RandomSchemaOptions,
): void {
  const target = random.pick(schema.tables);
  const keys = target === undefined ? [] : targetsOf(target);
  const targets = random.pick(keys);
  if (target === undefined || targets === undefined) return;
  const columns: string[] = [];
  for (const name of targets) {
    const type = target.columns.find((one) => one.name === name)?.type;
    const fitting = table.columns.filter(
      (one) =>
        one.type === type &&
        one.computed === undefined &&
        one.name !== 'id' &&
        !columns.includes(one.name) &&
        !table.foreignKeys.some((key) => key.columns.includes(one.name)),
    );
    const found = random.pick(fitting);
    if (found === undefined) return;
    columns.push(found.name);
  }
  if (table === target && columns.some((name) => targets.includes(name))) return;
  table.foreignKeys.push({
    columns,
    table: target.name,
    targets,
    ...((options.named === true || random.chance(0.7)) && { name: `fk${schema.next++}` }),
    ...(random.chance(0.4) && { onDelete: random.pick(['CASCADE', 'RESTRICT'] as const) }),
    ...(options.portable !== true && random.chance(0.2) && { deferrable: true }),
  });
}

/** The column lists of a table that foreign keys may refer to. */
export function targetsOf(table: TableSpec): string[][] {
  return [
    ...(table.key === undefined ? [] : [table.key.columns]),
    ...table.uniques.filter((one) => one.deferrable !== true).map((one) => one.columns),
    ...table.columns.filter((one) => one.unique === true).map((one) => [one.name]),
  ];
}

function some(columns: readonly ColumnSpec[], random: Random): string[] {
  const first = random.pick(columns);
  const second = random.chance(0.4) ? random.pick(columns) : undefined;
  return [first, second === first ? undefined : second].flatMap((one) => one?.name ?? []);
}

/** The elements of a table, as `op.createTable(name, elements, options)` and `s.table(name, elements, options)` take them. */
export function elementsOf(table: TableSpec, { enums }: Pick<SchemaSpec, 'enums'>): Element[] {
  return [
    ...table.columns.map((column) => columnElement(table, column, enums)),
    ...(table.key === undefined ? [] : [s.primaryKeyConstraint(table.key.columns, nameOf(table.key))]),
    ...table.uniques.map((one) =>
      s.uniqueConstraint(one.columns, { ...nameOf(one), ...(one.deferrable && { deferrable: true }) }),
    ),
    ...table.checks.map((one) => s.checkConstraint(`${one.column} > ${one.least}`, nameOf(one))),
    ...table.foreignKeys.map((one) =>
      s.foreignKeyConstraint(
        one.columns,
        one.targets.map((target) => `${one.table}.${target}`),
        {
          ...nameOf(one),
          ...(one.onDelete && { onDelete: one.onDelete }),
          ...(one.deferrable && { deferrable: true, initially: 'DEFERRED' as const }),
        },
      ),
    ),
    ...(table.exclude === undefined
      ? []
      : [s.excludeConstraint([[table.exclude.column, '=']], { name: table.exclude.name, using: 'gist' })]),
    ...table.indexes.map((one) =>
      s.index(one.name, one.lower ? [sql`lower(${sql.id(one.columns[0] ?? 'id')})`] : one.columns, {
        unique: one.unique,
        ...((one.where !== undefined || one.using !== undefined) && {
          postgresql: {
            ...(one.where !== undefined && { where: `${one.columns[0]} IS NOT NULL AND ${one.where} > 1` }),
            ...(one.using && { using: one.using }),
          },
        }),
      }),
    ),
  ];
}

function nameOf({ name }: { readonly name?: string }): { readonly name?: string } {
  return name === undefined ? {} : { name };
}

function columnElement(table: TableSpec, column: ColumnSpec, enums: SchemaSpec['enums']): Element {
  const type: DataType =
    column.type === 'enum'
      ? s.enum(enums[column.enum ?? ''] ?? ['x'], { name: column.enum ?? 'mood' })
      : types[column.type]();
  return s.column<string, unknown>(column.name, type, {
    nullable: column.nullable && table.key?.columns.includes(column.name) !== true,
    ...(column.default !== undefined && { serverDefault: defaultOf(column, enums) }),
    ...(column.identity && { identity: s.identity(column.identity) }),
    ...(column.computed && {
      computed: s.computed(`${column.computed.from} + ${column.computed.plus}`, {
        persisted: column.computed.persisted,
      }),
    }),
    ...(column.autoincrement !== undefined && { autoincrement: column.autoincrement }),
    ...(column.comment !== undefined && { comment: column.comment }),
    ...(column.unique && { unique: true }),
    ...(column.index && { index: true }),
    ...(column.least !== undefined && { check: `${column.name} >= ${column.least}` }),
  });
}

function defaultOf(column: ColumnSpec, enums: SchemaSpec['enums']): string | number | boolean {
  const value = column.default ?? 0;
  switch (column.type) {
    case 'boolean':
    case 'checkedBoolean':
      return value % 2 === 1;
    case 'date':
      return `2024-01-0${value + 1}`;
    case 'dateTime':
      return `2024-01-0${value + 1} 10:00:00`;
    case 'enum':
      return enums[column.enum ?? '']?.[value % 2] ?? 'x';
    case 'string':
    case 'longString':
    case 'text':
      return `v${value}`;
    default:
      return value;
  }
}

/** The catalog of a schema, made table by table. */
export function catalogOf(schema: SchemaSpec, dialect: DialectFacts): Catalog {
  return schema.tables.reduce((catalog, spec) => {
    const facts = { name: spec.name, options: {}, ...(spec.comment !== undefined && { comment: spec.comment }) };
    const table = normalizeTable(facts, elementsOf(spec, schema), { dialect, namingConvention: {} });
    return apply(catalog, { kind: 'createTable', table, ifNotExists: false }, {});
  }, emptyCatalog);
}
