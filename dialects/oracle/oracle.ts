import { type Catalog, knownTable } from '../../src/catalog/catalog.ts';
import { TsmigError } from '../../src/errors.ts';
import type { Expression, TableName } from '../../src/model/expressions.ts';
import type { CheckConstraint, Column, Constraint, Index, Table } from '../../src/model/nouns.ts';
import { columnOf } from '../../src/model/tables.ts';
import type { DataType, ExactSpec, TypeSpec } from '../../src/model/types.ts';
import type { Operation, OperationKind, OperationOf } from '../../src/operations/operation.ts';
import type { SqlStatement } from '../../src/script/statement.ts';
import { BaseDialect } from '../base.ts';
import type { Features } from '../facts.ts';
import type { SpecialNumber } from '../literals.ts';
import type { Moment } from '../moments.ts';
import { flagOption, type Options, textOption } from '../options.ts';
import { reservedWords } from '../reserved-words.ts';
import { list, statement, type Word, words } from '../words.ts';
import { modifications } from './alter-column.ts';
import { fitted } from './dml.ts';
import { identityClause } from './identity.ts';
import { indexCompression, refuseSecondIndex, tableCompression, vectorClause } from './indexes.ts';
import {
  bytesLiteral,
  checkFloat,
  commentLiteral,
  dateTimeLiteral,
  intervalLiteral,
  specialNumber,
  stringLiteral,
} from './literals.ts';
import { withOwnEnd } from './plsql.ts';
import { commentText, fold, refuseRunners } from './sqlplus.ts';
import { exactType, genericType, refuseCast } from './types.ts';

/**
 * Oracle 19c to 23ai. https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/SQL-Statements.html
 *
 * - DDL is not transactional: each statement commits what was before it.
 * - A line `/` runs a statement; SQL has no semicolon at its end, PL/SQL has its own.
 * - Names are folded to upper case, so that lower-case ones go without quotes; a name has 128 bytes and no `"`.
 * - ALTER TABLE has MODIFY, one clause a statement as Alembic writes it; saying again what a column is, is an error.
 * - The empty string is NULL. DATE has a time of day, TIME there is none; a literal ends at 4000 bytes.
 * - Booleans (SMALLINT before 23ai) and enums (VARCHAR) are kept in their places by checks, where those are asked for.
 * - Only identity columns count by themselves. Foreign keys have no ON UPDATE.
 */
export class Oracle extends BaseDialect {
  // ---- facts
  readonly name = 'oracle';
  readonly maxIdentifierLength = 128;
  override readonly identifierUnit = 'bytes';
  /** https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Database-Object-Names-and-Qualifiers.html */
  override readonly plainName = /^[a-z][a-z0-9_$]*$/;
  readonly transactionalDdl = false;
  readonly begin = 'SET TRANSACTION READ WRITE';
  readonly commit = 'COMMIT';
  override readonly terminator = '';
  readonly separator = '/';
  readonly reservedWords = reservedWords.oracle;
  readonly now = 'CURRENT_TIMESTAMP';
  override readonly addColumnWords = 'ADD';
  /** The constraint follows as a statement of its own: beside the column it would lose its name. */
  readonly inlineReferences = false;
  override readonly referentialActions = ['CASCADE', 'SET NULL'];
  readonly features: Features = {
    nativeBoolean: this.atLeast('23'),
    nativeEnum: false,
    deferrable: true,
    onUpdate: false,
    match: false,
  };
  readonly nativeBoolean = this.features.nativeBoolean;
  readonly jsonType = this.atLeast('21');
  readonly vectorType = this.atLeast('23');
  /** IF [NOT] EXISTS came with 23ai: for tables and indexes, not for what is in a table. */
  readonly ifExists: ReadonlySet<OperationKind> = new Set<OperationKind>(
    this.atLeast('23') ? ['createTable', 'dropTable', 'createIndex', 'dropIndex'] : [],
  );

  constructor(serverVersion = '19') {
    // Oracle's own names for its versions: 19c, 23ai.
    super('oracle', serverVersion.replace(/(?<=^\d+)(c|ai)$/, ''), { oldest: '19', newest: '23' });
  }

  // ---- types
  protected override genericType(spec: Exclude<TypeSpec, { kind: 'verbatim' | 'exact' }>): string {
    return genericType(spec, this);
  }
  protected override exactType(spec: ExactSpec): string {
    return exactType(spec, this);
  }
  override castType(type: DataType): string {
    const text = super.castType(type);
    refuseCast(text);
    return text;
  }

