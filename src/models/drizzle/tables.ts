import type * as Orm from 'drizzle-orm';
import {
  checkConstraint,
  foreignKeyConstraint,
  index,
  primaryKeyConstraint,
  uniqueConstraint,
} from '../../model/constraints.ts';
import { type TableElement, table } from '../../model/dml.ts';
import type { Element } from '../../model/elements.ts';
import { ExactName } from '../../model/types.ts';
import { columnElement } from './columns.ts';
import { expressionOf, type SqlReader } from './expressions.ts';
import type { Family, ForeignKey, TableConfig } from './family.ts';
import { about, inexpressible } from './refusals.ts';

/** A table of Drizzle as one of ours. The names that Drizzle makes are left alone by the naming convention. */
export function tableElement(given: Orm.Table, config: TableConfig, family: Family, reader: SqlReader): TableElement {
  const { name, schema } = config;
  return about(`table ${schema === undefined ? name : `${schema}.${name}`}`, () =>
    table(
      name,
      [
        ...config.columns.map((one) => about(`column ${one.name}`, () => columnElement(one, config, family, reader))),
        ...config.primaryKeys.map((one) =>
          primaryKeyConstraint(names(one.columns), { name: new ExactName(one.getName()) }),
        ),
        ...uniqueKeys(config, family),
        ...config.foreignKeys.map((one) => foreignKey(one, reader)),
        ...config.checks.map((one) =>
          about(`check ${one.name}`, () =>
            checkConstraint(expressionOf(one.value, reader), { name: new ExactName(one.name) }),
          ),
        ),
        ...family.indexes(given, reader),
      ],
      {
        ...(schema !== undefined && { schema }),
        ...(family.countsByOption?.(given) && { sqlite: { autoincrement: true } }),
      },
    ),
  );
}

function uniqueKeys({ columns, uniqueConstraints }: TableConfig, family: Family): readonly Element[] {
  const isUnique = family.isUnique ?? ((column) => column.isUnique);
  const ofColumns = columns.filter(isUnique).map((column) => ({
    columns: [column.name],
    name: column.uniqueName,
    nullsNotDistinct: column.uniqueType === 'not distinct',
  }));
  const ofTable = uniqueConstraints.map((one) => ({
    columns: names(one.columns),
    name: one.getName(),
    nullsNotDistinct: one.nullsNotDistinct === true,
  }));
  return [...ofColumns, ...ofTable].map(({ columns: on, name, nullsNotDistinct }) => {
    const made = name === undefined ? null : new ExactName(name);
    if (family.uniqueIsIndex) return index(made, on, { unique: true });
    return uniqueConstraint(on, { name: made, ...(nullsNotDistinct && { postgresql: { nullsNotDistinct } }) });
  });
}

function foreignKey(given: ForeignKey, { orm, schemaOf }: SqlReader): Element {
  const { columns, foreignTable, foreignColumns } = given.reference();
  const name = orm.getTableName(foreignTable);
  const schema = schemaOf(foreignTable);
  const dotted = [name, ...names(foreignColumns)].find((one) => one.includes('.'));
  if (dotted !== undefined) throw inexpressible(`a foreign key to a name with a dot in it (${dotted})`);
  const path = schema === undefined ? name : `${schema}.${name}`;
  return foreignKeyConstraint(
    names(columns),
    foreignColumns.map((column) => `${path}.${column.name}`),
    {
      name: new ExactName(given.getName()),
      ...action('onDelete', given.onDelete),
      ...action('onUpdate', given.onUpdate),
    },
  );
}

/** NO ACTION is what the database does without a word. */
function action<K extends 'onDelete' | 'onUpdate'>(key: K, said: string | undefined): { readonly [P in K]?: string } {
  if (said === undefined || said === 'no action') return {};
  return { [key]: said.toUpperCase() } as { readonly [P in K]?: string };
}

function names(columns: readonly { readonly name: string }[]): string[] {
  return columns.map(({ name }) => name);
}
