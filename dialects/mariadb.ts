import { type Catalog, knownTable } from '../src/catalog/catalog.ts';
import { findConstraint } from '../src/catalog/find-constraint.ts';
import type { DialectName } from '../src/model/dialect-options.ts';
import type { CheckConstraint, Column, Table } from '../src/model/nouns.ts';
import type { ExactSpec } from '../src/model/types.ts';
import type { OperationKind, OperationOf } from '../src/operations/operation.ts';
import type { SqlStatement } from '../src/script/statement.ts';
import type { Since } from './mysql/clauses.ts';
import { MySQL } from './mysql/mysql.ts';
import { reservedWords } from './reserved-words.ts';
import { type Word, words } from './words.ts';

/**
 * MariaDB 10.6 to 11, by what differs from MySQL. https://mariadb.com/kb/en/incompatibilities-and-feature-differences-between-mariadb-and-mysql/
 *
 * - It has IF [NOT] EXISTS wherever SQLAlchemy and Alembic can say it. https://mariadb.com/kb/en/alter-table/
 * - A check beside a column has no name, and is part of the column: MODIFY repeats it, DROP CONSTRAINT does not find it.
 *   https://mariadb.com/kb/en/constraint/#check-constraints
 * - A generated column says neither NULL nor NOT NULL. https://mariadb.com/kb/en/generated-columns/
 * - Any type has literals as defaults. https://mariadb.com/kb/en/create-table/#default-column-option
 * - There are no indexes on expressions; UUID, INET4 and INET6 are types.
 */
export class MariaDB extends MySQL {
  // ---- facts
  override readonly name: DialectName = 'mariadb';
  override get reservedWords(): ReadonlySet<string> {
    return reservedWords.mariadb;
  }
  override readonly ifExists: ReadonlySet<OperationKind> = new Set<OperationKind>([
    'createTable',
    'dropTable',
    'addColumn',
    'dropColumn',
    'dropConstraint',
    'createIndex',
    'dropIndex',
  ]);
  override readonly since: Since = {
    checks: true,
    expressionDefaults: true,
    functionalIndexes: false,
    descendingIndexes: this.atLeast('10.8'),
    dropConstraint: true,
    floatCasts: true,
  };
  override readonly dropCheckWords = 'DROP CONSTRAINT';
  override readonly jsonCasts = false;
  override readonly looseDefaults = true;
  override readonly renameFollows = true;
  override readonly virtualOfCounting = true;
  override readonly uniqueLarge = true;

  constructor(serverVersion = '10.11') {
    super(serverVersion, 'mariadb', { oldest: '10.6', newest: '11' });
  }

  // ---- types

  protected override exactType(spec: ExactSpec): string {
    const version = ownTypes.get(spec.name);
    if (version === undefined || (spec.dialect !== undefined && spec.dialect !== 'mysql')) return super.exactType(spec);
    if (this.atLeast(version)) return spec.name;
    throw this.cannot(`have the type ${spec.name} before version ${version}`, 's.string(), or a later serverVersion');
  }

  // ---- operations

  /** A check beside a column has no name: one with a name is added to the table. */
  protected override addColumn(operation: OperationOf<'addColumn'>, before: Catalog): SqlStatement[] {
    const { column, constraints } = operation;
    return super.addColumn(
      { ...operation, column: withoutNamed(column), constraints: [...namedChecks(column), ...constraints] },
      before,
    );
  }
  /** A check beside its column goes by a MODIFY that does not repeat it. */
  protected override dropConstraint(operation: OperationOf<'dropConstraint'>, before: Catalog): SqlStatement[] {
    const known = knownTable(before, operation.table);
    const found = known && findConstraint(known, operation.name, operation.type);
    const column = found && known.columns.find(({ checks }) => checks.some((check) => check === found));
    if (column === undefined || found?.name !== undefined) return super.dropConstraint(operation, before);
    const checks = column.checks.filter((check) => check !== found);
    return [this.alterTable(operation.table, `MODIFY ${this.restated({ ...column, checks }, known as Table)}`)];
  }

  // ---- clauses

  protected override tableElements(table: Table, before: Catalog): string[] {
    const constraints = [...table.constraints, ...table.columns.flatMap(namedChecks)];
    return super.tableElements({ ...table, columns: table.columns.map(withoutNamed), constraints }, before);
  }
  protected override restated(column: Column, table: Table): string {
    const checks = withoutNamed(column).checks.map((check) => this.constraint(check, { table }));
    return words(super.restated(column, table), ...checks);
  }
  protected override nullness(column: Column, table: Table, restated: boolean): Word {
    if (column.computed === undefined) return super.nullness(column, table, restated);
    if (column.nullable) return undefined;
    throw this.cannot(`make the computed column ${table.name}.${column.name} NOT NULL`, 'leave out nullable: false');
  }
  protected override prefix(prefix: string): string {
    return /^or replace( temporary)?$/i.test(prefix) ? prefix : super.prefix(prefix);
  }
}

/** The types that MySQL has not, and since when. https://mariadb.com/kb/en/data-types/ */
const ownTypes: ReadonlyMap<string, string> = new Map([
  ['INET4', '10.10'],
  ['INET6', '10.5'],
  ['UUID', '10.7'],
]);

function namedChecks({ checks }: Column): CheckConstraint[] {
  return checks.filter(({ name }) => name !== undefined);
}

function withoutNamed(column: Column): Column {
  return { ...column, checks: column.checks.filter(({ name }) => name === undefined) };
}