  // ---- literals
  override literal(value: unknown, type?: DataType | null): string {
    checkFloat(value, type?.for(this.name));
    return super.literal(value, type);
  }
  override stringLiteral(text: string, type: DataType | undefined): string {
    return stringLiteral(text, type);
  }
  booleanLiteral(value: boolean): string {
    if (this.nativeBoolean) return value ? 'TRUE' : 'FALSE';
    return value ? '1' : '0';
  }
  bytesLiteral(hex: string, type?: DataType): string {
    return bytesLiteral(hex, type);
  }
  override dateLiteral({ date }: Moment): string {
    return `TO_DATE('${date}', 'YYYY-MM-DD')`;
  }
  timeLiteral(_moment: Moment, _type: DataType | undefined): string {
    throw this.cannot('write a time of day: it has no TIME', "use an interval, such as '0 03:04:05'");
  }
  dateTimeLiteral(moment: Moment, type: DataType | undefined): string {
    return dateTimeLiteral(moment, type);
  }
  override intervalLiteral(text: string, type: DataType): string {
    return intervalLiteral(text, type);
  }
  /** Oracle has no type for it. */
  uuidLiteral(hex: string): string {
    return `'${hex}'`;
  }
  override specialNumber(value: SpecialNumber, type: DataType): string {
    return specialNumber(value, type);
  }

  commentText(line: string): string {
    return commentText(line);
  }

  // ---- names and expressions

  override id(name: string, quote?: boolean): string {
    return checkedName(super.id(name, quote), name);
  }
  override quoted(name: string): string {
    return checkedName(super.quoted(name), name);
  }
  override expression(expression: Expression, qualified = false): string {
    return super.expression(withShortLists(expression), qualified);
  }

  // ---- operations

  override render(operation: Operation, before: Catalog): readonly SqlStatement[] {
    const statements = super.render(operation, before);
    const given = operation.kind === 'execute' && operation.statement.kind === 'text';
    return given ? statements : statements.map((one) => ({ ...one, sql: fold(one.sql) }));
  }
  /** https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/ALTER-TABLE.html */
  protected override dropColumn(operation: OperationOf<'dropColumn'>, before: Catalog): SqlStatement[] {
    const { table, column } = operation;
    const several = knownTable(before, table)?.constraints.find(
      (one) => 'columns' in one && one.columns.length > 1 && one.columns.includes(column),
    );
    if (several !== undefined) {
      const what = several.name ?? (several.kind === 'primaryKey' ? 'the primary key' : 'a constraint');
      throw this.cannot(
        `drop ${table.name}.${column}: ${what} is on other columns too (ORA-12991)`,
        `drop ${what} first, and create the one that is to be`,
      );
    }
    return super.dropColumn(operation, before);
  }
  protected override alterColumn(operation: OperationOf<'alterColumn'>, before: Catalog): SqlStatement[] {
    const { table, column, type, comment, newColumnName = column, typeChecks } = operation;
    this.options(operation.options, 'alterColumn', `changing ${column} of ${table.name}`);
    if (operation.insertBefore !== undefined || operation.insertAfter !== undefined) {
      throw this.cannot(`move ${column} of ${table.name}`, 'leave out insertBefore and insertAfter');
    }
    if (operation.autoincrement === true) throw this.noAutoincrement(table, column);
    const known = knownTable(before, table);
    const present = known && columnOf(known, column);
    const name = this.column(column, known);
    const renamed: Column = { ...(present ?? asColumn(column)), name: newColumnName, ...(type && { type }) };
    const modify = modifications(operation, before, {
      type: (of) => this.type(of),
      default: (of, as) => this.default(of, as),
      needTable: (in_, of, why) => this.needTable(in_, of, why),
    });
    const head = words('ALTER TABLE', this.table(table));
    return [
      ...(type === undefined ? [] : this.dropTypeChecks(known, column)),
      ...modify.map((clause) => statement(words(head, 'MODIFY', name, clause))),
      ...(comment === undefined ? [] : this.columnComment(table, present ?? { name: column }, comment)),
      ...(newColumnName === column
        ? []
        : [statement(words(head, 'RENAME COLUMN', name, 'TO', this.id(newColumnName, present?.quote)))]),
      ...typeChecks
        .filter((check) => this.isSaid(check, renamed))
        .map((check) => this.addConstraintStatement(table, check, { table: known, before })),
    ];
  }
  /** The check of a Boolean or Enum goes with its type. */
  private dropTypeChecks(table: Table | undefined, column: string): SqlStatement[] {
    const bound = (table?.constraints ?? []).filter(
      (one): one is CheckConstraint =>
        one.kind === 'check' && one.typeBound === column && this.isSaid(one, table && columnOf(table, column)),
    );
    return bound.map(({ name }) => {
      if (table !== undefined && name !== undefined)
        return statement(words('ALTER TABLE', this.table(table), 'DROP CONSTRAINT', this.id(name)));
      throw this.cannot(
        `drop the check of the type of ${table?.name}.${column}: it has no name`,
        'drop it with op.execute first',
      );
    });
  }
  /** A key over columns that can be NULL would leave them so once it is dropped: NOT NULL is said by itself. */
  protected override addConstraint(table: TableName, constraint: Constraint, before: Catalog): SqlStatement[] {
    const known = knownTable(before, table);
    const open = constraint.kind === 'primaryKey' ? constraint.columns : [];
    const columns = open.filter((name) => known && columnOf(known, name)?.nullable === true);
    return [
      ...columns.map((name) =>
        statement(words('ALTER TABLE', this.table(table), 'MODIFY', this.column(name, known), 'NOT NULL')),
      ),
      ...super.addConstraint(table, constraint, before),
    ];
  }
  protected override createTableComment({ table, comment }: OperationOf<'createTableComment'>): SqlStatement[] {
    return this.tableComment(table, comment);
  }
  protected override dropTableComment({ table }: OperationOf<'dropTableComment'>): SqlStatement[] {
    return this.tableComment(table, null);
  }
  protected override bulkInsert(operation: OperationOf<'bulkInsert'>, before: Catalog): SqlStatement[] {
    const insert = fitted(operation.insert, knownTable(before, operation.insert.table));
    return insert.kind === 'insert' ? super.bulkInsert({ ...operation, insert }, before) : [];
  }
  protected override execute(operation: OperationOf<'execute'>, before: Catalog): SqlStatement[] {
    const executed = operation.statement;
    if (executed.kind !== 'dml') {
      return super.execute(operation, before).map((one) => ({ ...one, sql: withOwnEnd(refuseRunners(one.sql)) }));
    }
    const changed = fitted(executed.statement, knownTable(before, executed.statement.table));
    return super.execute({ ...operation, statement: { kind: 'dml', statement: changed } }, before);
  }

