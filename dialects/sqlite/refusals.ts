import { type Catalog, keyOf, type Opaque, tableState } from '../../src/catalog/catalog.ts';
import { temporaryName } from '../../src/catalog/rebuild.ts';
import { TsmigError } from '../../src/errors.ts';
import type { TableName } from '../../src/model/expressions.ts';
import type { Table } from '../../src/model/nouns.ts';
import { autoincrementColumn } from '../../src/model/tables.ts';
import type { AlterColumn, Operation, OperationOf } from '../../src/operations/operation.ts';
import { expressionsOf, mentions } from './mentions.ts';

/**
 * Refuses what SQLite cannot say, natively or by a rebuild.
 * @param table the table as it stands before, where history knows it.
 */
export function refuseUnsayable(operation: Operation, table: Table | undefined): void {
  switch (operation.kind) {
    case 'addColumn':
      if (operation.ifNotExists) {
        throw noConditional(`ADD COLUMN IF NOT EXISTS (${operation.table.name}.${operation.column.name})`);
      }
      return;
    case 'dropColumn':
      if (operation.ifExists)
        throw noConditional(`DROP COLUMN IF EXISTS (${operation.table.name}.${operation.column})`);
      return;
    case 'dropConstraint':
      if (operation.ifExists) throw noConditional(`DROP CONSTRAINT IF EXISTS (${operation.name})`);
      return;
    case 'alterColumn':
      refuseGenerated(operation, table);
      refuseCounting(operation, table);
      return;
    case 'createPrimaryKey':
    case 'createUniqueConstraint':
    case 'createForeignKey':
    case 'createCheckConstraint':
      if (operation.constraint.name === undefined) throw unnamed(operation.table.name);
      return;
    case 'createExcludeConstraint':
      throw new TsmigError('unsupported', `sqlite cannot add an exclude constraint (${operation.constraint.name})`, {
        hint: "guard it with `if (op.getContext().dialect === 'postgresql')`",
      });
  }
}

/** https://www.sqlite.org/lang_createtable.html: a table has a column, and one at least that is not generated. */
export function refuseEmptyTable(table: Table, column: string): void {
  if (table.columns.some(({ name, computed }) => name !== column && computed === undefined)) return;
  throw new TsmigError('unsupported', `sqlite cannot drop ${table.name}.${column}: no other column would hold values`, {
    hint: 'drop the table, or add another column first',
  });
}

/** To SQLite a name in another case is the same name, and taken. */
export function refuseTakenName({ table, newName }: OperationOf<'renameTable'>, catalog: Catalog): void {
  const key = keyOf({ ...table, name: newName }).toLowerCase();
  const taken = catalog.tables.entries().find(([one]) => one.toLowerCase() === key);
  if (taken === undefined) return;
  throw new TsmigError(
    'unsupported',
    `sqlite cannot rename ${table.name} to ${newName}: it does not tell that from ${taken[1].table.name}`,
    { hint: 'rename it to another name first' },
  );
}

/** A constraint without a name could never be dropped again: SQLite makes none up. */
export function unnamed(table: string): TsmigError {
  return new TsmigError('unsupported', `a constraint that is added to ${table} on sqlite must have a name`, {
    hint: 'name it, or configure a naming convention',
  });
}

/** Halfway through a rebuild the table is gone: only a transaction brings it back. */
export function unprotected({ name }: TableName): TsmigError {
  return new TsmigError(
    'unsupported',
    `sqlite must rebuild ${name} for this, which is not safe outside a transaction`,
    {
      hint: 'put it outside autocommitBlock',
    },
  );
}

/** The table that a rebuild needs to know in full. */
export function requireTable(catalog: Catalog, name: TableName): Table {
  const state = tableState(catalog, name);
  if (state?.kind === 'known') return state.table;
  const opaque = state?.opaque ?? catalog.opaque;
  if (opaque) throw hidden(name, opaque);
  throw unknown(name);
}

/** Refuses a rebuild that would lose or break something: a view, a trigger, another table, a reference to the table. */
export function refuseLossyRebuild(from: Table, to: Table, catalog: Catalog): void {
  const aside = temporaryName(to);
  const clash = catalog.tables.entries().find(([key]) => key.toLowerCase() === keyOf(aside).toLowerCase());
  if (clash) {
    throw new TsmigError(
      'unsupported',
      `sqlite rebuilds ${to.name} as ${aside.name}, but there is such a table already`,
      {
        hint: `rename or drop ${aside.name} first`,
      },
    );
  }
  // DROP TABLE drops a table's triggers without a word, and a view without its table fails the RENAME that follows:
  // https://www.sqlite.org/lang_droptable.html, https://www.sqlite.org/lang_altertable.html#otheralter
  const dependent = catalog.dependents.values().find(({ tables }) => tables.includes(keyOf(to)));
  if (dependent) {
    const revision = dependent.source.revision === undefined ? '' : ` of revision ${dependent.source.revision}`;
    throw new TsmigError(
      'unsupported',
      `rebuilding ${to.name} on sqlite would lose or break the ${dependent.kind} ${dependent.name}${revision}`,
      {
        hint: `op.execute('DROP ${dependent.kind.toUpperCase()} ${dependent.name}') before, and create it again after`,
      },
    );
  }
  const left = new Set(to.columns.map(({ name }) => name));
  for (const { name } of from.columns.filter((column) => !left.has(column.name))) {
    refuseStillNamed(to, name);
    refuseStillReferenced(to, name, catalog);
  }
}

