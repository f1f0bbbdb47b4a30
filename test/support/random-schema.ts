import { type Arbitrary, integer as integers, record as recordOf } from 'fast-check';
import type { Renames } from '../../src/catalog/renames.ts';
import { changeSchema } from './random-schema-changes.ts';
import { addForeignKey, addTable } from './random-schema-parts.ts';

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

export type TypeKey =
  | 'integer'
  | 'bigInteger'
  | 'string'
  | 'longString'
  | 'text'
  | 'numeric'
  | 'wideNumeric'
  | 'boolean'
  | 'date'
  | 'dateTime'
  | 'checkedBoolean'
  | 'enum';

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