  // ---- clauses

  /** https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/CREATE-TABLE.html */
  protected override tableOptions(table: Table): string {
    const options = this.options(table.options, 'table', `the table ${table.name}`);
    const tablespace = textOption(options, 'tablespace');
    const clauses = [
      this.onCommit(options, table),
      tableCompression(options),
      tablespace !== undefined && `TABLESPACE ${this.id(tablespace)}`,
    ];
    return clauses.map((clause) => (clause ? `\n ${clause}` : '')).join('');
  }
  private onCommit(options: Options, table: Table): Word {
    const action = textOption(options, 'onCommit')?.replaceAll('_', ' ').toUpperCase();
    if (action === undefined) return undefined;
    const prefixes = table.prefixes.join(' ').toUpperCase();
    const actions = prefixes.includes('PRIVATE TEMPORARY')
      ? ['DROP DEFINITION', 'PRESERVE DEFINITION']
      : ['PRESERVE ROWS', 'DELETE ROWS'];
    if (!prefixes.includes('TEMPORARY')) {
      throw this.cannot(
        `do anything on commit to ${table.name}: it is no temporary table`,
        "prefixes: ['GLOBAL TEMPORARY']",
      );
    }
    if (actions.includes(action)) return `ON COMMIT ${action}`;
    throw this.cannot(`do ${action} on commit (${table.name})`, actions.join(' or '));
  }
  protected override columnType(column: Column, table: Table): string {
    if (column.autoincrement === true && column.identity === undefined) throw this.noAutoincrement(table, column.name);
    return super.columnType(column, table);
  }
  private noAutoincrement(table: TableName, column: string): TsmigError {
    return this.cannot(
      `make ${table.name}.${column} count by autoincrement`,
      'give the column identity: s.identity() when it is made',
    );
  }
  protected override columnClauses(column: Column, table: Table): Word[] {
    const { computed, identity, serverDefault, nullable, name } = column;
    if (identity !== undefined && nullable) {
      throw this.cannot(`make the identity column ${table.name}.${name} nullable`, 'leave out nullable: true');
    }
    if (computed?.persisted === true) {
      throw this.cannot(
        `store the computed column ${table.name}.${name}`,
        'leave out persisted: it is computed when read',
      );
    }
    return [
      serverDefault && `DEFAULT ${this.default(serverDefault, column.type)}`,
      computed && `GENERATED ALWAYS AS (${this.expression(computed.expression)})`,
      computed?.persisted === false && 'VIRTUAL',
      identity && identityClause(identity),
      !nullable && identity === undefined && 'NOT NULL',
    ];
  }
  protected override default(value: Expression, type: DataType | null): string {
    if (value.kind === 'literal') checkFloat(value.value, (value.type ?? type)?.for(this.name));
    return super.default(value, type);
  }
  protected override action(action: string): string {
    if (!/^(restrict|no action)$/i.test(action)) return super.action(action);
    throw this.cannot(
      `say ON DELETE ${action}`,
      'leave out onDelete: rows that are referred to are not deleted anyway',
    );
  }
  protected override onUpdateClause(action: string): string {
    throw this.cannot(`say ON UPDATE ${action}`, 'leave out onUpdate: keys that are referred to are not changed');
  }
  protected override deferrability(constraint: Pick<Constraint, 'name' | 'deferrable' | 'initially'>): Word {
    if (constraint.deferrable === false && /^deferred$/i.test(constraint.initially ?? '')) {
      throw this.cannot(`defer ${constraint.name ?? 'a constraint'} that is not deferrable`, 'deferrable: true');
    }
    return super.deferrability(constraint);
  }

