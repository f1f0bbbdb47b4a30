import { tableOfIndex } from '../../src/catalog/apply-constraints.ts';
import { type Catalog, knownTable } from '../../src/catalog/catalog.ts';
import { renameInExpression } from '../../src/catalog/expressions.ts';
import type { Expression, TableName } from '../../src/model/expressions.ts';
import type { Column, Constraint, Index, Table } from '../../src/model/nouns.ts';
import { columnOf, primaryKeyOf } from '../../src/model/tables.ts';
import type { DataType, ExactSpec, TypeSpec } from '../../src/model/types.ts';
import type { Operation, OperationKind, OperationOf } from '../../src/operations/operation.ts';
import type { SqlStatement } from '../../src/script/statement.ts';
import { asMade, BaseDialect } from '../base.ts';
import { boundColumn, type Scope } from '../clauses.ts';
import type { Features } from '../facts.ts';
import type { Moment } from '../moments.ts';
import { flagOption, namesOption } from '../options.ts';
import { reservedWords } from '../reserved-words.ts';
import { list, statement, type Word, words } from '../words.ts';
import { columnChange } from './alter-column.ts';
import { commentSql } from './comments.ts';
import { dropByLookUp, dropConstraints, dropHanging, dropIndex } from './drops.ts';
import { type Hanging, hangingOn } from './hanging.ts';
import { identityClause, identityColumn } from './identity.ts';
import { countedDml } from './identity-insert.ts';
import { clusteredWord, indexCondition, isColumnElement, refusedIndex } from './indexes.ts';
import { fitted, isNational, momentText, quotedText, textLiteral } from './literals.ts';
import type { LookedUp } from './look-ups.ts';
import { checkName, refuseOtherDatabase, tablePath } from './names.ts';
import { exactType, genericType } from './types.ts';

/**
 * SQL Server 2016 to 2022. https://learn.microsoft.com/sql/t-sql/language-reference
 *
 * - DDL is transactional. Clients send a script in batches, which end at a line GO.
 *   https://learn.microsoft.com/sql/t-sql/language-elements/sql-server-utilities-statements-go
 * - ALTER COLUMN states type and nullability anew, and needs what is on the column out of its way: defaults, indexes,
 *   checks and unique constraints step aside, keys are refused. A column is dropped after what hangs on it.
 *   https://learn.microsoft.com/sql/t-sql/statements/alter-table-transact-sql
 * - Columns say NULL or NOT NULL. IDENTITY is for ever; rows that bring their own value need IDENTITY_INSERT.
 * - A default is a constraint; its name, like that of any constraint made without one, is looked up on the server.
 * - Names are changed, and comments made, by procedures.
 * - Text beyond ASCII needs N'…'; a name has 128 UTF-16 units, in brackets where it needs them.
 */
export class SQLServer extends BaseDialect {
  // ---- facts
  readonly name = 'mssql';
  readonly maxIdentifierLength = 128;
  override readonly quotes = ['[', ']'] as const;
  readonly transactionalDdl = true;
  readonly separator = 'GO';
  readonly begin = 'BEGIN TRANSACTION';
  readonly commit = 'COMMIT';
  readonly reservedWords = reservedWords.mssql;
  readonly now = 'CURRENT_TIMESTAMP';
  /** With an exponent it is a float; a decimal has no minus zero. */
  override readonly minusZero = '-0e0';
  /** A bracket opens a set of characters. https://learn.microsoft.com/sql/t-sql/language-elements/like-transact-sql */
  override readonly wildcards = '%_[';
  override readonly addColumnWords = 'ADD';
  /** REFERENCES beside a column would be what a constraint of its own is, which has its name. */
  readonly inlineReferences = false;
  override readonly referentialActions = ['CASCADE', 'SET NULL', 'SET DEFAULT', 'NO ACTION'];
  readonly features: Features = {
    nativeBoolean: true,
    nativeEnum: false,
    deferrable: false,
    onUpdate: true,
    match: false,
  };
  /** IF EXISTS came with 2016; IF NOT EXISTS is not there. */
  readonly ifExists: ReadonlySet<OperationKind> = new Set<OperationKind>([
    'dropTable',
    'dropColumn',
    'dropConstraint',
    'dropIndex',
  ]);

