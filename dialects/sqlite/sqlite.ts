import { type Catalog, keyOf, knownTable } from '../../src/catalog/catalog.ts';
import { TsmigError } from '../../src/errors.ts';
import type { DialectOptions } from '../../src/model/dialect-options.ts';
import type { Expression, TableName } from '../../src/model/expressions.ts';
import type { Column, Constraint, Index, Table } from '../../src/model/nouns.ts';
import { autoincrementColumn, columnOf, primaryKeyOf } from '../../src/model/tables.ts';
import { type DataType, type ExactSpec, type TypeFamily, type TypeSpec, typeFamily } from '../../src/model/types.ts';
import type { OperationOf } from '../../src/operations/operation.ts';
import type { RecordedOperation } from '../../src/recording/recorded.ts';
import type { LoweredOperation } from '../../src/script/dialect.ts';
import type { SqlStatement } from '../../src/script/statement.ts';
import { BaseDialect } from '../base.ts';
import type { Scope } from '../clauses.ts';
import { firstErrorEnds } from '../clients.ts';
import { withoutAlterEnum } from '../enums.ts';
import { inUtc, type Moment } from '../moments.ts';
import { flagOption, type Options, textOption } from '../options.ts';
import { reservedWords } from '../reserved-words.ts';
import { list, statement, type Word, words } from '../words.ts';
import { defaultClause } from './defaults.ts';
import { lower } from './lower.ts';
import { isExpression } from './mentions.ts';
import { refuseInternalName } from './refusals.ts';
import { shellName, shellProof } from './shell.ts';
import { exactType, genericType, refuseNumericCast } from './types.ts';

/**
 * SQLite 3.26 to 3.53; before 3.26, what RENAME TO does to references depends on the session.
 *
 * - ALTER TABLE can rename, add and (since 3.35) drop a column; the rest is a rebuild: a new table, the rows copied,
 *   the old one dropped, the new one renamed. https://www.sqlite.org/lang_altertable.html
 * - A script that rebuilds turns foreign keys off around its transactions, or DROP TABLE would delete the rows that refer
 *   to the table. https://www.sqlite.org/foreignkeys.html#fk_schemacommands
 * - Types are names that give a column an affinity; there are no comments, sequences, enums and arrays.
 *   https://www.sqlite.org/datatype3.html
 * - A schema is an attached database: an index carries it in its own name, and no reference leaves it.
 */
export class SQLite extends BaseDialect {
  readonly name = 'sqlite';
  /** SQLite has no limit of its own; this is SQLAlchemy's. */
  readonly maxIdentifierLength = 9999;
  /** https://www.sqlite.org/lang_transaction.html: all DDL is. (Alembic says it is not, for want of Python's driver.) */
  readonly transactionalDdl = true;
  readonly begin = 'BEGIN';
  readonly commit = 'COMMIT';
  readonly now = 'CURRENT_TIMESTAMP';
  readonly reservedWords = reservedWords.sqlite;
  readonly ifExists = new Set(['createTable', 'dropTable', 'createIndex', 'dropIndex'] as const);
  readonly features = { nativeBoolean: false, nativeEnum: false, deferrable: true, onUpdate: true, match: true };
  /** https://www.sqlite.org/changes.html */
  readonly since = {
    generatedColumns: this.atLeast('3.31'),
    dropColumn: this.atLeast('3.35'),
    strict: this.atLeast('3.37'),
  };

  constructor(serverVersion = '3.45') {
    super('sqlite', serverVersion, { oldest: '3.26', newest: '3.99' });
  }

  // ---- types

  protected genericType(spec: Exclude<TypeSpec, { kind: 'verbatim' | 'exact' }>): string {
    return genericType(spec, (name) => this.quoted(name));
  }
  protected exactType(spec: ExactSpec): string {
    return exactType(spec, (name) => this.quoted(name));
  }
  override castType(type: DataType): string {
    refuseNumericCast(type.for(this.name));
    return super.castType(type);
  }

  // ---- literals

