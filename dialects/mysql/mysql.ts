import { tableOfIndex } from '../../src/catalog/apply-constraints.ts';
import { type Catalog, knownTable } from '../../src/catalog/catalog.ts';
import { findConstraint } from '../../src/catalog/find-constraint.ts';
import type { DialectName } from '../../src/model/dialect-options.ts';
import type { TableName } from '../../src/model/expressions.ts';
import type { CheckConstraint, Constraint, Index, Table } from '../../src/model/nouns.ts';
import { columnOf, indexNamed, primaryKeyOf } from '../../src/model/tables.ts';
import type { ConstraintType, OperationOf } from '../../src/operations/operation.ts';
import type { SqlStatement } from '../../src/script/statement.ts';
import { asMade } from '../base.ts';
import { boundColumn } from '../clauses.ts';
import { refuseReferredKey } from '../references.ts';
import type { VersionRange } from '../versions.ts';
import { statement, words } from '../words.ts';
import {
  type ColumnChange,
  cannot as cannotBe,
  columnChange,
  isSilent,
  refuseUnsayable,
  saysMore,
  takesChange,
} from './alter-column.ts';
import { MySQLClauses } from './clauses.ts';
import { counts, refuseKeyless } from './counting.ts';
import { asMeant } from './data.ts';
import { setsOnUpdate } from './defaults.ts';
import {
  checksToAdd,
  checksToDrop,
  foreignKeysOn,
  foreignKeysStandingOn,
  refuseKept,
  sharedChecksOn,
  sharedKeysOn,
} from './dependents.ts';

/**
 * MySQL 5.7 to 8.4; a version without its last number, such as 8.0, stands for the last one of them.
 * https://dev.mysql.com/doc/refman/8.0/en/sql-data-definition-statements.html
 *
 * - DDL commits by itself: a script has no transaction unless one is asked for, and what fails stops it halfway.
 *   https://dev.mysql.com/doc/refman/8.0/en/implicit-commit.html
 * - MODIFY and CHANGE forget what they do not repeat; all of it comes from the replayed history.
 *   https://dev.mysql.com/doc/refman/8.0/en/alter-table.html#alter-table-redefine-column
 * - Constraints are dropped by their kind; an index belongs to its table; REFERENCES beside a column is read and ignored.
 * - Strings take backslashes as escapes (NO_BACKSLASH_ESCAPES is off), and a comment is part of what it describes.
 * - A date-time keeps no offset: literals are in UTC. A TIMESTAMP reads them in the time zone of the session.
 *   https://dev.mysql.com/doc/refman/8.0/en/datetime.html
 */
export class MySQL extends MySQLClauses {
  constructor(
    serverVersion = '8.0',
    name: DialectName = 'mysql',
    versions: VersionRange = { oldest: '5.7', newest: '8.4' },
  ) {
    super(name, serverVersion, versions);
  }

  // ---- operations

