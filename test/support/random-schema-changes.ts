import type { Renames } from '../../src/catalog/renames.ts';
import {
  addCheck,
  addColumn,
  addExclude,
  addForeignKey,
  addIndex,
  addTable,
  addUnique,
  type ColumnSpec,
  keyTypes,
  kin,
  type Random,
  type RandomSchemaOptions,
  type SchemaSpec,
  type TableSpec,
  targetsOf,
  typeKeys,
} from './random-schema.ts';

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

type ColumnKind =
  | 'dropColumn'
  | 'renameColumn'
  | 'swapColumns'
  | 'retype'
  | 'convert'
  | 'nullable'
  | 'default'
  | 'computed'
  | 'identity'
  | 'comment'
  | 'flags';

function changeColumn(
  schema: SchemaSpec,
  table: TableSpec,
  column: ColumnSpec,
  kind: ColumnKind,
  random: Random,
  options: RandomSchemaOptions,
): unknown {
  switch (kind) {
    case 'dropColumn':
      return dropColumn(schema, table, column);
    case 'renameColumn':
      return renameColumn(schema, table, column, `r${schema.next++}`);
    case 'swapColumns': {
      const other = random.pick(table.columns);
      // A unique or a check may hang on either: all of it follows.
      if (options.portable === true || other === undefined || other === column || other.name === 'id') return;
      const [a, b] = [column.name, other.name];
      renameColumn(schema, table, column, '#');
      renameColumn(schema, table, other, a);
      return renameColumn(schema, table, column, b);
    }
    case 'retype': {
      const family = kin.find((one) => one.includes(column.type));
      const isKeyed = column.type !== 'text' && isUsed(schema, table, column);
      const type = random.pick((family ?? []).filter((one) => one !== 'text' || !isKeyed));
      if (type !== undefined && !isComputing(table, column)) retype(schema, table, column, type);
      return;
    }
    case 'convert': {
      if (isUsed(schema, table, column)) return;
      column.type = random.pick(typeKeys(false).filter((one) => one !== 'enum')) ?? 'text';
      delete column.enum;
      delete column.default;
      delete column.identity;
      return;
    }
    case 'nullable':
      if (column.identity !== undefined || column.computed !== undefined) return;
      column.nullable = !column.nullable;
      // No row could have a column that is new and neither takes NULL nor has a default.
      if (options.portable === true && !column.nullable) column.default ??= 0;
      return;
    case 'default':
      if (column.identity === undefined && column.computed === undefined) {
        const isNeeded = options.portable === true && !column.nullable;
        column.default = isNeeded || column.default === undefined || random.chance(0.6) ? random.below(4) : undefined;
      }
      return;
    case 'computed':
      if (column.computed !== undefined) column.computed.plus += 1;
      return;
    case 'identity':
      if (column.identity !== undefined) {
        column.identity = random.chance(0.3)
          ? undefined
          : { always: !column.identity.always, start: random.below(9) + 1 };
      }
      return;
    case 'comment':
      column.comment = column.comment === undefined || random.chance(0.6) ? `new ${random.below(9)}` : undefined;
      return;
    case 'flags':
      if (column.computed !== undefined || !keyTypes.includes(column.type)) return;
      if (random.chance(0.5)) column.index = column.unique === true ? false : column.index !== true;
      else if (options.named !== true && !table.uniques.some((one) => one.columns.join() === column.name)) {
        column.unique = column.unique !== true;
        if (column.unique) column.index = false;
      }
      return forgetBroken(schema);
  }
}

function renameTable(schema: SchemaSpec, table: TableSpec, name: string): void {
  for (const { foreignKeys } of schema.tables) {
    for (const key of foreignKeys) if (key.table === table.name) key.table = name;
  }
  table.name = name;
}

