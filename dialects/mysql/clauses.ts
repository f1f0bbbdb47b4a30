import { type Catalog, knownTable } from '../../src/catalog/catalog.ts';
import { TsmigError } from '../../src/errors.ts';
import type { DialectName } from '../../src/model/dialect-options.ts';
import type { TableName } from '../../src/model/expressions.ts';
import type { Column, Constraint, Index, Table } from '../../src/model/nouns.ts';
import type { DataType, ExactSpec, TypeSpec } from '../../src/model/types.ts';
import type { OperationKind, OperationOf } from '../../src/operations/operation.ts';
import type { SqlStatement } from '../../src/script/statement.ts';
import { BaseDialect } from '../base.ts';
import type { Scope } from '../clauses.ts';
import type { Features } from '../facts.ts';
import { sinceEpoch } from '../intervals.ts';
import { inUtc, type Moment } from '../moments.ts';
import { reservedWords } from '../reserved-words.ts';
import { isAtLeast } from '../versions.ts';
import { list, statement, type Word, words } from '../words.ts';
import { castType } from './casts.ts';
import { counts, refuseCountingIn, refuseUncounted } from './counting.ts';
import { type DefaultPlace, defaultClause, isNull } from './defaults.ts';
import { type IndexForms, indexElements, indexPrefix, parserClause, refuseWhole, usingClause } from './indexes.ts';
import { clock, hyphenated, quotedText, refuseFraction } from './literals.ts';
import { refuseContradiction, refuseName, refusePrimaryName } from './refusals.ts';
import { tableOptions } from './table-options.ts';
import { exactType, genericType } from './types.ts';

/** What came with a version. */
export interface Since {
  /** CHECK is more than read and ignored. */
  readonly checks: boolean;
  readonly expressionDefaults: boolean;
  readonly functionalIndexes: boolean;
  readonly descendingIndexes: boolean;
  /** DROP CONSTRAINT finds the kind of a constraint by itself. */
  readonly dropConstraint: boolean;
  /** CAST to FLOAT and DOUBLE. */
  readonly floatCasts: boolean;
}

/** The facts of MySQL, and how it writes types, literals, names and clauses; what it does with them is `MySQL`. */
export abstract class MySQLClauses extends BaseDialect {
  // ---- facts
  readonly name: DialectName = 'mysql';
  readonly maxIdentifierLength = 64;
  readonly transactionalDdl = false;
  readonly begin = 'BEGIN';
  readonly commit = 'COMMIT';
  readonly lineComments: readonly string[] = ['--', '#'];
  readonly backslashEscapes = true;
  readonly inlineReferences = false;
  override readonly quotes = ['`', '`'] as const;
  /** InnoDB takes no SET DEFAULT. https://dev.mysql.com/doc/refman/8.0/en/create-table-foreign-keys.html */
  override readonly referentialActions: readonly string[] = ['CASCADE', 'RESTRICT', 'SET NULL', 'NO ACTION'];
  /** As a number with an exponent, which is a DOUBLE; -0.0 is a DECIMAL, which has no minus zero. */
  override readonly minusZero = '-0e0';
  /** Backslash escapes, unless ESCAPE names another. https://dev.mysql.com/doc/refman/8.0/en/string-comparison-functions.html */
  override readonly wildcards = '%_\\';
  override readonly emptyRow = '() VALUES ()';
  readonly now = 'now()';
  readonly features: Features = {
    nativeBoolean: false,
    nativeEnum: true,
    deferrable: false,
    onUpdate: true,
    match: false,
  };
  get reservedWords(): ReadonlySet<string> {
    return reservedWords.mysql;
  }
  readonly ifExists: ReadonlySet<OperationKind> = new Set<OperationKind>(['createTable', 'dropTable']);
  /** https://dev.mysql.com/doc/refman/8.0/en/added-deprecated-removed.html */
  readonly since: Since = {
    checks: this.atLeast('8.0.16'),
    expressionDefaults: this.atLeast('8.0.13'),
    functionalIndexes: this.atLeast('8.0.13'),
    descendingIndexes: this.atLeast('8.0.1'),
    dropConstraint: this.atLeast('8.0.19'),
    floatCasts: this.atLeast('8.0.17'),
  };
  /** MariaDB differs: literals are defaults of every type. */
  readonly looseDefaults: boolean = false;
  /** MariaDB differs: its JSON is a LONGTEXT, to which CAST does not convert. */
  readonly jsonCasts: boolean = true;
  /** MariaDB differs: checks and generated columns follow a column that is renamed. */
  readonly renameFollows: boolean = false;
  /** MariaDB differs: a virtual column may be computed from one that AUTO_INCREMENT fills. */
  readonly virtualOfCounting: boolean = false;
  /** MariaDB differs: a unique index may be on all of a TEXT. */
  readonly uniqueLarge: boolean = false;