  /** @param serverVersion the server's number, or the year that it is called by */
  constructor(serverVersion = '16') {
    super('mssql', years[serverVersion] ?? serverVersion, { oldest: '13', newest: '16' });
  }

  // ---- types
  protected override genericType(spec: Exclude<TypeSpec, { kind: 'verbatim' | 'exact' }>): string {
    return genericType(spec);
  }
  protected override exactType(spec: ExactSpec): string {
    return exactType(spec);
  }

  /** Without a length a cast cuts at 30. https://learn.microsoft.com/sql/t-sql/functions/cast-and-convert-transact-sql */
  override castType(type: DataType): string {
    const text = super.castType(type);
    if (/^(N?CHAR|BINARY)$/.test(text)) throw this.cannot(`cast to a ${text} without a length`, 'give it one');
    return text;
  }

  // ---- literals
  override literal(value: unknown, type?: DataType | null): string {
    return fitted(super.literal(value, type), type?.for(this.name));
  }
  protected override default(value: Expression, type: DataType | null): string {
    const text = super.default(value, type);
    return value.kind === 'literal' ? fitted(text, (value.type ?? type)?.for(this.name)) : text;
  }
  override stringLiteral(text: string, type: DataType | undefined): string {
    return textLiteral(text, isNational(text, type));
  }
  booleanLiteral(value: boolean): string {
    return value ? '1' : '0';
  }
  bytesLiteral(hex: string): string {
    return `0x${hex}`;
  }
  timeLiteral(moment: Moment, type: DataType | undefined): string {
    const { date: _, ...time } = moment;
    return momentText(time, type);
  }
  dateTimeLiteral(moment: Moment, type: DataType | undefined): string {
    return momentText(moment, type);
  }
  uuidLiteral(hex: string, type: DataType): string {
    if (type.spec.kind === 'uuid' && !type.spec.nativeUuid) return `'${hex}'`;
    return `'${hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}'`;
  }
  /** sqlcmd takes `$(x)` for a variable, in comments too. https://learn.microsoft.com/sql/tools/sqlcmd/sqlcmd-use-scripting-variables */
  commentText(line: string): string {
    return line.replaceAll('$(', '$ (');
  }
  /** LEN is SQL Server's length: trailing spaces do not count. */
  functionName(name: string): string {
    return /^(length|char_length)$/i.test(name) ? 'LEN' : name;
  }

  // ---- names

  override id(name: string, quote?: boolean): string {
    checkName(name);
    return super.id(name, quote);
  }
  override quoted(name: string): string {
    checkName(name);
    return super.quoted(name);
  }
  /** A schema may say its database: `otherdb.dbo`. */
  override table(table: TableName): string {
    return tablePath(table)
      .map((name) => this.id(name))
      .join('.');
  }

  // ---- operations

