import { TsmigError } from '../errors.ts';
import type { Expression, TableName } from '../model/expressions.ts';
import type { CheckConstraint, Column, Constraint, Table } from '../model/nouns.ts';
import { DataType, type EnumSpec } from '../model/types.ts';
import type { AlterColumn, AlterEnum, Execute, Operation } from '../operations/operation.ts';
import { type Catalog, keyOf } from './catalog.ts';
import { changeType } from './change-type.ts';
import { putTable } from './facts.ts';
import { nameOf, refusal, spell } from './lookup.ts';
import { namedTypesOf, typeKey } from './type-users.ts';

/** A column whose type is the enum, or an array of it. */
export interface EnumUser {
  readonly table: Table;
  readonly column: Column;
}

/** The catalog after the values of a named enum have changed, in all columns that use it. */
export function alterEnum(catalog: Catalog, operation: AlterEnum): Catalog {
  const known = enumOf(catalog, operation.name);
  if (known === undefined) {
    if (catalog.opaque !== undefined) return catalog;
    throw refusal(`there is no enum type "${spell(operation.name)}" at this point of the history`);
  }
  checkRenames(operation, known);
  for (const user of enumUsers(catalog, operation.name)) checkDefault(operation, user);
  const { values } = operation;
  let after = changeType(catalog, keyOf(operation.name), (spec) => (spec.kind === 'enum' ? { ...spec, values } : spec));
  for (const { table } of enumUsers(after, operation.name)) after = withChecks(after, table, operation);
  return after;
}

/** The enum of this name as the catalog has it. */
export function enumOf(catalog: Catalog, name: TableName): EnumSpec | undefined {
  const spec = catalog.types.get(keyOf(name))?.type.spec;
  return spec?.kind === 'enum' ? spec : undefined;
}

/** The columns of known tables that use the enum, table by table in the order of their names. */
export function enumUsers(catalog: Catalog, name: TableName): readonly EnumUser[] {
  const key = keyOf(name);
  const users = catalog.tables.values().flatMap((state): EnumUser[] => {
    if (state.kind !== 'known') return [];
    const { table } = state;
    return table.columns.filter((column) => usesEnum(column.type, key)).map((column) => ({ table, column }));
  });
  return users.sort((a, b) => (keyOf(a.table) < keyOf(b.table) ? -1 : keyOf(a.table) > keyOf(b.table) ? 1 : 0));
}

/**
 * The change of an enum where it is no object of its own: of each column that uses it. Where values get other names, the columns
 * take both while the rows are changed.
 */
export function enumSteps(operation: AlterEnum, before: Catalog): readonly Operation[] {
  const renames = Object.entries(operation.renamed);
  return enumUsers(before, operation.name).flatMap(({ table, column }) => {
    const known = enumOf(before, operation.name)?.values ?? [];
    const both = [...new Set([...known, ...operation.values])];
    const to = (values: readonly string[]) => alterTo(table, column, values, operation);
    if (renames.length === 0) return [to(operation.values)];
    return [to(both), ...renames.map(([from, into]) => update(table, column, from, into)), to(operation.values)];
  });
}

function usesEnum(type: DataType | null, key: string): boolean {
  return type !== null && namedTypesOf(type).some((one) => typeKey(one) === key);
}

function checkRenames({ name, values, renamed }: AlterEnum, known: EnumSpec): void {
  for (const [from, to] of Object.entries(renamed)) {
    if (!known.values.includes(from)) {
      throw refusal(`enum type "${spell(name)}" has no value '${from}'`, `its values are ${known.values.join(', ')}`);
    }
    if (!values.includes(to) || known.values.includes(to)) {
      throw refusal(
        `enum type "${spell(name)}": '${from}' cannot become '${to}'`,
        'the new name must stand among the values, and must not be an old one',
      );
    }
  }
}

function checkDefault({ name, values, renamed }: AlterEnum, { table, column }: EnumUser): void {
  const value = column.serverDefault?.kind === 'literal' ? column.serverDefault.value : undefined;
  if (typeof value !== 'string' || column.type?.spec.kind !== 'enum') return;
  if (values.includes(value) && renamed[value] === undefined) return;
  throw refusal(
    `enum type "${spell(name)}" cannot lose '${value}': it is the default of ${spell(table)}.${column.name}`,
    'change or drop that default first',
  );
}

/** The checks that stand for the values follow them. */
function withChecks(catalog: Catalog, table: Table, { values, name }: AlterEnum): Catalog {
  const key = keyOf(name);
  const bound = new Set(table.columns.filter(({ type }) => usesEnum(type, key)).map((column) => column.name));
  const constraints = table.constraints.map(
    (one): Constraint => (one.kind === 'check' && bound.has(one.typeBound ?? '') ? withValues(one, values) : one),
  );
  return putTable(catalog, { ...table, constraints });
}

function withValues(check: CheckConstraint, values: readonly string[]): CheckConstraint {
  if (check.condition.kind !== 'in') return check;
  const literals = values.map((value): Expression => ({ kind: 'literal', value }));
  return { ...check, condition: { ...check.condition, values: literals } };
}

function alterTo(table: Table, column: Column, values: readonly string[], { name }: AlterEnum): AlterColumn {
  const { type } = column;
  if (type?.spec.kind !== 'enum') {
    throw new TsmigError(
      'unsupported',
      `the values of "${spell(name)}" cannot be changed in ${spell(table)}.${column.name}, which holds several of them`,
      { hint: 'change the column by hand' },
    );
  }
  const checks = table.constraints.filter(
    (one): one is CheckConstraint => one.kind === 'check' && one.typeBound === column.name,
  );
  return {
    kind: 'alterColumn',
    table: nameOf(table),
    column: column.name,
    type: new DataType({ ...type.spec, values }),
    existing: {},
    typeChecks: checks.map((check) => withValues(check, values)),
    options: {},
  };
}

function update(table: Table, column: Column, from: string, to: string): Execute {
  const name = nameOf(table);
  const text = (value: string): Expression => ({ kind: 'literal', value });
  return {
    kind: 'execute',
    statement: {
      kind: 'dml',
      statement: {
        kind: 'update',
        table: name,
        set: [{ column: column.name, value: text(to) }],
        where: [
          {
            kind: 'comparison',
            operator: '=',
            left: { kind: 'column', table: name, name: column.name },
            right: text(from),
          },
        ],
      },
    },
    effects: [{ kind: 'none' }],
  };
}