  /** RENAME TO without a schema would move the table into the current one. */
  protected override renameTable({ table, newName }: OperationOf<'renameTable'>): SqlStatement[] {
    if (table.name === newName) return [];
    return [statement(words('ALTER TABLE', this.table(table), 'RENAME TO', this.table({ ...table, name: newName })))];
  }
  /** REFERENCES beside the column would be lost: the foreign key is added. A column that is no key does not count. */
  protected override addColumn(operation: OperationOf<'addColumn'>, before: Catalog): SqlStatement[] {
    const { table, column, primaryKey, inlinePrimaryKey } = operation;
    if (column.autoincrement === true && primaryKey && !inlinePrimaryKey) {
      throw this.cannot(`count ${table.name}.${column.name}, which is no key`, 'say inlinePrimaryKey: true');
    }
    const keyed = primaryKey && inlinePrimaryKey;
    return super.addColumn({ ...operation, primaryKey: keyed }, before);
  }
  /** What would keep the column, or would not go with it as the history has it, goes first. */
  protected override dropColumn(operation: OperationOf<'dropColumn'>, before: Catalog): SqlStatement[] {
    const { table, column } = operation;
    const known = knownTable(before, table);
    if (known === undefined || columnOf(known, column) === undefined) return super.dropColumn(operation, before);
    const key = primaryKeyOf(known);
    if (key !== undefined && key.columns.length > 1 && key.columns.includes(column)) {
      throw this.cannot(
        `drop ${table.name}.${column} alone: it is part of the primary key`,
        'drop the primary key first, and create the one that is to be',
      );
    }
    const what = `${table.name}.${column}`;
    const keys = known.constraints.filter((one) => one.kind === 'foreignKey' && one.columns.includes(column));
    const checks = sharedChecksOn(column, known).filter((one) => this.isSaid(one, boundColumn(one, known)));
    const dropped = [...keys, ...checks].map((one) => this.dropClause(one.kind, this.nameOf(one, what)));
    const left = { ...known, constraints: known.constraints.filter((one) => !keys.includes(one)) };
    const indexes = sharedKeysOn(column, left).flatMap((one) => {
      const dropIndex = this.alterTable(table, this.dropClause('unique', this.nameOf(one, what)));
      return this.withoutForeignKeys(left, one, before, [dropIndex]);
    });
    return [
      ...dropped.map((clause) => this.alterTable(table, clause)),
      ...indexes,
      ...super.dropColumn(operation, before),
    ];
  }
  /** https://dev.mysql.com/doc/refman/8.0/en/alter-table.html */
  protected override alterColumn(operation: OperationOf<'alterColumn'>, before: Catalog): SqlStatement[] {
    const { table, column } = operation;
    this.options(operation.options, 'alterColumn', `changing ${column} of ${table.name}`);
    const known = knownTable(before, table);
    if (isSilent(operation)) return [];
    const change = columnChange(operation, before, this.name);
    refuseUnsayable(operation, change, this.name);
    refuseKept(operation, change, before, this);
    if (operation.autoincrement === true && !counts(change.after, change.table)) {
      throw cannotBe(operation, 'AUTO_INCREMENT', this.name, 'only an integer that is the first column of a key is');
    }
    const said = (of: Table) => (check: CheckConstraint) => this.isSaid(check, boundColumn(check, of));
    const follows = this.renameFollows;
    const dropped = known === undefined ? [] : checksToDrop(operation, known, follows).filter(said(known));
    const added = known === undefined ? operation.typeChecks : checksToAdd(operation, change.table, follows);
    return [
      ...dropped.map((one) =>
        this.alterTable(table, this.dropClause('check', this.nameOf(one, `${table.name}.${column}`))),
      ),
      ...this.changeClauses(operation, change, before).map((clause) => this.alterTable(table, clause)),
      ...added
        .filter(said(change.table))
        .map((check) => this.addConstraintStatement(table, check, { table: change.table, before })),
    ];
  }
  /** A column of a foreign key cannot be renamed and changed in one. */
  private changeClauses(operation: OperationOf<'alterColumn'>, change: ColumnChange, before: Catalog): string[] {
    const known = knownTable(before, operation.table);
    const renamed = change.after.name !== operation.column;
    const changed = saysMore(operation) || operation.serverDefault !== undefined;
    if (!(renamed && changed && known && foreignKeysOn(operation.column, known, before).length > 0)) {
      return [this.changeClause(operation, change)];
    }
    const { newColumnName: _, ...rest } = operation;
    const between = columnChange({ ...renameOf(operation), newColumnName: change.after.name }, before, this.name);
    return [
      this.changeClause({ ...renameOf(operation), newColumnName: change.after.name }, between),
      this.changeClause({ ...rest, column: change.after.name }, { ...change, before: between.after }),
    ];
  }
  private changeClause(operation: OperationOf<'alterColumn'>, change: ColumnChange): string {
    const name = this.id(operation.column, change.before.quote);
    if (takesChange(operation, change)) return `CHANGE ${name} ${this.restated(change.after, change.table)}`;
    const present = change.before.serverDefault;
    const updates = present !== undefined && setsOnUpdate(this.default(present, change.before.type));
    if (saysMore(operation) || change.wasCounting || updates)
      return `MODIFY ${this.restated(change.after, change.table)}`;
    if (operation.serverDefault === null) return `ALTER COLUMN ${name} DROP DEFAULT`;
    const clause = this.defaultWords(change.after, change.table, 'alone');
    return words('ALTER COLUMN', name, clause ? `SET ${clause}` : 'DROP DEFAULT');
  }
  protected override addConstraint(table: TableName, constraint: Constraint, before: Catalog): SqlStatement[] {
    this.refuseLarge(constraint, knownTable(before, table));
    return super.addConstraint(table, constraint, before);
  }
  /** https://dev.mysql.com/doc/refman/8.0/en/alter-table.html: each kind of constraint is dropped by other words. */
  protected override dropConstraint(operation: OperationOf<'dropConstraint'>, before: Catalog): SqlStatement[] {
    const { table, name, type, ifExists } = operation;
    const known = knownTable(before, table);
    const found = known && findConstraint(known, name, type);
    // The check of a type that is native was never written.
    if (found?.kind === 'check' && !this.isSaid(found, boundColumn(found, known))) return [];
    const kind = found?.kind ?? (type && kinds[type]);
    const drop = [this.alterTable(table, this.dropClause(kind, name, ifExists))];
    if (known === undefined || found === undefined) return drop;
    refuseReferredKey(known, found, before);
    if (found.kind === 'primaryKey') refuseKeyless(known, this.name);
    return this.withoutForeignKeys(known, found, before, drop);
  }
  /** Drops an index while the foreign keys that stand on it alone are away. */
  private withoutForeignKeys(
    table: Table,
    index: Constraint | Index,
    before: Catalog,
    drop: readonly SqlStatement[],
  ): SqlStatement[] {
    const keys = foreignKeysStandingOn(index, table);
    const what = `${index.name ?? 'the primary key'} of ${table.name}`;
    return [
      ...keys.map((key) => this.alterTable(table, this.dropClause('foreignKey', this.nameOf(key, what)))),
      ...drop,
      ...keys.map((key) => this.addConstraintStatement(table, key, { table, before })),
    ];
  }
  /** What ALTER TABLE says to drop a constraint; undefined: its kind is not known. */
  protected dropClause(kind: Constraint['kind'] | undefined, name: string, ifExists = false): string {
    const exists = this.ifExistsWords('dropConstraint', ifExists);
    switch (kind) {
      case 'primaryKey':
        if (ifExists) throw this.cannot(`drop a primary key IF EXISTS (${name})`, 'leave out ifExists');
        return 'DROP PRIMARY KEY';
      case 'foreignKey':
        return words('DROP FOREIGN KEY', exists, this.id(name));
      case 'unique':
        return words('DROP INDEX', exists, this.id(name));
      case 'check':
        return words(this.dropCheckWords, exists, this.id(name));
      default:
        if (this.since.dropConstraint) return words('DROP CONSTRAINT', exists, this.id(name));
        throw this.cannot(
          `drop the constraint ${name} without knowing its kind`,
          "say type: 'foreignkey', 'unique', …",
        );
    }
  }
  protected readonly dropCheckWords: string = 'DROP CHECK';