  /** No line of a statement may be the one that ends a batch. */
  override render(operation: Operation, before: Catalog): readonly SqlStatement[] {
    const statements = super.render(operation, before);
    for (const { sql } of statements) {
      if (!batchEnd.test(sql)) continue;
      throw this.cannot(
        'run a statement in which a line is GO: clients end a batch there',
        "give each batch an op.execute of its own; in text, write … + CHAR(10) + 'GO'",
      );
    }
    return statements;
  }
  /** https://learn.microsoft.com/sql/relational-databases/system-stored-procedures/sp-rename-transact-sql */
  protected override renameTable({ table, newName }: OperationOf<'renameTable'>): SqlStatement[] {
    if (table.name === newName) return [];
    refuseOtherDatabase(table, 'rename');
    return [statement(`EXEC sp_rename ${quotedText(this.table(table))}, ${this.id(newName)}`)];
  }
  /** What hangs on the column goes first. */
  protected override dropColumn(operation: OperationOf<'dropColumn'>, before: Catalog): SqlStatement[] {
    const { table, column, ifExists } = operation;
    const what = `dropping ${column} of ${table.name}`;
    const options = this.options(operation.options, 'dropColumn', what);
    const asked = (key: string) => flagOption(options, key);
    const known = knownTable(before, table);
    const present = known && columnOf(known, column);
    const name = this.column(column, known);
    const hanging = known && present && this.hangingOn(known, present);
    return [
      ...(hanging === undefined || known === undefined
        ? []
        : dropHanging(hanging, known, column, asked('dropCheck'), this)),
      ...(hanging === undefined || hanging.columnChecks.length + hanging.tableChecks.length === 0
        ? this.askedFor(asked('dropCheck'), 'check', table, column)
        : []),
      ...this.askedFor(asked('dropDefault') || present?.serverDefault !== undefined, 'default', table, column),
      ...(hanging === undefined || hanging.foreignKeys.length === 0
        ? this.askedFor(asked('dropForeignKey'), 'foreignKey', table, column)
        : []),
      statement(
        words('ALTER TABLE', this.table(table), 'DROP COLUMN', this.ifExistsWords('dropColumn', ifExists), name),
      ),
    ];
  }
  protected override alterColumn(operation: OperationOf<'alterColumn'>, before: Catalog): SqlStatement[] {
    const { table, column, newColumnName: newName = column, comment, typeChecks } = operation;
    if (operation.insertBefore !== undefined || operation.insertAfter !== undefined) {
      throw this.cannot(`move ${column} of ${table.name}`, 'leave out insertBefore and insertAfter');
    }
    const options = this.options(operation.options, 'alterColumn', `changing ${column} of ${table.name}`);
    const forms = {
      type: (of: DataType) => this.type(of),
      needTable: (in_: Catalog, of: TableName, why: string) => this.needTable(in_, of, why),
      hangingOn: (of: Table, on: Column) => this.hangingOn(of, on),
    };
    const { known, present, definition, dropsDefault, newDefault, aside } = columnChange(
      operation,
      before,
      forms,
      flagOption(options, 'dropDefault'),
    );
    const [sql, name] = [this.table(table), this.column(column, known)];
    const scope = { table: known, before };
    const renamed = { name: newName, ...(present?.quote !== undefined && { quote: present.quote }) };
    const newColumn: Column = { ...(present ?? unknownColumn), name: newName, type: operation.type ?? null };
    const oldChecks = operation.type === undefined || !known ? [] : this.typeChecks(known, column);
    const dropsCheck = flagOption(options, 'dropCheck');
    const constraints = [...aside.uniques, ...aside.columnChecks, ...aside.tableChecks];
    const others = (known?.columns ?? []).map((one) => one.name).filter((one) => one !== column);
    const checks = [...(dropsCheck ? [] : aside.columnChecks), ...aside.tableChecks].map((check) => ({
      ...check,
      condition: renameInExpression(check.condition, column, newName, others),
    }));
    const defaultType = newDefault?.type ?? operation.type ?? present?.type ?? operation.existing.type ?? null;
    return [
      ...(known === undefined
        ? []
        : [
            ...aside.indexes.map((index) => dropIndex(known, index, this)),
            ...dropConstraints([...constraints, ...oldChecks], aside.columnChecks, known, column, this),
          ]),
      ...this.askedFor(dropsCheck && aside.columnChecks.length === 0, 'check', table, column),
      ...this.askedFor(dropsDefault, 'default', table, column),
      ...(definition === undefined ? [] : [statement(words('ALTER TABLE', sql, 'ALTER COLUMN', name, definition))]),
      ...(comment === undefined ? [] : this.changeComment('exec', table, comment ?? '', operation, before)),
      ...(newDefault === undefined
        ? []
        : [
            statement(
              words('ALTER TABLE', sql, 'ADD DEFAULT', this.default(newDefault.value, defaultType), 'FOR', name),
            ),
          ]),
      ...aside.uniques.map((constraint) => this.addConstraintStatement(table, constraint, scope)),
      ...aside.indexes.flatMap((index) => this.indexStatements(table, index, known, false)),
      ...(newName === column ? [] : this.renameColumn(table, name, renamed)),
      ...[...checks, ...typeChecks.filter((check) => this.isSaid(check, newColumn))].map((check) =>
        this.addConstraintStatement(table, check, scope),
      ),
    ];
  }
  private renameColumn(table: TableName, name: string, renamed: Pick<Column, 'name' | 'quote'>): SqlStatement[] {
    refuseOtherDatabase(table, 'rename a column of');
    const old = quotedText(`${this.table(table)}.${name}`);
    return [statement(`EXEC sp_rename ${old}, ${this.id(renamed.name, renamed.quote)}, 'COLUMN'`)];
  }
  /** The table is part of the sentence. https://learn.microsoft.com/sql/t-sql/statements/drop-index-transact-sql */
  protected override dropIndex(operation: OperationOf<'dropIndex'>, before: Catalog): SqlStatement[] {
    this.options(operation.options, 'dropIndex', `dropping the index ${operation.name}`);
    const table = operation.table ?? tableOfIndex(before, operation);
    if (table === undefined) {
      throw this.cannot(`drop the index ${operation.name} without its table`, 'op.dropIndex(name, { table })');
    }
    const { name, quote } = asMade(operation, before);
    const exists = this.ifExistsWords('dropIndex', operation.ifExists);
    return [statement(words('DROP INDEX', exists, this.id(name, quote), 'ON', this.table(table)))];
  }
  protected override createTableComment(operation: OperationOf<'createTableComment'>, before: Catalog): SqlStatement[] {
    const { table, comment, existingComment } = operation;
    const existing = { existing: { ...(existingComment !== undefined && { comment: existingComment }) } };
    return this.changeComment('execute', table, comment, existing, before);
  }
  protected override dropTableComment(operation: OperationOf<'dropTableComment'>, before: Catalog): SqlStatement[] {
    const known = knownTable(before, operation.table);
    const present = known === undefined || Boolean(known.comment);
    return this.comment('execute', operation.table, undefined, '', present);
  }
  protected override bulkInsert({ insert }: OperationOf<'bulkInsert'>, before: Catalog): SqlStatement[] {
    return countedDml(insert, knownTable(before, insert.table), this);
  }
  protected override execute(operation: OperationOf<'execute'>, before: Catalog): SqlStatement[] {
    const { statement: executed } = operation;
    if (executed.kind !== 'dml') return super.execute(operation, before);
    return countedDml(executed.statement, knownTable(before, executed.statement.table), this);
  }

