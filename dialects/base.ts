import { apply } from '../src/catalog/apply.ts';
import { tableOfIndex } from '../src/catalog/apply-constraints.ts';
import { type Catalog, keyOf, knownTable } from '../src/catalog/catalog.ts';
import { findConstraint } from '../src/catalog/find-constraint.ts';
import { TsmigError, unreachable, withSource } from '../src/errors.ts';
import type { TableName } from '../src/model/expressions.ts';
import type { Constraint, ForeignKeyConstraint, Table } from '../src/model/nouns.ts';
import { constraintNamed, indexNamed } from '../src/model/tables.ts';
import { entryFor } from '../src/operations/dialect-keys.ts';
import type { BatchAlterTable, Operation, OperationOf } from '../src/operations/operation.ts';
import type { RecordedOperation } from '../src/recording/recorded.ts';
import type { Dialect, LoweredOperation } from '../src/script/dialect.ts';
import type { SqlStatement } from '../src/script/statement.ts';
import { boundColumn, Clauses } from './clauses.ts';
import { dmlStatements } from './dml.ts';
import { withoutAlterEnum } from './enums.ts';
import { refuseReferred, refuseReferredKey } from './references.ts';
import { lines, statement, type Word, words } from './words.ts';

/**
 * What at least four of the six databases say the same way. A dialect states its facts, and overrides
 * the sentences that it says differently: one method an operation, named as the operation.
 */
export abstract class BaseDialect extends Clauses implements Dialect {
  /** Whether an enum with a name is an object of its own, and no part of each column. */
  protected readonly namedEnums: boolean = false;

  // ---- rendering, in the order of the union

  render(operation: Operation, before: Catalog): readonly SqlStatement[] {
    switch (operation.kind) {
      case 'createTable':
        return this.createTable(operation, before);
      case 'dropTable':
        return this.dropTable(operation, before);
      case 'renameTable':
        return this.renameTable(operation, before);
      case 'addColumn':
        return this.addColumn(operation, before);
      case 'dropColumn':
        return this.dropColumn(operation, before);
      case 'alterColumn':
        return this.alterColumn(operation, before);
      case 'createPrimaryKey':
      case 'createUniqueConstraint':
      case 'createForeignKey':
      case 'createCheckConstraint':
      case 'createExcludeConstraint':
        return this.addConstraint(operation.table, operation.constraint, before);
      case 'dropConstraint':
        return this.dropConstraint(operation, before);
      case 'createIndex':
        return this.createIndex(operation, before);
      case 'dropIndex':
        return this.dropIndex(operation, before);
      case 'createTableComment':
        return this.createTableComment(operation, before);
      case 'dropTableComment':
        return this.dropTableComment(operation, before);
      case 'bulkInsert':
        return this.bulkInsert(operation, before);
      case 'execute':
        return this.execute(operation, before);
      case 'batchAlterTable':
        throw new TsmigError('internal', `the batch on ${operation.table.name} was not lowered`);
      case 'createType':
        return this.createType(operation, before);
      case 'dropType':
        return this.dropType(operation, before);
      case 'alterEnum':
        return this.alterEnum(operation, before);
      case 'copyRows':
        return this.copyRows(operation, before);
      default:
        return unreachable(operation);
    }
  }