  override literal(value: unknown, type?: DataType | null): string {
    const text = super.literal(value, type);
    if (!/^-?\d+$/.test(text) || (type && inexact.includes(typeFamily(type)))) return text;
    const whole = BigInt(text);
    if (BigInt.asIntN(64, whole) === whole) return text;
    // https://www.sqlite.org/lang_expr.html#literal_values_constants_: it would be stored as an inexact real number.
    throw new TsmigError('value', `${text} is past the 64 bits of an integer of sqlite`, {
      hint: 'store it in a column of texts',
    });
  }
  override stringLiteral(text: string, type: DataType | undefined): string {
    return shellProof(text, (one) => super.stringLiteral(one, type));
  }
  booleanLiteral(value: boolean): string {
    return value ? '1' : '0';
  }
  bytesLiteral(hex: string): string {
    return `X'${hex}'`;
  }
  /** Times and date-times always have six digits of fraction: SQLAlchemy reads them so, and they compare as texts. */
  timeLiteral(moment: Moment): string {
    if (moment.zone !== undefined && moment.zone !== '+00:00') {
      throw new TsmigError('value', `sqlite keeps no offset (${moment.zone}) of a time`, { hint: 'give it in UTC' });
    }
    return `'${clock(moment)}'`;
  }
  dateTimeLiteral(moment: Moment): string {
    const utc = inUtc(moment);
    return `'${utc.date} ${clock(utc)}'`;
  }
  /** As 32 digits, which fit CHAR(32); a type that is called UUID takes digits for numbers, but not hyphens. */
  uuidLiteral(hex: string, type: DataType): string {
    if (type.spec.kind === 'uuid') return `'${hex}'`;
    return `'${hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}'`;
  }
  /** https://www.sqlite.org/floatingpoint.html: 9e999 is past the largest number. */
  override specialNumber(value: 'NaN' | 'Infinity' | '-Infinity', type: DataType): string {
    if (value === 'NaN') return super.specialNumber(value, type);
    return value === 'Infinity' ? '9e999' : '-9e999';
  }

  // ---- names

  override id(name: string, quote?: boolean): string {
    return super.id(shellName(name), quote);
  }
  override quoted(name: string): string {
    return super.quoted(shellName(name));
  }

  // ---- operations

  protected override createTable(operation: OperationOf<'createTable'>, before: Catalog): SqlStatement[] {
    const { name, schema, prefixes } = operation.table;
    refuseInternalName(name);
    if (schema !== undefined && prefixes.length > 0) {
      throw this.cannot(`make the temporary table ${name} in schema ${schema}`, 'leave out the schema');
    }
    return super.createTable(operation, before);
  }
  protected override addColumn(operation: OperationOf<'addColumn'>, before: Catalog): SqlStatement[] {
    const { table, column, constraints, indexes } = operation;
    const after = this.withColumn(operation, before);
    const scope: Scope = { table: after, before };
    const beside = constraints.map((constraint) => {
      if (constraint.kind === 'check') return this.columnCheck(constraint, scope);
      if (constraint.kind === 'foreignKey' && operation.inlineReferences) return this.references(constraint, scope);
      throw new TsmigError('internal', `the ${constraint.kind} of ${table.name}.${column.name} was not lowered`);
    });
    const spec = this.columnSpec(column, after, before);
    return [
      statement(words('ALTER TABLE', this.table(table), 'ADD COLUMN', spec, ...beside)),
      ...indexes.flatMap((index) => this.indexStatements(table, index, after, false)),
    ];
  }
  /** Only a new name comes here; other changes have become a rebuild, or (of comments) leave nothing to say. */
  protected alterColumn(operation: OperationOf<'alterColumn'>, before: Catalog): SqlStatement[] {
    this.options(operation.options, 'alterColumn', `altering ${operation.table.name}.${operation.column}`);
    const { table, column, newColumnName } = operation;
    if (newColumnName === undefined) return [];
    const known = knownTable(before, table);
    const quote = known && columnOf(known, column)?.quote;
    return [
      statement(
        words(
          'ALTER TABLE',
          this.table(table),
          'RENAME COLUMN',
          this.id(column, quote),
          'TO',
          this.id(newColumnName, quote),
        ),
      ),
    ];
  }
  protected override addConstraint(table: TableName, { kind }: Constraint): SqlStatement[] {
    throw new TsmigError('internal', `the ${kind} of ${table.name} was not lowered`);
  }
  protected override dropConstraint({ table, name }: OperationOf<'dropConstraint'>): SqlStatement[] {
    throw new TsmigError('internal', `the drop of constraint ${name} of ${table.name} was not lowered`);
  }
  protected createTableComment(): SqlStatement[] {
    return [];
  }
  /** SQLite takes it (https://www.sqlite.org/foreignkeys.html#fk_schemacommands), and a rebuild needs it. */
  protected override refuseReferred(): void {}
  protected dropTableComment(): SqlStatement[] {
    return [];
  }
  protected override copyRows(operation: OperationOf<'copyRows'>): SqlStatement[] {
    const { from, to, columns, fromTable, toTable } = operation;
    const target = list(columns.map((column) => this.column(column.to, toTable)));
    const values = columns.map((column) => {
      const value = `${this.table(from)}.${this.column(column.from, fromTable)}`;
      if (column.castTo === undefined) return value;
      return `CAST(${value} AS ${this.copyType(column.castTo)}) AS ${this.column(column.to, toTable)}`;
    });
    return [
      statement(`INSERT INTO ${this.table(to)} ${target} SELECT ${values.join(', ')}\nFROM ${this.table(from)}`),
      ...(this.counts(fromTable) && this.counts(toTable) ? this.copyCounter(from, to) : []),
    ];
  }