function renameColumn(schema: SchemaSpec, table: TableSpec, column: ColumnSpec, name: string): void {
  const from = column.name;
  const swap = (list: string[]) => list.map((one) => (one === from ? name : one));
  for (const other of schema.tables) {
    for (const key of other.foreignKeys) {
      if (key.table === table.name) key.targets = swap(key.targets);
      if (other === table) key.columns = swap(key.columns);
    }
  }
  for (const one of [...table.uniques, ...table.indexes, ...(table.key ? [table.key] : [])])
    one.columns = swap(one.columns);
  for (const check of table.checks) if (check.column === from) check.column = name;
  for (const { computed } of table.columns) if (computed?.from === from) computed.from = name;
  if (table.exclude?.column === from) table.exclude.column = name;
  column.name = name;
}

function dropColumn(schema: SchemaSpec, table: TableSpec, column: ColumnSpec): void {
  const uses = ({ columns }: { readonly columns: readonly string[] }) => columns.includes(column.name);
  for (const other of table.columns.filter(({ computed }) => computed?.from === column.name)) {
    dropColumn(schema, table, other);
  }
  table.columns = table.columns.filter((one) => one !== column);
  table.uniques = table.uniques.filter((one) => !uses(one));
  table.indexes = table.indexes.filter((one) => !uses(one));
  table.foreignKeys = table.foreignKeys.filter((one) => !uses(one));
  table.checks = table.checks.filter((one) => one.column !== column.name);
  if (table.exclude?.column === column.name) table.exclude = undefined;
  if (table.key !== undefined && uses(table.key)) table.key = undefined;
  forgetBroken(schema);
}

/** A column and all that are tied to it by foreign keys get another type together. */
function retype(schema: SchemaSpec, table: TableSpec, column: ColumnSpec, type: ColumnSpec['type']): void {
  const done = new Set<ColumnSpec>();
  const open: [TableSpec, ColumnSpec][] = [[table, column]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [on, one] = next;
    if (done.has(one)) continue;
    done.add(one);
    one.type = type;
    for (const other of schema.tables) {
      for (const key of other.foreignKeys) {
        const target = schema.tables.find(({ name }) => name === key.table);
        key.columns.forEach((name, at) => {
          const [own, referred] = [find(other, name), target && find(target, key.targets[at] ?? '')];
          if (own === undefined || target === undefined || referred === undefined) return;
          if (own === one && other === on) open.push([target, referred]);
          if (referred === one && target === on) open.push([other, own]);
        });
      }
    }
  }
}

function find(table: TableSpec, name: string): ColumnSpec | undefined {
  return table.columns.find((one) => one.name === name);
}

/** Whether a computed column is made of this one, or is it. */
function isComputing(table: TableSpec, column: ColumnSpec): boolean {
  return column.computed !== undefined || table.columns.some(({ computed }) => computed?.from === column.name);
}

function isUsed(schema: SchemaSpec, table: TableSpec, column: ColumnSpec): boolean {
  const { name } = column;
  return (
    isComputing(table, column) ||
    column.unique === true ||
    column.index === true ||
    column.least !== undefined ||
    table.exclude?.column === name ||
    table.checks.some((one) => one.column === name) ||
    [...table.uniques, ...table.indexes, ...table.foreignKeys].some((one) => one.columns.includes(name)) ||
    schema.tables.some((other) =>
      other.foreignKeys.some((key) => key.table === table.name && key.targets.includes(name)),
    )
  );
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

/** The foreign keys whose targets are a key no more go. */
function forgetBroken(schema: SchemaSpec): void {
  forgetReferences(schema, ({ table: to, targets }) => {
    const target = schema.tables.find(({ name }) => name === to);
    return target === undefined || !targetsOf(target).some((columns) => columns.join() === targets.join());
  });
}

function forgetReferences(schema: SchemaSpec, gone: (key: TableSpec['foreignKeys'][number]) => boolean): void {
  for (const table of schema.tables) table.foreignKeys = table.foreignKeys.filter((key) => !gone(key));
}
