import type { Renames } from '../../src/catalog/renames.ts';
import type { Random, RandomSchemaOptions, SchemaSpec, TableSpec } from './random-schema.ts';
import { changeColumn, find, forgetBroken, forgetReferences } from './random-schema-columns.ts';
import {
  addCheck,
  addColumn,
  addExclude,
  addForeignKey,
  addIndex,
  addTable,
  addUnique,
  keyTypes,
} from './random-schema-parts.ts';

/** What may be done to a schema. Those of the second list databases do not all do, or not without conversions. */
const portable = [
  'addTable',
  'dropTable',
  'renameTable',
  'addColumn',
  'addColumn',
  'dropColumn',
  'dropColumn',
  'renameColumn',
  'swapColumns',
  'retype',
  'nullable',
  'default',
  'computed',
  'addUnique',
  'dropUnique',
  'nameUnique',
  'flags',
  'addCheck',
  'dropCheck',
  'changeCheck',
  'addForeignKey',
  'addForeignKey',
  'dropForeignKey',
  'changeForeignKey',
  'addIndex',
  'dropIndex',
  'changeIndex',
  'moveIndex',
] as const;
const others = [
  'convert',
  'identity',
  'comment',
  'tableComment',
  'key',
  'nameKey',
  'exclude',
  'swapTables',
  'autoincrement',
] as const;
type Kind = (typeof portable)[number] | (typeof others)[number] | 'enum';

/** A schema after some random changes, and what they renamed. The schema given is changed. */
export function changeSchema(
  schema: SchemaSpec,
  count: number,
  random: Random,
  options: RandomSchemaOptions,
): { readonly schema: SchemaSpec; readonly renames: Renames } {
  const kinds: Kind[] = [
    ...portable,
    ...(options.portable === true ? [] : others),
    ...(options.changesEnums === true ? (['enum'] as const) : []),
  ];
  const old = new Map(schema.tables.map((table) => [table, table.name]));
  const oldColumns = new Map(schema.tables.flatMap((table) => table.columns.map((one) => [one, one.name] as const)));
  for (let at = 0; at < count; at++) changeOnce(schema, random.pick(kinds) ?? 'addColumn', random, options);
  const renamed = <T extends { name: string }>(list: readonly T[], names: ReadonlyMap<T, string>) =>
    new Map(
      list.flatMap((one): [string, string][] => {
        const name = names.get(one);
        return name === undefined || name === one.name ? [] : [[one.name, name]];
      }),
    );
  return {
    schema,
    renames: {
      tables: renamed(schema.tables, old),
      columns: new Map(schema.tables.map((table) => [table.name, renamed(table.columns, oldColumns)])),
    },
  };
}

function changeOnce(schema: SchemaSpec, kind: Kind, random: Random, options: RandomSchemaOptions): unknown {
  const table = random.pick(schema.tables);
  if (kind === 'addTable' || table === undefined) {
    addTable(schema, `n${schema.next++}`, random, options);
    const made = schema.tables.at(-1);
    if (made !== undefined) addForeignKey(schema, made, random, options);
    return;
  }
  const free = table.columns.filter((one) => one.name !== 'id' && table.key?.columns.includes(one.name) !== true);
  const column = random.pick(free);
  switch (kind) {
    case 'dropTable':
      schema.tables = schema.tables.filter((one) => one !== table);
      forgetReferences(schema, ({ table: to }) => to === table.name);
      return;
    case 'renameTable':
      return renameTable(schema, table, `r${schema.next++}`);
    case 'swapTables': {
      const other = random.pick(schema.tables);
      if (other === undefined || other === table) return;
      const [a, b] = [table.name, other.name];
      renameTable(schema, table, '#');
      renameTable(schema, other, a);
      return renameTable(schema, table, b);
    }
    case 'addColumn':
      return addColumn(table, `n${schema.next++}`, random, options);
    case 'addUnique':
      return addUnique(schema, table, random, options);
    case 'addCheck':
      return addCheck(schema, table, random, options);
    case 'addForeignKey':
      return addForeignKey(schema, table, random, options);
    case 'addIndex':
      return addIndex(schema, table, random, options);
    case 'dropUnique': {
      const unique = random.pick(table.uniques);
      table.uniques = table.uniques.filter((one) => one !== unique);
      return forgetBroken(schema);
    }
    case 'nameUnique': {
      const unique = random.pick(table.uniques);
      if (unique !== undefined) unique.name = `uq${schema.next++}`;
      return;
    }
    case 'dropCheck':
      table.checks = table.checks.slice(1);
      return;
    case 'changeCheck': {
      const check = random.pick(table.checks);
      if (check !== undefined) check.least += 1;
      return;
    }
    case 'dropForeignKey':
      table.foreignKeys = table.foreignKeys.slice(1);
      return;
    case 'changeForeignKey': {
      const key = random.pick(table.foreignKeys);
      if (key !== undefined) key.onDelete = key.onDelete === 'CASCADE' ? undefined : 'CASCADE';
      return;
    }
    case 'dropIndex':
      table.indexes = table.indexes.slice(1);
      return;
    case 'changeIndex': {
      const index = random.pick(table.indexes);
      if (index !== undefined && index.using !== 'hash') index.unique = !index.unique;
      return;
    }
    case 'moveIndex':
      return moveIndex(schema, table, random);
    case 'tableComment':
      table.comment = table.comment === undefined || random.chance(0.5) ? `other ${random.below(9)}` : undefined;
      return;
    case 'nameKey':
      if (table.key !== undefined) table.key.name = `pk${schema.next++}`;
      return;
    case 'key':
      return changeKey(schema, table, random);
    case 'exclude':
      if (table.exclude === undefined) addExclude(schema, table, random);
      else table.exclude = undefined;
      return;
    case 'enum': {
      const values = schema.enums[random.pick(['mood', 'level']) ?? 'mood'];
      if (random.chance(0.6)) values?.push(`v${schema.next++}`);
      else if (values !== undefined && values.length > 2) values.shift();
      return;
    }
    case 'autoincrement': {
      const id = table.columns[0];
      if (id !== undefined) id.autoincrement = random.pick([undefined, false]);
      return;
    }
    default:
      return column && changeColumn(schema, table, column, kind, random, options);
  }
}

function renameTable(schema: SchemaSpec, table: TableSpec, name: string): void {
  for (const { foreignKeys } of schema.tables) {
    for (const key of foreignKeys) if (key.table === table.name) key.table = name;
  }
  table.name = name;
}

/** An index of another table gets this one's name, and goes here. */
function moveIndex(schema: SchemaSpec, table: TableSpec, random: Random): void {
  const from = random.pick(schema.tables.filter((one) => one !== table && one.indexes.length > 0));
  const index = from?.indexes[0];
  const column = random.pick(table.columns.filter((one) => keyTypes.includes(one.type) && one.computed === undefined));
  if (from === undefined || index === undefined || column === undefined) return;
  from.indexes = from.indexes.slice(1);
  table.indexes.push({ name: index.name, columns: [column.name], unique: false });
}

function changeKey(schema: SchemaSpec, table: TableSpec, random: Random): void {
  const fitting = table.columns.filter(
    (one) => keyTypes.includes(one.type) && one.computed === undefined && one.identity === undefined,
  );
  const other = random.pick(fitting);
  if (table.key !== undefined && random.chance(0.3)) table.key = undefined;
  else if (other !== undefined) {
    table.key = {
      columns: [...new Set(random.chance(0.5) ? ['id', other.name] : [other.name])].filter((name) => find(table, name)),
      ...(table.key?.name !== undefined && { name: table.key.name }),
    };
  }
  forgetBroken(schema);
}