  /** The index stands in its table's schema. https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/CREATE-INDEX.html */
  protected override indexStatements(
    table: TableName,
    index: Index,
    known: Table | undefined,
    ifNotExists: boolean,
  ): SqlStatement[] {
    const what = `the index ${index.name}`;
    const options = this.options(index.options, 'index', what);
    const bitmap = flagOption(options, 'bitmap');
    const vector = vectorClause(options);
    const compress = indexCompression(options, index.columns.length);
    if (vector !== undefined && !this.vectorType) throw this.cannot(`make ${what} one of vectors before 23ai`);
    if ([index.unique || compress !== undefined, bitmap, vector !== undefined].filter(Boolean).length > 1) {
      throw this.cannot(`make ${what} more than one of unique or compressed, bitmap, and vector`);
    }
    refuseSecondIndex(index, known);
    const name = this.id(index.name, index.quote);
    return [
      statement(
        words(
          'CREATE',
          index.unique && 'UNIQUE',
          bitmap && 'BITMAP',
          vector !== undefined && 'VECTOR',
          'INDEX',
          this.ifNotExists('createIndex', ifNotExists),
          table.schema === undefined ? name : `${this.id(table.schema)}.${name}`,
          'ON',
          this.table(table),
          list(index.columns.map((column) => this.indexElement(column, known))),
          compress,
          vector,
        ),
      ),
    ];
  }

  /** The empty string takes a comment away. https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/COMMENT.html */
  protected override tableComment(table: TableName, comment: string | null): SqlStatement[] {
    return [statement(words('COMMENT ON TABLE', this.table(table), 'IS', commentLiteral(comment ?? '')))];
  }
  protected override columnComment(
    table: TableName,
    column: Pick<Column, 'name' | 'quote'>,
    comment: string | null,
  ): SqlStatement[] {
    const name = `${this.table(table)}.${this.id(column.name, column.quote)}`;
    return [statement(words('COMMENT ON COLUMN', name, 'IS', commentLiteral(comment ?? '')))];
  }
}

/** A quoted name can have any character but these; control characters would not come through SQL*Plus. */
function checkedName(text: string, name: string): string {
  if (!/["\p{Cc}]/u.test(name)) return text;
  const what = name.includes('"') ? 'a double quote' : 'a control character';
  throw new TsmigError('unsupported', `oracle has no name with ${what}: ${JSON.stringify(name)}`, {
    hint: 'rename it',
  });
}

/** A list has 1000 expressions (ORA-01795). https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Expression-Lists.html */
function withShortLists(expression: Expression): Expression {
  switch (expression.kind) {
    case 'logical':
      return { ...expression, operands: expression.operands.map(withShortLists) };
    case 'not':
      return { ...expression, of: withShortLists(expression.of) };
    case 'case':
      return {
        ...expression,
        branches: expression.branches.map((one) => ({ ...one, when: withShortLists(one.when) })),
      };
    case 'in': {
      if (expression.values.length <= 1000) return expression;
      const lists: Expression[] = [];
      for (let at = 0; at < expression.values.length; at += 1000) {
        lists.push({ ...expression, values: expression.values.slice(at, at + 1000) });
      }
      return { kind: 'logical', operator: expression.negated ? 'AND' : 'OR', operands: lists };
    }
    default:
      return expression;
  }
}

function asColumn(name: string): Column {
  return { name, type: null, nullable: true, autoincrement: false, checks: [], options: {} };
}