  // ---- clauses

  /** https://learn.microsoft.com/sql/t-sql/statements/alter-table-computed-column-definition-transact-sql */
  protected override columnSpec(column: Column, table: Table, before: Catalog): string {
    const { computed, name, quote, nullable, checks } = column;
    if (computed === undefined) return super.columnSpec(column, table, before);
    this.options(column.options, 'column', `the column ${name}`);
    if (!nullable && computed.persisted !== true) {
      throw this.cannot(`say NOT NULL of ${table.name}.${name}: it is computed when it is read`, 'persisted: true');
    }
    return words(
      this.id(name, quote),
      `AS (${this.expression(computed.expression)})`,
      computed.persisted === true && 'PERSISTED',
      !nullable && 'NOT NULL',
      ...checks.map((check) => this.constraint(check, { table, before })),
    );
  }
  protected columnClauses(column: Column, table: Table): Word[] {
    const options = this.options(column.options, 'column', `the column ${column.name}`);
    const counts = identityColumn(table)?.name === column.name;
    if (!counts && (options.identityStart ?? options.identityIncrement) !== undefined) {
      throw this.cannot(`count ${table.name}.${column.name}: it is no identity column`, 'identity: s.identity({ … })');
    }
    if (column.identity !== undefined && column.nullable && primaryKeyOf(table)?.columns.includes(column.name)) {
      throw this.cannot(`make the identity column ${table.name}.${column.name} nullable`, 'leave out nullable: true');
    }
    return [
      column.nullable && !counts ? 'NULL' : 'NOT NULL',
      counts && identityClause(column, options),
      column.serverDefault && `DEFAULT ${this.default(column.serverDefault, column.type)}`,
    ];
  }
  protected override prefix(prefix: string): string {
    throw this.cannot(`create a table with the prefix ${JSON.stringify(prefix)}`, 'a temporary table is named #name');
  }
  protected override constraintBody(constraint: Constraint, scope: Scope): string {
    const body = super.constraintBody(constraint, scope);
    if (constraint.kind !== 'primaryKey' && constraint.kind !== 'unique') return body;
    const clustered = clusteredWord(
      this.options(constraint.options, constraint.kind, constraint.name ?? 'a constraint'),
    );
    return clustered ? body.replace(/^(PRIMARY KEY|UNIQUE) /, (words) => `${words}${clustered} `) : body;
  }
  protected override indexStatements(
    table: TableName,
    index: Index,
    known: Table | undefined,
    ifNotExists: boolean,
  ): SqlStatement[] {
    const options = this.options(index.options, 'index', `the index ${index.name}`);
    const refused = refusedIndex(index, options);
    if (refused !== undefined) throw this.cannot(`${refused.what} (${index.name})`, refused.hint);
    const included = namesOption(options, 'include');
    const where = indexCondition(options.where, index);
    return [
      statement(
        words(
          'CREATE',
          index.unique && 'UNIQUE',
          clusteredWord(options),
          flagOption(options, 'columnstore') && 'COLUMNSTORE',
          'INDEX',
          this.ifNotExists('createIndex', ifNotExists),
          this.id(index.name, index.quote),
          'ON',
          this.table(table),
          index.columns.length > 0 && list(index.columns.map((column) => this.indexElement(column, known))),
          included.length > 0 && `INCLUDE ${this.columns(included, known)}`,
          where && `WHERE ${this.expression(where)}`,
        ),
      ),
    ];
  }
  protected override indexElement(column: string | Expression, table: Table | undefined): string {
    const text = super.indexElement(column, table);
    if (typeof column === 'string' || isColumnElement(text)) return text;
    throw this.cannot(`index ${text}: an index has columns only`, 'add a computed column, and index that');
  }
  protected override tableComment(table: TableName, comment: string | null): SqlStatement[] {
    return this.comment('execute', table, undefined, comment ?? '', comment === null);
  }
  protected override columnComment(
    table: TableName,
    column: Pick<Column, 'name' | 'quote'>,
    comment: string | null,
  ): SqlStatement[] {
    return this.comment('execute', table, column, comment ?? '', comment === null);
  }

