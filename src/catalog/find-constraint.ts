import type { TsmigError } from '../errors.ts';
import { nearest } from '../model/nearest.ts';
import type { Constraint, Table } from '../model/nouns.ts';
import { columnNames, constraintNamed, indexNamed, inlineChecks } from '../model/tables.ts';
import type { ConstraintType } from '../operations/operation.ts';
import { mentions } from './expressions.ts';
import { refusal, spell } from './lookup.ts';

const kindOf: Readonly<Record<ConstraintType, Constraint['kind']>> = {
  foreignkey: 'foreignKey',
  primary: 'primaryKey',
  unique: 'unique',
  check: 'check',
};

/** The constraint kinds as messages name them. */
export const constraintWords: Readonly<Record<Constraint['kind'], string>> = {
  primaryKey: 'primary key',
  unique: 'unique constraint',
  foreignKey: 'foreign key',
  check: 'check constraint',
  exclude: 'exclude constraint',
};

/**
 * The constraint that a name means, of the given type. A constraint that the history made without a name has got one
 * from the database: such a name is taken for the only unnamed constraint that it can mean.
 * Undefined: there is none. Refused: a constraint of another type, or one of several.
 */
export function findConstraint(table: Table, name: string, type: ConstraintType | undefined): Constraint | undefined {
  const kind = type === undefined ? undefined : kindOf[type];
  const named = constraintNamed(table, name);
  if (named !== undefined) {
    if (kind !== undefined && named.kind !== kind) {
      throw refusal(
        `"${name}" on table "${spell(table)}" is a ${constraintWords[named.kind]}, not a ${constraintWords[kind]}`,
      );
    }
    return named;
  }
  const unnamed = [...table.constraints, ...inlineChecks(table)].filter(
    (one) => one.name === undefined && (kind === undefined || one.kind === kind),
  );
  const byRule = unnamed.filter((one) => givenNames(table, one).includes(name));
  const [only, second] = byRule.length > 0 ? byRule : kind === undefined ? [] : unnamed;
  if (second !== undefined) throw ambiguous(table, name, only?.kind ?? second.kind);
  return only;
}

/** The name that databases give a constraint without one, where it can mean no other: `findConstraint` finds it by it. */
export function givenName(table: Table, constraint: Constraint): string | undefined {
  const kind = constraint.kind;
  const [name] = givenNames(table, constraint);
  if (name === undefined || constraintNamed(table, name) !== undefined) return undefined;
  const unnamed = [...table.constraints, ...inlineChecks(table)].filter(
    (one) => one.name === undefined && (one.kind === kind || kind === 'exclude'),
  );
  return unnamed.some((one) => one !== constraint && givenNames(table, one).includes(name)) ? undefined : name;
}

/** The refusal of a constraint that the table does not have. */
export function noConstraint(table: Table, name: string): TsmigError {
  if (indexNamed(table, name) !== undefined) {
    return refusal(`"${name}" on table "${spell(table)}" is an index, not a constraint`, 'drop it with op.dropIndex');
  }
  const names = [...table.constraints, ...inlineChecks(table)].flatMap((one) => one.name ?? []);
  const close = nearest(name, names);
  const has = names.length === 0 ? 'it has none with a name' : `it has ${names.join(', ')}`;
  return refusal(
    `table "${spell(table)}" has no constraint "${name}"`,
    close === undefined ? has : `did you mean "${close}"? ${has}`,
  );
}

function ambiguous(table: Table, name: string, kind: Constraint['kind']): TsmigError {
  return refusal(
    `table "${spell(table)}" has several ${constraintWords[kind]}s without a name: which one is "${name}" is not known`,
    'name them where they are made, or by a naming convention',
  );
}

/**
 * The names that PostgreSQL gives (`table_column_key`), which many revisions count on, and MySQL's for a unique key.
 * https://github.com/postgres/postgres/blob/REL_16_STABLE/src/backend/commands/indexcmds.c (ChooseIndexName)
 */
export function givenNames(table: Table, one: Constraint): readonly string[] {
  const columns = columnNames(one).join('_');
  switch (one.kind) {
    case 'primaryKey':
      return [`${table.name}_pkey`];
    case 'unique':
      return [`${table.name}_${columns}_key`, ...columnNames(one).slice(0, 1)];
    case 'foreignKey':
      return [`${table.name}_${columns}_fkey`];
    case 'exclude':
      return [`${table.name}_${columns}_excl`];
    case 'check': {
      const mentioned = table.columns.filter((column) => mentions(one.condition, column.name));
      const [only, second] = mentioned;
      return [only === undefined || second !== undefined ? `${table.name}_check` : `${table.name}_${only.name}_check`];
    }
  }
}