  protected createTable({ table, ifNotExists }: OperationOf<'createTable'>, before: Catalog): SqlStatement[] {
    const head = words(
      'CREATE',
      ...table.prefixes.map((prefix) => this.prefix(prefix)),
      'TABLE',
      this.ifNotExists('createTable', ifNotExists),
      this.table(table),
    );
    return [
      statement(`${head} ${lines(this.tableElements(table, before))}${this.tableOptions(table)}`),
      ...table.indexes.flatMap((index) => this.indexStatements(table, index, table, false)),
      ...this.comments(table),
    ];
  }
  protected dropTable({ table, ifExists, options }: OperationOf<'dropTable'>, before: Catalog): SqlStatement[] {
    this.options(options, 'dropTable', `dropping ${table.name}`);
    this.refuseReferred(table, before);
    return [statement(words('DROP TABLE', this.ifExistsWords('dropTable', ifExists), this.table(table)))];
  }
  protected refuseReferred(table: TableName, before: Catalog): void {
    refuseReferred(table, before);
  }
  protected renameTable({ table, newName }: OperationOf<'renameTable'>, _before: Catalog): SqlStatement[] {
    if (table.name === newName) return [];
    return [statement(words('ALTER TABLE', this.table(table), 'RENAME TO', this.id(newName)))];
  }
  /** The column, then what its flags and its type bring along, then its comment: as Alembic orders them. */
  protected addColumn(operation: OperationOf<'addColumn'>, before: Catalog): SqlStatement[] {
    const { table, column, constraints, indexes } = operation;
    if (operation.insertBefore !== undefined || operation.insertAfter !== undefined) {
      throw this.cannot(
        `put ${column.name} between other columns of ${table.name}`,
        'leave out insertBefore and insertAfter',
      );
    }
    const after = this.withColumn(operation, before);
    const inline = operation.inlineReferences ? inlineReference(constraints) : undefined;
    const added = constraints.filter((constraint) => constraint !== inline && this.isSaid(constraint, column));
    return [
      statement(
        words(
          'ALTER TABLE',
          this.table(table),
          this.addColumnWords,
          this.ifNotExists('addColumn', operation.ifNotExists),
          this.columnSpec(column, after, before),
          operation.inlinePrimaryKey && operation.primaryKey && 'PRIMARY KEY',
          inline && this.references(inline, { table: after, before }),
        ),
      ),
      ...added.map((constraint) => this.addConstraintStatement(table, constraint, { table: after, before })),
      ...indexes.flatMap((index) => this.indexStatements(table, index, after, false)),
      ...(column.comment ? this.columnComment(table, column, column.comment) : []),
    ];
  }
  protected dropColumn(
    { table, column, ifExists, options }: OperationOf<'dropColumn'>,
    before: Catalog,
  ): SqlStatement[] {
    this.options(options, 'dropColumn', `dropping ${column} of ${table.name}`);
    const name = this.column(column, knownTable(before, table));
    return [
      statement(
        words('ALTER TABLE', this.table(table), 'DROP COLUMN', this.ifExistsWords('dropColumn', ifExists), name),
      ),
    ];
  }
  protected abstract alterColumn(operation: OperationOf<'alterColumn'>, before: Catalog): SqlStatement[];
  protected addConstraint(table: TableName, constraint: Constraint, before: Catalog): SqlStatement[] {
    const known = knownTable(before, table);
    const column = constraint.kind === 'check' ? boundColumn(constraint, known) : undefined;
    if (column !== undefined && !this.isSaid(constraint, column)) return [];
    return [this.addConstraintStatement(table, constraint, { table: known, before })];
  }
  protected dropConstraint(
    { table, name, type, ifExists }: OperationOf<'dropConstraint'>,
    before: Catalog,
  ): SqlStatement[] {
    const known = knownTable(before, table);
    const dropped = known && constraintNamed(known, name);
    // The check of a type that is native was never written.
    if (dropped?.kind === 'check' && !this.isSaid(dropped, boundColumn(dropped, known))) return [];
    const key = known && findConstraint(known, name, type);
    if (known && key) refuseReferredKey(known, key, before);
    const exists = this.ifExistsWords('dropConstraint', ifExists);
    return [statement(words('ALTER TABLE', this.table(table), 'DROP CONSTRAINT', exists, this.id(name)))];
  }
  protected createIndex({ table, index, ifNotExists }: OperationOf<'createIndex'>, before: Catalog): SqlStatement[] {
    return this.indexStatements(table, index, knownTable(before, table), ifNotExists);
  }
  protected dropIndex(operation: OperationOf<'dropIndex'>, before: Catalog): SqlStatement[] {
    this.options(operation.options, 'dropIndex', `dropping the index ${operation.name}`);
    const name = this.indexName(asMade(operation, before));
    return [statement(words('DROP INDEX', this.ifExistsWords('dropIndex', operation.ifExists), name))];
  }
  protected abstract createTableComment(op: OperationOf<'createTableComment'>, before: Catalog): SqlStatement[];
  protected abstract dropTableComment(op: OperationOf<'dropTableComment'>, before: Catalog): SqlStatement[];
  protected bulkInsert({ insert }: OperationOf<'bulkInsert'>, before: Catalog): SqlStatement[] {
    return dmlStatements(insert, this, knownTable(before, insert.table));
  }
  overriding(_columns: readonly string[], _known: Table | undefined): Word {
    return undefined;
  }
  protected execute({ statement: executed }: OperationOf<'execute'>, before: Catalog): SqlStatement[] {
    switch (executed.kind) {
      case 'text':
        return [statement(executed.sql)];
      case 'expression':
        return [statement(this.expression(executed.expression))];
      case 'dml':
        return dmlStatements(executed.statement, this, knownTable(before, executed.statement.table));
      default:
        return unreachable(executed);
    }
  }
  /** Only some databases have named types; elsewhere making and dropping one says nothing, as in Alembic. */
  protected createType(_operation: OperationOf<'createType'>, _before: Catalog): SqlStatement[] {
    return [];
  }
  protected dropType(_operation: OperationOf<'dropType'>, _before: Catalog): SqlStatement[] {
    return [];
  }
  protected alterEnum({ name }: OperationOf<'alterEnum'>, _before: Catalog): SqlStatement[] {
    throw new TsmigError('internal', `the change of the enum ${name.name} was not lowered`);
  }
  protected copyRows(operation: OperationOf<'copyRows'>, _before: Catalog): SqlStatement[] {
    throw new TsmigError('internal', `${this.name} does not rebuild tables (${operation.from.name})`);
  }