  // ---- helpers

  private comment(
    call: 'execute' | 'exec',
    table: TableName,
    column: Pick<Column, 'name' | 'quote'> | undefined,
    comment: string,
    present: boolean,
  ): SqlStatement[] {
    refuseOtherDatabase(table, 'comment on');
    const commented = {
      schema: this.id(tablePath(table).at(-2) ?? 'dbo'),
      table: this.id(table.name),
      ...(column !== undefined && { column: this.id(column.name, column.quote) }),
    };
    const sql = commentSql(call, commented, comment, present);
    return sql === undefined ? [] : [statement(sql)];
  }
  /** A comment that is there is changed, one that is not is added: the other would be an error (15233, 15217). */
  private changeComment(
    call: 'execute' | 'exec',
    table: TableName,
    comment: string,
    { column: name, existing }: { readonly column?: string; readonly existing: { readonly comment?: string | null } },
    before: Catalog,
  ): SqlStatement[] {
    const known = knownTable(before, table);
    const column = name === undefined ? undefined : ((known && columnOf(known, name)) ?? { name });
    if (known === undefined && existing.comment === undefined) {
      this.needTable(before, table, 'whether it has a comment decides how to change it (existingComment)');
    }
    const present =
      known === undefined ? existing.comment : name === undefined ? known.comment : columnOf(known, name)?.comment;
    return this.comment(call, table, column, comment, Boolean(present));
  }
  private hangingOn(table: Table, column: Column): Hanging {
    return hangingOn(table, column, (check) => this.isSaid(check, boundColumn(check, table)));
  }
  /** The check of an Enum goes with its type. */
  private typeChecks(table: Table, column: string): Constraint[] {
    return table.constraints.filter(
      (one) => one.kind === 'check' && one.typeBound === column && this.isSaid(one, columnOf(table, column)),
    );
  }
  private askedFor(asked: boolean, kind: LookedUp, table: TableName, column: string): SqlStatement[] {
    return asked ? [dropByLookUp(kind, table, column, this)] : [];
  }
}

/** The versions by the years in their names. https://learn.microsoft.com/sql/sql-server/what-s-new-in-sql-server-2022 */
const years: Readonly<Record<string, string>> = { '2016': '13', '2017': '14', '2019': '15', '2022': '16' };

/** A line that sqlcmd and others take for the end of a batch, with the count that it may have. */
const batchEnd = /^[^\S\r\n]*go(?:[^\S\r\n]+\d+)?[^\S\r\n]*;?[^\S\r\n]*(?:--.*)?$/im;

const unknownColumn: Column = { name: '', type: null, nullable: true, autoincrement: false, checks: [], options: {} };