  // ---- clauses

  protected override columnType(column: Column, table: Table): string {
    const type = super.columnType(column, table);
    if (!flagOption(this.tableFlags(table), 'strict') || strictTypes.test(type)) return type;
    throw this.cannot(
      `have ${table.name}.${column.name} of type ${type}: the table is STRICT`,
      'INTEGER, REAL, TEXT, BLOB or ANY',
    );
  }
  protected columnClauses(column: Column, table: Table): Word[] {
    if (column.autoincrement === true && (primaryKeyOf(table)?.columns.length ?? 0) > 1) {
      throw this.cannot(
        `count ${table.name}.${column.name}: its primary key has more columns`,
        'leave out autoincrement',
      );
    }
    if (column.identity && !this.isRowId(column, table)) {
      throw this.cannot(
        `make ${table.name}.${column.name} an identity column`,
        'only the one column of an INTEGER primary key counts by itself',
      );
    }
    const { computed } = column;
    if (computed && !this.since.generatedColumns) {
      throw this.cannot(`generate ${table.name}.${column.name}`, 'serverVersion 3.31 and later can');
    }
    const options = this.options(column.options, 'column', `the column ${column.name}`);
    return [
      column.serverDefault && `DEFAULT ${this.default(column.serverDefault, column.type)}`,
      !column.nullable && 'NOT NULL',
      !column.nullable && this.onConflict(options, 'onConflictNotNull'),
      ...(this.isCounting(column, table) ? this.countingKey(column, table) : []),
      computed && `GENERATED ALWAYS AS (${this.expression(computed.expression)})`,
      computed?.persisted !== undefined && (computed.persisted ? 'STORED' : 'VIRTUAL'),
    ];
  }
  protected override columnSpec(column: Column, table: Table, before: Catalog): string {
    const { checks, ...unchecked } = column;
    return words(
      super.columnSpec({ ...unchecked, checks: [] }, table, before),
      ...checks.map((check) => this.columnCheck(check, { table, before })),
    );
  }
  protected override default(value: Expression, type: DataType | null): string {
    const text = super.default(value, type);
    return value.kind === 'literal' && !text.endsWith(')') ? text : defaultClause(text);
  }
  /** The key of an AUTOINCREMENT column stands at the column. https://www.sqlite.org/autoinc.html */
  protected override tableElements(table: Table, before: Catalog): string[] {
    if (!this.counts(table)) return super.tableElements(table, before);
    const constraints = table.constraints.filter(({ kind }) => kind !== 'primaryKey');
    const key = primaryKeyOf(table)?.columns ?? [];
    const column = key.length === 1 ? columnOf(table, key[0] ?? '') : undefined;
    if (
      column?.type == null ||
      this.type(column.type) !== 'INTEGER' ||
      flagIs(this.tableFlags(table), 'withRowid', false)
    ) {
      throw this.cannot(
        `count the keys of ${table.name} with AUTOINCREMENT`,
        'it needs a primary key of one INTEGER column, and a rowid',
      );
    }
    return [
      ...table.columns.map((one) => this.columnSpec(one, table, before)),
      ...constraints.map((constraint) => this.constraint(constraint, { table, before })),
    ];
  }
  protected override tableOptions(table: Table): string {
    const options = this.tableFlags(table);
    const strict = flagOption(options, 'strict');
    if (strict && !this.since.strict)
      throw this.cannot(`make ${table.name} STRICT`, 'serverVersion 3.37 and later can');
    if (flagIs(options, 'withRowid', false) && primaryKeyOf(table) === undefined) {
      throw this.cannot(`make ${table.name} WITHOUT ROWID`, 'it needs a primary key');
    }
    const said = [flagIs(options, 'withRowid', false) && 'WITHOUT ROWID', strict && 'STRICT'].filter(
      (word) => word !== false,
    );
    return said.length === 0 ? '' : `\n ${said.join(', ')}`;
  }
  /** Only foreign keys can wait; beside a column, DEFERRABLE of another constraint would be read, and ignored. */
  protected override constraintBody(constraint: Constraint, scope: Scope): string {
    const what = constraint.name ?? `a constraint${scope.table ? ` of ${scope.table.name}` : ''}`;
    if (constraint.kind !== 'foreignKey' && (constraint.deferrable ?? constraint.initially) !== undefined) {
      throw this.cannot(`defer ${what}: it is not a foreign key`, 'leave out deferrable and initially');
    }
    const body = super.constraintBody(constraint, scope);
    if (constraint.kind === 'foreignKey' || constraint.kind === 'exclude') return body;
    return words(
      body,
      this.onConflict(this.options(constraint.options, constraint.kind, what), 'onConflict') ||
        this.columnsConflict(constraint, scope),
    );
  }
  /** A reference cannot leave its database, and does not name it. https://www.sqlite.org/lang_naming.html */
  protected override referredTable(target: TableName, { table }: Scope): string {
    if (table !== undefined && table.schema !== target.schema) {
      throw this.cannot(
        `refer from ${spelt(table)} to ${spelt(target)}: they are in different databases`,
        'keep both tables in one schema, or leave out the foreign key',
      );
    }
    return this.id(target.name);
  }
  protected override indexStatements(
    table: TableName,
    index: Index,
    known: Table | undefined,
    ifNotExists: boolean,
  ): SqlStatement[] {
    refuseInternalName(index.name);
    const options = this.options(index.options, 'index', `the index ${index.name}`);
    const schema = table.schema === undefined ? '' : `${this.id(table.schema)}.`;
    return [
      statement(
        words(
          'CREATE',
          index.unique && 'UNIQUE',
          'INDEX',
          this.ifNotExists('createIndex', ifNotExists),
          `${schema}${this.id(index.name, index.quote)}`,
          'ON',
          this.id(table.name),
          list(index.columns.map((column) => this.indexElement(column, known))),
          options.where !== undefined && `WHERE ${this.condition(options.where, index)}`,
        ),
      ),
    ];
  }
  /** https://www.sqlite.org/lang_createindex.html: NULLS FIRST and NULLS LAST are for ORDER BY. */
  protected override indexElement(column: string | Expression, table: Table | undefined): string {
    for (let part: string | Expression = column; typeof part === 'object' && part.kind === 'order'; part = part.of) {
      if (part.direction.startsWith('NULLS')) throw this.cannot(`say ${part.direction} in an index`, 'leave it out');
    }
    return super.indexElement(column, table);
  }
  protected override prefix(prefix: string): string {
    if (/^temp(orary)?$/i.test(prefix)) return prefix;
    throw this.cannot(`create a table with the prefix ${JSON.stringify(prefix)}`, 'TEMPORARY is the only one');
  }
  protected tableComment(): SqlStatement[] {
    return [];
  }
  protected columnComment(): SqlStatement[] {
    return [];
  }

