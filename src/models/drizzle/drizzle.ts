import type * as Orm from 'drizzle-orm';
import type * as MySql from 'drizzle-orm/mysql-core';
import type * as Pg from 'drizzle-orm/pg-core';
import type * as SQLite from 'drizzle-orm/sqlite-core';
import { TsmigError } from '../../errors.ts';
import type { TableElement } from '../../model/dml.ts';
import { importPackage } from '../../revisions/load.ts';
import type { ModelSource } from '../models.ts';
import { isEnum, type SqlReader } from './expressions.ts';
import type { Family, TableConfig } from './family.ts';
import { mysqlFamily } from './mysql.ts';
import { enumType, postgresqlFamily } from './postgresql.ts';
import { sqliteFamily } from './sqlite.ts';
import { tableElement } from './tables.ts';

/** Models of Drizzle: its tables and enums. Relations, views, sequences and roles are not what tsmig compares. */
export const drizzle: ModelSource = {
  name: 'drizzle-orm',
  async read(exports, file) {
    const values = Object.values(exports);
    const enums = values.filter(isEnum);
    if (enums.length === 0 && !values.some(isOfDrizzle)) return undefined;
    const types = enums.map(enumType);
    const orm = (await imported('drizzle-orm', file)) as typeof Orm;
    const tables = values.filter((value): value is Orm.Table => orm.isTable(value));
    return { tables: await Promise.all(tables.map((table) => read(table, orm, file))), types };
  },
};

/** By the mark that each copy of Drizzle gives its classes: whether the package need be loaded at all. */
const entityKind = Symbol.for('drizzle:entityKind');

function isOfDrizzle(value: unknown): boolean {
  return typeof value === 'object' && value !== null && entityKind in value.constructor;
}

/** One of ours for each of theirs, so that a table that is exported twice stays one. */
const known = new WeakMap<Orm.Table, TableElement>();

async function read(table: Orm.Table, orm: typeof Orm, file: string): Promise<TableElement> {
  const before = known.get(table);
  if (before !== undefined) return before;
  const { family, config } = await familyOf(table, orm, file);
  const reader: SqlReader = { orm, table, schemaOf: (one) => family.configOf(one)?.schema };
  const made = tableElement(table, config, family, reader);
  known.set(table, made);
  return made;
}

/** The families, each loaded when a table may be of it. */
const families: readonly ((orm: typeof Orm, file: string) => Promise<Family>)[] = [
  async (orm, file) => postgresqlFamily(orm, (await imported('drizzle-orm/pg-core', file)) as typeof Pg),
  async (orm, file) => mysqlFamily(orm, (await imported('drizzle-orm/mysql-core', file)) as typeof MySql),
  async (orm, file) => sqliteFamily(orm, (await imported('drizzle-orm/sqlite-core', file)) as typeof SQLite),
];

async function familyOf(
  table: Orm.Table,
  orm: typeof Orm,
  file: string,
): Promise<{ readonly family: Family; readonly config: TableConfig }> {
  for (const open of families) {
    const family = await open(orm, file);
    const config = family.configOf(table);
    if (config !== undefined) return { family, config };
  }
  throw new TsmigError(
    'unsupported',
    `${file}: table ${orm.getTableName(table)} is for a database that tsmig does not know`,
    {
      hint: 'tsmig reads tables of drizzle-orm/pg-core, mysql-core and sqlite-core',
    },
  );
}

async function imported(name: string, file: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await importPackage(name, file);
  } catch (cause) {
    throw new TsmigError('config', `${file} exports models of Drizzle, but '${name}' cannot be imported from there`, {
      hint: 'install drizzle-orm in the project of that file',
      cause,
    });
  }
}