  protected override atLeast(version: string): boolean {
    const [major = 0, minor = 0, patch = 99] = this.serverVersion.split('.').map(Number);
    return isAtLeast([major, minor, patch], version);
  }

  // ---- types

  protected genericType(spec: Exclude<TypeSpec, { kind: 'verbatim' | 'exact' }>): string {
    return genericType(spec, this);
  }
  protected exactType(spec: ExactSpec): string {
    return exactType(spec, this);
  }
  override castType(type: DataType): string {
    return castType(type.for(this.name), this);
  }

  // ---- literals

  override stringLiteral(text: string): string {
    return quotedText(text);
  }
  booleanLiteral(value: boolean): string {
    return value ? 'true' : 'false';
  }
  bytesLiteral(hex: string): string {
    return `X'${hex}'`;
  }
  timeLiteral(moment: Moment): string {
    if (moment.zone !== undefined && moment.zone !== '+00:00') {
      throw new TsmigError('value', `${this.name} keeps no offset (${moment.zone}) of a time`, {
        hint: 'give it in UTC',
      });
    }
    return `'${clock(moment)}'`;
  }
  dateTimeLiteral(moment: Moment): string {
    const utc = inUtc(moment);
    return `'${utc.date} ${clock(utc)}'`;
  }
  /** The DATETIME of an interval has no digits for parts of a second, and would round. */
  override intervalLiteral(text: string, type: DataType): string {
    refuseFraction(sinceEpoch(text, this.name), text, this.name);
    return super.intervalLiteral(text, type);
  }
  /** As 32 digits, which fit CHAR(32). */
  uuidLiteral(hex: string, type: DataType): string {
    return `'${type.spec.kind === 'uuid' ? hex : hyphenated(hex)}'`;
  }

  // ---- names

  /** MySQL's client takes `delimiter` before a blank for its command, even in the middle of a line and of a word. */
  override id(name: string, quote?: boolean): string {
    refuseName(name, this.name);
    return super.id(name, quote ?? (/delimiter$/i.test(name) ? true : undefined));
  }
  override quoted(name: string): string {
    refuseName(name, this.name);
    return super.quoted(name);
  }

  // ---- clauses