  // ---- lower, frame

  override lower(operations: readonly RecordedOperation[]): readonly LoweredOperation[] {
    const defaultOf = ({ serverDefault, type }: Column) => serverDefault && this.default(serverDefault, type);
    return lower(withoutAlterEnum(operations), { dropColumn: this.since.dropColumn, defaultOf });
  }
  /**
   * Around a rebuild foreign keys are off; inside a transaction the pragma would do nothing.
   * https://www.sqlite.org/pragma.html#pragma_foreign_keys
   */
  override frame(operations: readonly LoweredOperation[]): { readonly before: string[]; readonly after: string[] } {
    if (!operations.some(({ operation }) => operation.kind === 'copyRows')) return { before: [], after: [] };
    return { before: [firstErrorEnds, 'PRAGMA foreign_keys=OFF;'], after: ['PRAGMA foreign_keys=ON;'] };
  }

  // ---- helpers

  private tableFlags(table: Table): Options {
    return this.options(table.options, 'table', `the table ${table.name}`);
  }
  private counts(table: Table): boolean {
    return flagOption(this.tableFlags(table), 'autoincrement');
  }
  /** Whether a column is the rowid by another name, which counts by itself. https://www.sqlite.org/lang_createtable.html#rowid */
  private isRowId({ identity: _, ...column }: Column, table: Table): boolean {
    const columns = table.columns.map((one) => (one.name === column.name ? column : one));
    const counting = autoincrementColumn({ ...table, columns });
    return counting?.name === column.name && counting.type !== null && this.type(counting.type) === 'INTEGER';
  }
  private isCounting(column: Column, table: Table): boolean {
    return this.counts(table) && primaryKeyOf(table)?.columns[0] === column.name;
  }
  private countingKey(column: Column, table: Table): Word[] {
    const key = primaryKeyOf(table);
    return [
      'PRIMARY KEY',
      key &&
        (this.onConflict(key.options.sqlite ?? {}, 'onConflict') ||
          this.onConflict(column.options.sqlite ?? {}, 'onConflictPrimaryKey')),
      'AUTOINCREMENT',
    ];
  }
  /** A key of one column takes what is said at the column. */
  private columnsConflict(constraint: Constraint, { table }: Scope): Word {
    if (table === undefined || !(constraint.kind === 'unique' || constraint.kind === 'primaryKey')) return undefined;
    const [name, another] = constraint.columns;
    const column = name === undefined || another !== undefined ? undefined : columnOf(table, name);
    const key = constraint.kind === 'unique' ? 'onConflictUnique' : 'onConflictPrimaryKey';
    return column && this.onConflict(column.options.sqlite ?? {}, key);
  }
  /** https://www.sqlite.org/lang_conflict.html */
  private onConflict(options: Options, key: string): Word {
    const resolution = textOption(options, key);
    if (resolution === undefined) return undefined;
    if (/^(rollback|abort|fail|ignore|replace)$/i.test(resolution)) return `ON CONFLICT ${resolution}`;
    throw this.cannot(`resolve a conflict by ${resolution}`, 'ROLLBACK, ABORT, FAIL, IGNORE or REPLACE');
  }
  /** https://www.sqlite.org/lang_createtable.html#check_constraints: only the check of a table takes a conflict clause. */
  private columnCheck(check: Constraint, scope: Scope): string {
    if (conflictSaid(check.options)) throw this.cannot('say ON CONFLICT at the check of a column', 'leave it out');
    return this.constraint(check, scope);
  }
  private condition(where: unknown, index: Index): string {
    if (typeof where === 'string') return where;
    if (isExpression(where)) return this.expression(where);
    throw new TsmigError('operation', `where of the index ${index.name} must be a condition`);
  }
  /** CAST takes no collation. */
  private copyType(type: DataType): string {
    return this.type(type).replace(/ COLLATE .*$/s, '');
  }
  /** How far an AUTOINCREMENT table has counted, so that no key is given twice. https://www.sqlite.org/autoinc.html */
  private copyCounter(from: TableName, to: TableName): SqlStatement[] {
    const sequence = this.table({ ...to, name: 'sqlite_sequence' });
    const [old, aside] = [this.literal(from.name), this.literal(to.name)];
    return [
      statement(`DELETE FROM ${sequence} WHERE name = ${aside}`),
      statement(`INSERT INTO ${sequence} (name, seq) SELECT ${aside}, seq FROM ${sequence} WHERE name = ${old}`),
    ];
  }
}

/** Their numbers are stored as near as SQLite can, whatever their digits. */
const inexact: readonly TypeFamily[] = ['decimal', 'float'];

/** https://www.sqlite.org/stricttables.html */
const strictTypes = /^(int|integer|real|text|blob|any)$/i;

function clock({ time, fraction }: Moment): string {
  return `${time}.${fraction.padEnd(6, '0')}`;
}

function flagIs(options: Options, key: string, value: boolean): boolean {
  return options[key] !== undefined && flagOption(options, key) === value;
}

function conflictSaid({ sqlite }: DialectOptions): boolean {
  return sqlite?.onConflict !== undefined;
}

function spelt(table: TableName): string {
  return keyOf(table).replace('\0', '.');
}
