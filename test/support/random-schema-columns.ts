import type { ColumnSpec, Random, RandomSchemaOptions, SchemaSpec, TableSpec } from './random-schema.ts';
import { keyTypes, kin, targetsOf, typeKeys } from './random-schema-parts.ts';

export type ColumnKind =
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

/** Changes a column in one way, and what hangs on it with it. */
export function changeColumn(
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

/** The column of this name. */
export function find(table: TableSpec, name: string): ColumnSpec | undefined {
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

/** The foreign keys whose targets are a key no more go. */
export function forgetBroken(schema: SchemaSpec): void {
  forgetReferences(schema, ({ table: to, targets }) => {
    const target = schema.tables.find(({ name }) => name === to);
    return target === undefined || !targetsOf(target).some((columns) => columns.join() === targets.join());
  });
}

/** Leaves out the foreign keys that are gone. */
export function forgetReferences(schema: SchemaSpec, gone: (key: TableSpec['foreignKeys'][number]) => boolean): void {
  for (const table of schema.tables) table.foreignKeys = table.foreignKeys.filter((key) => !gone(key));
}