  // ---- lower, frame

  lower(operations: readonly RecordedOperation[], _direction: 'upgrade' | 'downgrade'): readonly LoweredOperation[] {
    const said = this.namedEnums ? operations : withoutAlterEnum(operations);
    return said.flatMap((recorded) => withSource(recorded.source, () => this.expand(recorded)));
  }
  frame(_operations: readonly LoweredOperation[]): {
    readonly before: readonly string[];
    readonly after: readonly string[];
  } {
    return { before: [], after: [] };
  }
  /** A recorded operation as ones that can be rendered: a batch becomes its operations, each with the catalog before it. */
  protected expand(recorded: RecordedOperation): LoweredOperation[] {
    const { operation } = recorded;
    if (operation.kind !== 'batchAlterTable') return [{ operation, before: recorded.before, origin: recorded }];
    this.checkBatch(operation);
    const lowered: LoweredOperation[] = [];
    let before = withCopyFrom(operation, recorded.before);
    for (const nested of operation.operations) {
      lowered.push({ operation: nested, before, origin: recorded });
      before = apply(before, nested, recorded.source);
    }
    return lowered;
  }
  /** Refuses what only a rebuild of the table can do. */
  protected checkBatch(batch: BatchAlterTable): void {
    const { tableArgs, tableKwargs } = batch;
    const asked = [
      batch.recreate === 'always' && "recreate: 'always'",
      batch.partialReordering.length > 0 && 'partialReordering',
      tableArgs.constraints.length + tableArgs.indexes.length > 0 && 'tableArgs',
      (tableKwargs.prefixes ?? tableKwargs.comment ?? entryFor(this.name, tableKwargs.options)) !== undefined &&
        'tableKwargs',
    ].find((word) => word !== false);
    if (asked === undefined) return;
    throw this.cannot(
      `rebuild ${batch.table.name} (${asked}): a new table would count its keys from 1 again`,
      `leave out ${asked}, ALTER TABLE does the rest`,
    );
  }
}

/** The index to drop, quoted as it was when it was made. */
export function asMade(operation: OperationOf<'dropIndex'>, before: Catalog): OperationOf<'dropIndex'> {
  const table = operation.table === undefined ? tableOfIndex(before, operation) : knownTable(before, operation.table);
  const quote = operation.quote ?? (table && indexNamed(table, operation.name)?.quote);
  return quote === undefined ? operation : { ...operation, quote };
}

/** REFERENCES beside the column: only when it is the one foreign key, on this column alone. */
function inlineReference(constraints: readonly Constraint[]): ForeignKeyConstraint | undefined {
  const keys = constraints.filter((constraint) => constraint.kind === 'foreignKey');
  const [key] = keys;
  return keys.length === 1 && key?.columns.length === 1 ? key : undefined;
}

/** `copyFrom` says what a table is like that history does not know. */
function withCopyFrom({ table, copyFrom }: BatchAlterTable, before: Catalog): Catalog {
  if (copyFrom === undefined || knownTable(before, table) !== undefined) return before;
  return { ...before, tables: before.tables.set(keyOf(table), { kind: 'known', table: copyFrom }) };
}
