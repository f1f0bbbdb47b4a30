import type * as Orm from 'drizzle-orm';
import type * as Core from 'drizzle-orm/sqlite-core';
import { index } from '../../model/constraints.ts';
import type { Element } from '../../model/elements.ts';
import { ExactName } from '../../model/types.ts';
import { expressionOf, type SqlReader } from './expressions.ts';
import type { Family } from './family.ts';
import { about } from './refusals.ts';
import { sqliteNames, typeNamed } from './types.ts';

/** Tables of `drizzle-orm/sqlite-core`. */
export function sqliteFamily(orm: typeof Orm, core: typeof Core): Family {
  return {
    configOf: (table) => (orm.is(table, core.SQLiteTable) ? core.getTableConfig(table) : undefined),
    indexes: (table, reader) =>
      core.getTableConfig(table as Core.SQLiteTable).indexes.map(({ config }) => indexOf(config, reader)),
    type: (column) => typeNamed(column.getSQLType(), sqliteNames),
    uniqueIsIndex: true,
    countsByOption: (table) =>
      core
        .getTableConfig(table as Core.SQLiteTable)
        .columns.some((column) => 'autoIncrement' in column && column.autoIncrement === true),
  };
}

function indexOf({ name, columns, unique, where }: Core.Index['config'], reader: SqlReader): Element {
  return about(`index ${name}`, () =>
    index(
      new ExactName(name),
      columns.map((column) => (reader.orm.is(column, reader.orm.SQL) ? expressionOf(column, reader) : column.name)),
      { unique, ...(where !== undefined && { sqlite: { where: expressionOf(where, reader) } }) },
    ),
  );
}
