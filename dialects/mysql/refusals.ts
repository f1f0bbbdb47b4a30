import { mentions } from '../../src/catalog/expressions.ts';
import { TsmigError } from '../../src/errors.ts';
import type { Expression } from '../../src/model/expressions.ts';
import type { Constraint, ForeignKeyConstraint, Table } from '../../src/model/nouns.ts';
import { columnOf, inlineChecks } from '../../src/model/tables.ts';

/** Refuses a name that the server takes otherwise, or not at all. https://dev.mysql.com/doc/refman/8.0/en/identifiers.html */
export function refuseName(name: string, dialect: string): void {
  const quoted = JSON.stringify(name);
  if (/[\t-\r ]$/.test(name)) throw cannot(`have the name ${quoted}, which ends with a blank`, dialect, 'leave it out');
  if (name.includes('\r\n')) {
    throw cannot(
      `have the name ${quoted}: its client would leave out the carriage return`,
      dialect,
      'name it otherwise',
    );
  }
  if (/[\u{10000}-\u{10ffff}]/u.test(name)) {
    throw cannot(`have the name ${quoted}: a character of it is past U+FFFF`, dialect, 'name it otherwise');
  }
}

/** The name of the primary key, and of InnoDB's own. https://dev.mysql.com/doc/refman/8.0/en/create-index.html */
export function refusePrimaryName(name: string | undefined, dialect: string): void {
  if (name === undefined || !/^(primary|gen_clust_index)$/i.test(name)) return;
  throw cannot(`call an index or constraint ${name}`, dialect, 'name it otherwise');
}

/**
 * Refuses what does not go together in one table: a foreign key that writes into a column that cannot be null, or that a
 * check is about. https://dev.mysql.com/doc/refman/8.0/en/create-table-check-constraints.html
 */
export function refuseContradiction(constraint: Constraint, table: Table | undefined, dialect: string): void {
  if (table === undefined) return;
  if (constraint.kind === 'foreignKey') {
    const checks = [...table.constraints.filter((one) => one.kind === 'check'), ...inlineChecks(table)];
    for (const check of checks) refuseWritten(constraint, check.condition, table, dialect);
    refuseNotNull(
      constraint,
      constraint.columns.find((name) => columnOf(table, name)?.nullable === false),
      dialect,
    );
  }
  if (constraint.kind !== 'check') return;
  for (const one of table.constraints) {
    if (one.kind === 'foreignKey') refuseWritten(one, constraint.condition, table, dialect);
  }
}

/** Refuses a foreign key that would set a column null which cannot be. */
export function refuseNotNull(key: ForeignKeyConstraint, column: string | undefined, dialect: string): void {
  if (column === undefined || !setsNull(key)) return;
  throw cannot(
    `set ${column} null by ${spelt(key)}: it is NOT NULL`,
    dialect,
    'make the column nullable, or leave out SET NULL',
  );
}

function refuseWritten(key: ForeignKeyConstraint, condition: Expression, table: Table, dialect: string): void {
  const writes = setsNull(key) || /^cascade$/i.test(key.onUpdate ?? '');
  const column = writes ? key.columns.find((name) => mentions(condition, name)) : undefined;
  if (column === undefined) return;
  throw cannot(
    `check ${table.name}.${column}, which ${spelt(key)} writes`,
    dialect,
    'leave out the check, or ON DELETE SET NULL and ON UPDATE of the foreign key',
  );
}

function setsNull({ onDelete, onUpdate }: ForeignKeyConstraint): boolean {
  return [onDelete, onUpdate].some((action) => /^set null$/i.test(action ?? ''));
}

function spelt({ name }: ForeignKeyConstraint): string {
  return name === undefined ? 'a foreign key' : `the foreign key ${name}`;
}

function cannot(what: string, dialect: string, hint: string): TsmigError {
  return new TsmigError('unsupported', `${dialect} cannot ${what}`, { hint });
}
