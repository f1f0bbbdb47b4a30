import type * as Orm from 'drizzle-orm';
import type * as Core from 'drizzle-orm/mysql-core';
import { index } from '../../model/constraints.ts';
import type { DefaultValue, Element } from '../../model/elements.ts';
import * as s from '../../model/generic-types.ts';
import { isExpression, sql } from '../../model/sql.ts';
import { ExactName } from '../../model/types.ts';
import { expressionOf, type SqlReader } from './expressions.ts';
import type { Family } from './family.ts';
import { about, inexpressible } from './refusals.ts';
import { mysqlNames, typeNamed } from './types.ts';

/** Tables of `drizzle-orm/mysql-core`. */
export function mysqlFamily(orm: typeof Orm, core: typeof Core): Family {
  const isSerial = (column: Orm.Column) => orm.is(column, core.MySqlSerial);
  return {
    configOf: (table) => (orm.is(table, core.MySqlTable) ? core.getTableConfig(table) : undefined),
    indexes: (table, reader) =>
      core.getTableConfig(table as Core.MySqlTable).indexes.map(({ config }) => indexOf(config, reader)),
    type(column) {
      return column.columnType.startsWith('MySqlEnum')
        ? s.enum(column.enumValues ?? [])
        : typeNamed(column.getSQLType(), mysqlNames);
    },
    counts: (column) => isSerial(column) || ('autoIncrement' in column && column.autoIncrement === true),
    // SERIAL is short for BIGINT UNSIGNED NOT NULL AUTO_INCREMENT UNIQUE.
    isNotNull: (column) => column.notNull || isSerial(column),
    isUnique: (column) => column.isUnique || (isSerial(column) && !column.primary),
    defaultWith: (column, given) =>
      'hasOnUpdateNow' in column && column.hasOnUpdateNow === true ? updated(column, given) : given,
  };
}

/** The present time as default and at each change: of the digits that the type has, as the server demands. */
function updated(column: Orm.Column, given: DefaultValue | undefined): DefaultValue {
  if (!isExpression(given) || (given.kind !== 'now' && given.kind !== 'currentTimestamp')) {
    throw inexpressible('onUpdateNow() without defaultNow()', 'give the column both');
  }
  const now = `CURRENT_TIMESTAMP${/\(\d\)$/.exec(column.getSQLType())?.[0] ?? ''}`;
  return sql.raw(`${now} ON UPDATE ${now}`);
}

function indexOf({ name, columns, unique, using, algorithm, lock }: Core.Index['config'], reader: SqlReader): Element {
  return about(`index ${name}`, () => {
    if (algorithm !== undefined || lock !== undefined) {
      throw inexpressible(algorithm === undefined ? 'LOCK of an index' : 'ALGORITHM of an index');
    }
    return index(
      new ExactName(name),
      columns.map((column) => (reader.orm.is(column, reader.orm.SQL) ? expressionOf(column, reader) : column.name)),
      { unique: unique ?? false, ...(using !== undefined && { mysql: { using } }) },
    );
  });
}