  /** The table keeps its key, so that it is known what counts. */
  protected override withColumn(operation: OperationOf<'addColumn'>, before: Catalog): Table {
    const after = super.withColumn(operation, before);
    const key = knownTable(before, operation.table)?.constraints.find(({ kind }) => kind === 'primaryKey');
    return operation.primaryKey || key === undefined ? after : { ...after, constraints: [key, ...after.constraints] };
  }
  protected override tableElements(table: Table, before: Catalog): string[] {
    for (const constraint of table.constraints) this.refuseLarge(constraint, table);
    return super.tableElements(table, before);
  }
  /** https://dev.mysql.com/doc/refman/8.0/en/create-table.html#create-table-options */
  protected override tableOptions(table: Table): string {
    const what = `the table ${table.name}`;
    const options = this.options(table.options, 'table', what);
    if (table.comment !== undefined) this.comment(table.comment, what, 2048);
    return tableOptions(options, table.comment, this, what);
  }
  protected override columnClauses(column: Column, table: Table): Word[] {
    refuseUncounted(column, table, this.name);
    return [
      this.generated(column, table),
      this.nullness(column, table, false),
      column.comment && this.comment(column.comment, `${table.name}.${column.name}`, 1024),
      counts(column, { ...table, indexes: [] }) && 'AUTO_INCREMENT',
      this.defaultWords(column, table, 'new'),
    ];
  }
  /** All of a column, as MODIFY and CHANGE need it. */
  protected restated(column: Column, table: Table): string {
    return words(
      this.id(column.name, column.quote),
      this.columnType(column, table),
      this.generated(column, table),
      this.nullness(column, table, true),
      counts(column, table) && 'AUTO_INCREMENT',
      this.defaultWords(column, table, 'restated'),
      column.comment && this.comment(column.comment, `${table.name}.${column.name}`, 1024),
    );
  }
  protected generated({ name, computed }: Column, table: Table): Word {
    if (computed === undefined) return undefined;
    if (computed.persisted === true || !this.virtualOfCounting) {
      refuseCountingIn(computed.expression, table, `the expression of ${table.name}.${name}`, this.name);
    }
    const persisted = computed.persisted !== undefined && (computed.persisted ? 'STORED' : 'VIRTUAL');
    return words(`GENERATED ALWAYS AS (${this.expression(computed.expression)})`, persisted);
  }
  /** A TIMESTAMP is NOT NULL unless it says otherwise. https://dev.mysql.com/doc/refman/5.7/en/timestamp-initialization.html */
  protected nullness({ nullable, type, computed }: Column, _table: Table, restated: boolean): Word {
    if (!nullable) return 'NOT NULL';
    if (computed !== undefined) return undefined;
    return (restated || (type !== null && /^timestamp\b/i.test(this.type(type)))) && 'NULL';
  }
  protected defaultWords(column: Column, table: Table, place: DefaultPlace): Word {
    const { serverDefault } = column;
    if (serverDefault === undefined) return undefined;
    const text = this.default(serverDefault, column.type);
    if (!column.nullable && isNull(text)) return undefined;
    const rules = { expressions: this.since.expressionDefaults, loose: this.looseDefaults };
    const clause = defaultClause(text, this.columnType(column, table), rules, place);
    if (clause !== undefined) return `DEFAULT ${clause}`;
    throw this.cannot(
      `have the default ${text} for ${table.name}.${column.name} of type ${this.columnType(column, table)}`,
      'a literal, or serverVersion 8.0.13 and later',
    );
  }
  /** https://dev.mysql.com/doc/refman/8.0/en/create-table-check-constraints.html: before, CHECK was read and ignored. */
  protected override constraintBody(constraint: Constraint, scope: Scope): string {
    const what = constraint.name ?? `a constraint of ${scope.table?.name}`;
    if (constraint.kind === 'check' && !this.since.checks) {
      throw this.cannot(`check ${what}`, 'serverVersion 8.0.16 and later can; leave it out');
    }
    if (constraint.kind === 'check')
      refuseCountingIn(constraint.condition, scope.table, `the check ${what}`, this.name);
    if (constraint.kind !== 'primaryKey') refusePrimaryName(constraint.name, this.name);
    refuseContradiction(constraint, scope.table, this.name);
    const body = super.constraintBody(constraint, scope);
    if (constraint.kind !== 'primaryKey') return body;
    return words(body, usingClause(this.options(constraint.options, 'primaryKey', what), what));
  }
  protected refuseLarge(constraint: Constraint, table: Table | undefined): void {
    if (constraint.kind !== 'primaryKey' && (constraint.kind !== 'unique' || this.uniqueLarge)) return;
    for (const column of constraint.columns) refuseWhole(constraint, column, table, this);
  }
  /** https://dev.mysql.com/doc/refman/8.0/en/create-index.html */
  protected override indexStatements(
    table: TableName,
    index: Index,
    known: Table | undefined,
    ifNotExists: boolean,
  ): SqlStatement[] {
    const options = this.options(index.options, 'index', `the index ${index.name}`);
    refusePrimaryName(index.name, this.name);
    const forms: IndexForms = {
      name: this.name,
      functional: this.since.functionalIndexes,
      descending: this.since.descendingIndexes,
      uniqueLarge: this.uniqueLarge,
      type: (type) => this.type(type),
      column: (name, of) => this.column(name, of),
      expression: (expression) => this.expression(expression),
    };
    return [
      statement(
        words(
          'CREATE',
          index.unique && 'UNIQUE',
          indexPrefix(options, index),
          'INDEX',
          this.ifNotExists('createIndex', ifNotExists),
          this.id(index.name, index.quote),
          'ON',
          this.table(table),
          list(indexElements(index, options, known, forms)),
          parserClause(options, index),
          usingClause(options, `the index ${index.name}`),
        ),
      ),
    ];
  }
  protected override prefix(prefix: string): string {
    if (/^temporary$/i.test(prefix)) return prefix;
    throw this.cannot(`create a table with the prefix ${JSON.stringify(prefix)}`, 'TEMPORARY is the only one');
  }
  /** Comments are part of what they describe. */
  protected override comments(): SqlStatement[] {
    return [];
  }
  protected tableComment(table: TableName, comment: string | null): SqlStatement[] {
    return [this.alterTable(table, this.comment(comment ?? '', `the table ${table.name}`, 2048))];
  }
  protected columnComment(): SqlStatement[] {
    return [];
  }
  protected comment(text: string, what: string, limit: number): string {
    if ([...text].length > limit) throw this.cannot(`keep a comment of more than ${limit} characters (${what})`);
    return `COMMENT ${this.literal(text)}`;
  }
  protected alterTable(table: TableName, clause: string): SqlStatement {
    return statement(words('ALTER TABLE', this.table(table), clause));
  }
}