  /** https://dev.mysql.com/doc/refman/8.0/en/drop-index.html: an index belongs to its table. */
  protected override dropIndex(operation: OperationOf<'dropIndex'>, before: Catalog): SqlStatement[] {
    this.options(operation.options, 'dropIndex', `dropping the index ${operation.name}`);
    const table = operation.table ?? tableOfIndex(before, operation);
    if (table === undefined) {
      throw this.cannot(`drop the index ${operation.name} without knowing its table`, 'say it: { table }');
    }
    const known = knownTable(before, table);
    const index = known && indexNamed(known, operation.name);
    const { name, quote, ifExists } = asMade(operation, before);
    const exists = this.ifExistsWords('dropIndex', ifExists);
    const drop = [statement(words('DROP INDEX', exists, this.id(name, quote), 'ON', this.table(table)))];
    return known && index ? this.withoutForeignKeys(known, index, before, drop) : drop;
  }
  protected createTableComment({ table, comment }: OperationOf<'createTableComment'>): SqlStatement[] {
    return this.tableComment(table, comment);
  }
  protected dropTableComment({ table }: OperationOf<'dropTableComment'>): SqlStatement[] {
    return this.tableComment(table, '');
  }
  protected override bulkInsert(operation: OperationOf<'bulkInsert'>, before: Catalog): SqlStatement[] {
    const { insert } = operation;
    return super.bulkInsert(
      { ...operation, insert: asMeant(insert, knownTable(before, insert.table), this.name) },
      before,
    );
  }
  protected override execute(operation: OperationOf<'execute'>, before: Catalog): SqlStatement[] {
    const { statement: executed } = operation;
    if (executed.kind !== 'dml') return super.execute(operation, before);
    const meant = asMeant(executed.statement, knownTable(before, executed.statement.table), this.name);
    return super.execute({ ...operation, statement: { kind: 'dml', statement: meant } }, before);
  }

  // ---- helpers

  /** The name of what must be dropped first. */
  protected nameOf({ name }: { readonly name?: string }, what: string): string {
    if (name !== undefined) return name;
    throw this.cannot(
      `change ${what} while a constraint without a name stands on it`,
      'drop the constraint first, by the name that the server gave it',
    );
  }
}

/** The change of a column's name alone. */
function renameOf({ kind, table, column }: OperationOf<'alterColumn'>): OperationOf<'alterColumn'> {
  return { kind, table, column, existing: {}, typeChecks: [], options: {} };
}

const kinds: Readonly<Record<ConstraintType, Constraint['kind']>> = {
  foreignkey: 'foreignKey',
  primary: 'primaryKey',
  unique: 'unique',
  check: 'check',
};