function unknown({ name }: TableName): TsmigError {
  return new TsmigError('replay', `sqlite must rebuild ${name} for this, but history does not know the table`, {
    hint: 'do it in op.batchAlterTable with copyFrom: the table as it is',
  });
}

function noConditional(what: string): TsmigError {
  return new TsmigError('unsupported', `sqlite has no ${what}`, { hint: 'leave the condition out' });
}

/** As in Alembic: a rebuild could do it, but the values that the column has would be lost or made up. */
function refuseGenerated({ table, column, serverDefault, existing }: AlterColumn, known: Table | undefined): void {
  if (serverDefault === undefined) return;
  const current = known?.columns.find(({ name }) => name === column);
  const changes = [serverDefault, existing.serverDefault, current?.identity, current?.computed];
  const kind = changes.map((change) => change?.kind).find((found) => found === 'identity' || found === 'computed');
  if (kind === undefined) return;
  const what = kind === 'identity' ? 'an identity' : 'a computed expression';
  throw new TsmigError(
    'unsupported',
    `sqlite cannot add, change or remove ${what} of a column (${table.name}.${column})`,
    {
      hint: 'drop the column and add it again, or create a new table and copy the rows',
    },
  );
}

/** Only an INTEGER PRIMARY KEY counts, and it always does. https://www.sqlite.org/autoinc.html */
function refuseCounting({ table, column, autoincrement }: AlterColumn, known: Table | undefined): void {
  if (autoincrement !== true || known === undefined) return;
  const columns = known.columns.map((one) => (one.name === column ? { ...one, autoincrement } : one));
  if (autoincrementColumn({ ...known, columns })?.name === column) return;
  throw new TsmigError('unsupported', `sqlite cannot make ${table.name}.${column} count by itself`, {
    hint: 'only the one column of an INTEGER primary key does',
  });
}

function hidden(table: TableName, { source, sql }: Opaque): TsmigError {
  if (sql === '') return unknown(table);
  const where = source.revision === undefined ? '' : ` of revision ${source.revision}`;
  return new TsmigError(
    'opaque',
    `sqlite must rebuild ${table.name} for this, but what it is like is hidden by raw SQL${where}: ${sql}`,
    { hint: 'say what it is in op.batchAlterTable with copyFrom, or what the SQL does by op.execute(…, { means })' },
  );
}

/** A check, generated column or index that still names a column that is gone would fail the script halfway. */
function refuseStillNamed(to: Table, column: string): void {
  const named = expressionsOf(to).find(({ expression }) => mentions(expression, column));
  if (named === undefined) return;
  throw new TsmigError(
    'unsupported',
    `${to.name} is to be rebuilt without column ${column}, but ${named.of} names it`,
    {
      hint: `drop ${named.of} first, and create it again after`,
    },
  );
}

function refuseStillReferenced(to: Table, column: string, catalog: Catalog): void {
  for (const key of catalog.referencing.get(keyOf(to)) ?? []) {
    const state = catalog.tables.get(key);
    if (state?.kind !== 'known' || key === keyOf(to)) continue;
    for (const constraint of state.table.constraints) {
      if (constraint.kind !== 'foreignKey' || keyOf(constraint.references.table) !== keyOf(to)) continue;
      if (!constraint.references.columns.includes(column)) continue;
      throw new TsmigError(
        'unsupported',
        `rebuilding ${to.name} without the name ${column} would break foreign key ${constraint.name ?? '(unnamed)'} of ${state.table.name}`,
        { hint: 'rename the column in an operation of its own, or drop the foreign key first' },
      );
    }
  }
}

/** Refuses a table or index in SQLite's own name space. https://www.sqlite.org/fileformat2.html#intschema */
export function refuseInternalName(name: string): void {
  if (!/^sqlite_/i.test(name)) return;
  throw new TsmigError(
    'unsupported',
    `sqlite keeps the name ${name} for itself: what begins with sqlite_ is internal`,
    {
      hint: 'name it otherwise',
    },
  );
}
