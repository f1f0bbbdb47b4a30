import { type Catalog, knownTable } from '../../src/catalog/catalog.ts';
import { namedTypeOf, typeKey, typeName } from '../../src/catalog/type-users.ts';
import { TsmigError } from '../../src/errors.ts';
import type { Expression, TableName } from '../../src/model/expressions.ts';
import type { CheckConstraint, Column, Constraint, ExcludeConstraint, Index, Table } from '../../src/model/nouns.ts';
import { autoincrementColumn, columnOf, primaryKeyOf } from '../../src/model/tables.ts';
import { DataType, type ExactSpec, type TypeSpec, typeFamily } from '../../src/model/types.ts';
import type { OperationKind, OperationOf } from '../../src/operations/operation.ts';
import type { RecordedOperation } from '../../src/recording/recorded.ts';
import type { LoweredOperation } from '../../src/script/dialect.ts';
import type { SqlStatement } from '../../src/script/statement.ts';
import { asMade, BaseDialect } from '../base.ts';
import type { Scope } from '../clauses.ts';
import { isCondition } from '../expressions.ts';
import type { Features } from '../facts.ts';
import type { SpecialNumber } from '../literals.ts';
import type { Moment } from '../moments.ts';
import { flagOption, namesOption, type Options, textOption } from '../options.ts';
import { reservedWords } from '../reserved-words.ts';
import { list, statement, type Word, words } from '../words.ts';
import { alterStatements, asColumn, nullAndDefault, refuseUsesOf, typeChange } from './alter-column.ts';
import { enumChange } from './alter-enum.ts';
import { defaultToRecast, requireCast, withDefault } from './casts.ts';
import { identityClause } from './identity.ts';
import { conditionOption, elementName, operatorClasses, orderOf, storageParameters } from './indexes.ts';
import { arrayLiteral, clock, hyphenated, unlimited } from './literals.ts';
import { domainBody, refuseLongLabel, unusedTypes, withTypes } from './named-types.ts';
import { refuseSystemColumn } from './system-columns.ts';
import { builtInTypes, exactType, genericType, notTypeNames, serialType, text } from './types.ts';

/**
 * PostgreSQL 13 to 18. https://www.postgresql.org/docs/current/sql-commands.html
 *
 * - DDL is transactional, but for CREATE and DROP INDEX CONCURRENTLY, which stand outside.
 * - Names are folded to lower case; a name has 63 bytes.
 * - Strings take backslashes as they are (`standard_conforming_strings`, on since 9.1).
 * - Enums and domains are types of their own: made before their first use, dropped with their last user on the way down.
 * - Comments are statements.
 */
export class PostgreSQL extends BaseDialect {
  // ---- facts
  readonly name = 'postgresql';
  readonly maxIdentifierLength = 63;
  override readonly identifierUnit = 'bytes';
  protected override readonly namedEnums = true;
  readonly transactionalDdl = true;
  readonly begin = 'BEGIN';
  readonly commit = 'COMMIT';
  readonly reservedWords = reservedWords.postgresql;
  readonly now = 'now()';
  readonly namedTypes = true;
  /** In quotes: without them it would be a numeric, which has no minus zero. */
  override readonly minusZero = "'-0'";
  /** Backslash escapes, unless ESCAPE names another. https://www.postgresql.org/docs/current/functions-matching.html#FUNCTIONS-LIKE */
  override readonly wildcards = '%_\\';
  readonly features: Features = {
    nativeBoolean: true,
    nativeEnum: true,
    deferrable: true,
    onUpdate: true,
    match: true,
  };
  readonly ifExists: ReadonlySet<OperationKind> = new Set<OperationKind>([
    'createTable',
    'dropTable',
    'addColumn',
    'dropColumn',
    'dropConstraint',
    'createIndex',
    'dropIndex',
  ]);
  readonly nullsNotDistinct = this.atLeast('15');
  readonly virtualColumns = this.atLeast('18');
  readonly infiniteNumeric = this.atLeast('14');

  constructor(serverVersion = '16') {
    super('postgresql', serverVersion, { oldest: '13', newest: '18' });
  }

  // ---- types
  protected override genericType(spec: Exclude<TypeSpec, { kind: 'verbatim' | 'exact' }>): string {
    return genericType(spec, this);
  }
  protected override exactType(spec: ExactSpec): string {
    return exactType(spec, this);
  }
  namedType(spec: TypeSpec & { readonly kind: 'enum' | 'domain' }): string {
    const type = namedTypeOf(new DataType(spec));
    if (type === undefined) throw this.cannot('make an enum without a name', 'give it one: s.enum([…], { name })');
    const name = typeName(type);
    if (name.schema === undefined && builtInTypes.has(name.name)) {
      throw this.cannot(`name a type ${name.name}: that is one of its own`, 'name it otherwise, or give it a schema');
    }
    return name.schema === undefined && notTypeNames.has(name.name) ? this.quoted(name.name) : this.table(name);
  }

  // ---- literals
  booleanLiteral(value: boolean): string {
    return value ? 'true' : 'false';
  }
  bytesLiteral(hex: string): string {
    return `'\\x${hex}'`;
  }
  timeLiteral(moment: Moment, type: DataType | undefined): string {
    return `'${clock(moment, type)}'`;
  }
  dateTimeLiteral(moment: Moment, type: DataType | undefined): string {
    return `'${moment.date} ${clock(moment, type)}'`;
  }
  override intervalLiteral(text: string, type: DataType): string {
    if (type.spec.kind === 'interval' && !type.spec.native) return super.intervalLiteral(text, type);
    return this.stringLiteral(text, type);
  }
  uuidLiteral(hex: string, type: DataType): string {
    const native = type.spec.kind !== 'uuid' || type.spec.nativeUuid;
    return `'${native ? hyphenated(hex) : hex}'`;
  }
  override arrayLiteral(items: readonly unknown[], type: DataType): string {
    return arrayLiteral(items, type, this);
  }
  /** `smallint[] = integer[]` has no operator: unlike a column, an operator does not convert an array by itself. */
  override operandLiteral(value: unknown, type?: DataType | null): string {
    const own = type?.for(this.name);
    if (!Array.isArray(value) || own === undefined || typeFamily(own) !== 'array') return this.literal(value, type);
    return arrayLiteral(value, own, this, unlimited(this.type(own)));
  }
  /** Text in quotes is of type text once CASE gives it, and text is no date. https://www.postgresql.org/docs/current/typeconv-union-case.html */
  override caseLiteral(value: unknown, type?: DataType | null): string {
    const text = this.operandLiteral(value, type);
    if (!type || !text.startsWith("'") || typeFamily(type.for(this.name)) === 'string') return text;
    return `CAST(${text} AS ${this.castType(type)})`;
  }
  override ilike(left: string, right: string): string {
    return `${left} ILIKE ${right}`;
  }
  /** https://www.postgresql.org/docs/current/datatype-numeric.html: numeric has infinities since 14. */
  override specialNumber(value: SpecialNumber, type: DataType): string {
    const decimal = type.spec.kind === 'numeric' || (type.spec.kind === 'exact' && type.spec.family === 'decimal');
    if (decimal && value !== 'NaN' && !this.infiniteNumeric)
      throw this.cannot(`write ${value} in a NUMERIC before version 14`);
    return `'${value}'`;
  }

  // ---- operations

  /** https://www.postgresql.org/docs/current/sql-altertable.html */
  protected override alterColumn(operation: OperationOf<'alterColumn'>, before: Catalog): SqlStatement[] {
    const { table, column, type, comment, newColumnName, typeChecks, autoincrement } = operation;
    if (operation.insertBefore !== undefined || operation.insertAfter !== undefined) {
      throw this.cannot(`move ${column} of ${table.name}`, 'leave out insertBefore and insertAfter');
    }
    const using = conditionOption(
      this.options(operation.options, 'alterColumn', `changing ${column} of ${table.name}`),
      'using',
    );
    if (using !== undefined && type === undefined) {
      throw new TsmigError('operation', `changing ${table.name}.${column}: using needs a type to convert to`, {
        hint: 'give type',
      });
    }
    const known = knownTable(before, table);
    const present = known && columnOf(known, column);
    if (
      autoincrement !== undefined &&
      autoincrement !== (known !== undefined && autoincrementColumn(known) === present)
    ) {
      throw this.cannot(`make ${table.name}.${column} count by autoincrement`, 'serverDefault: s.identity() does that');
    }
    if (type !== undefined) {
      requireCast(`${table.name}.${column}`, present?.type ?? operation.existing.type, type, using !== undefined);
    }
    if (type !== undefined) refuseUsesOf(known, column);
    const forms = {
      type: (of: DataType) => this.type(of),
      default: (of: Expression, as: DataType | null) => this.default(of, as),
      needTable: (in_: Catalog, name: TableName, why: string) => this.needTable(in_, name, why),
    };
    const kept = defaultToRecast(present, operation, forms.default);
    const changed = typeChange(operation, using && this.expression(using), forms);
    const name = this.column(column, known);
    const newName = newColumnName ?? column;
    const renamed: Column | undefined = present && { ...present, name: newName, ...(type !== undefined && { type }) };
    const checks = typeChecks.filter((check) => this.isSaid(check, renamed ?? asColumn(newName, type)));
    return [
      ...(type === undefined ? [] : this.dropTypeChecks(known, column)),
      ...alterStatements(this.table(table), name, [...(kept ? ['DROP DEFAULT'] : []), ...(changed ? [changed] : [])]),
      ...alterStatements(this.table(table), name, nullAndDefault(withDefault(operation, kept), before, forms)),
      ...(comment === undefined ? [] : this.columnComment(table, present ?? { name: column }, comment)),
      ...(newName === column
        ? []
        : [statement(words('ALTER TABLE', this.table(table), 'RENAME', name, 'TO', this.id(newName, present?.quote)))]),
      ...checks.map((check) => this.addConstraintStatement(table, check, { table: known, before })),
    ];
  }
  protected override dropColumn(operation: OperationOf<'dropColumn'>, before: Catalog): SqlStatement[] {
    const known = knownTable(before, operation.table);
    const key = known && primaryKeyOf(known);
    if (key !== undefined && key.columns.length > 1 && key.columns.includes(operation.column)) {
      throw this.cannot(
        `drop ${operation.table.name}.${operation.column} alone: the whole primary key would go with it`,
        'drop the primary key first, and create the one that is to be',
      );
    }
    return super.dropColumn(operation, before);
  }
  /** The check of a Boolean or Enum goes with its type. */
  private dropTypeChecks(table: Table | undefined, column: string): SqlStatement[] {
    if (table === undefined) return [];
    const bound = table.constraints.filter(
      (one): one is CheckConstraint =>
        one.kind === 'check' && one.typeBound === column && this.isSaid(one, columnOf(table, column)),
    );
    return bound.map(({ name }) => {
      if (name !== undefined)
        return statement(words('ALTER TABLE', this.table(table), 'DROP CONSTRAINT', this.id(name)));
      throw this.cannot(
        `drop the check of the type of ${table.name}.${column}: it has no name`,
        'drop it with op.execute first',
      );
    });
  }

  /** https://www.postgresql.org/docs/current/sql-dropindex.html */
  protected override dropIndex(operation: OperationOf<'dropIndex'>, before: Catalog): SqlStatement[] {
    const options = this.options(operation.options, 'dropIndex', `dropping the index ${operation.name}`);
    const concurrently = flagOption(options, 'concurrently');
    const exists = this.ifExistsWords('dropIndex', operation.ifExists);
    const sql = words('DROP INDEX', concurrently && 'CONCURRENTLY', exists, this.indexName(asMade(operation, before)));
    return [{ sql, transactional: !concurrently }];
  }
  /** https://www.postgresql.org/docs/current/sql-insert.html#SQL-INSERT-PARAMS-INSERTING */
  override overriding(columns: readonly string[], known: Table | undefined): Word {
    const always = known?.columns.some(({ name, identity }) => identity?.always === true && columns.includes(name));
    return always === true && 'OVERRIDING SYSTEM VALUE';
  }
  protected override createTableComment({ table, comment }: OperationOf<'createTableComment'>): SqlStatement[] {
    return this.tableComment(table, comment);
  }
  protected override dropTableComment({ table }: OperationOf<'dropTableComment'>): SqlStatement[] {
    return this.tableComment(table, null);
  }
  /** https://www.postgresql.org/docs/current/sql-createtype.html https://www.postgresql.org/docs/current/sql-createdomain.html */
  protected override createType({ type, checkFirst }: OperationOf<'createType'>, before: Catalog): SqlStatement[] {
    const named = namedTypeOf(type);
    if (named === undefined) throw this.cannot('create a type without a name', 'give it one');
    if (checkFirst && before.types.has(typeKey(named))) return [];
    const { spec } = named;
    const name = this.namedType(spec);
    if (spec.kind === 'enum') {
      refuseLongLabel(spec.values, name);
      const values = spec.values.map((value) => this.literal(value, text));
      return [statement(words('CREATE TYPE', name, 'AS ENUM', list(values)))];
    }
    const value = spec.default && this.default(spec.default, spec.dataType);
    return [statement(words('CREATE DOMAIN', name, 'AS', domainBody(spec, value, this)))];
  }
  protected override dropType({ type, checkFirst }: OperationOf<'dropType'>, before: Catalog): SqlStatement[] {
    const named = namedTypeOf(type);
    if (named === undefined) throw this.cannot('drop a type without a name', 'give its name');
    if (checkFirst && !before.types.has(typeKey(named))) return [];
    return [statement(words('DROP', named.spec.kind === 'enum' ? 'TYPE' : 'DOMAIN', this.table(typeName(named))))];
  }

  protected override alterEnum(operation: OperationOf<'alterEnum'>, before: Catalog): SqlStatement[] {
    return enumChange(operation, before, this, (value, type) => this.default(value, type));
  }

  // ---- clauses

  /** https://www.postgresql.org/docs/current/sql-createtable.html */
  protected override tableOptions(table: Table): string {
    const options = this.options(table.options, 'table', `the table ${table.name}`);
    if (flagOption(options, 'withOids'))
      throw this.cannot(`give ${table.name} OIDs`, 'leave out withOids: gone since version 12');
    const inherits = namesOption(options, 'inherits').map((path) =>
      path
        .split('.')
        .map((name) => this.id(name))
        .join('.'),
    );
    const partitionBy = conditionOption(options, 'partitionBy');
    const tablespace = textOption(options, 'tablespace');
    const using = textOption(options, 'using');
    const clauses = [
      inherits.length > 0 && `INHERITS ( ${inherits.join(', ')} )`,
      partitionBy && `PARTITION BY ${this.expression(partitionBy)}`,
      using !== undefined && `USING ${this.id(using)}`,
      storageParameters(options),
      this.onCommit(options, table),
      tablespace !== undefined && `TABLESPACE ${this.id(tablespace)}`,
    ];
    return clauses.map((clause) => (clause ? `\n ${clause}` : '')).join('');
  }
  private onCommit(options: Options, table: Table): Word {
    const action = textOption(options, 'onCommit')?.replaceAll('_', ' ').toUpperCase();
    if (action === undefined) return undefined;
    if (['PRESERVE ROWS', 'DELETE ROWS', 'DROP'].includes(action)) return `ON COMMIT ${action}`;
    throw this.cannot(`do ${action} on commit (${table.name})`, 'PRESERVE ROWS, DELETE ROWS or DROP');
  }
  protected override columnType(column: Column, table: Table): string {
    const counts = autoincrementColumn(table)?.name === column.name && column.identity === undefined;
    return counts && column.type !== null ? serialType(column.type) : super.columnType(column, table);
  }
  protected override columnClauses(column: Column, table: Table): Word[] {
    refuseSystemColumn(column.name);
    const { computed, identity, serverDefault, nullable } = column;
    if (identity !== undefined && nullable) {
      throw this.cannot(`make the identity column ${table.name}.${column.name} nullable`, 'leave out nullable: true');
    }
    return [
      serverDefault && `DEFAULT ${this.default(serverDefault, column.type)}`,
      computed && `GENERATED ALWAYS AS (${this.expression(computed.expression)}) ${this.persistence(column)}`,
      identity && identityClause(identity),
      !nullable && identity === undefined && 'NOT NULL',
    ];
  }
  /** https://www.postgresql.org/docs/current/ddl-generated-columns.html: virtual ones since 18. */
  private persistence({ name, computed }: Column): string {
    if (computed?.persisted !== false) return 'STORED';
    if (!this.virtualColumns)
      throw this.cannot(`compute ${name} when it is read, before version 18`, 'persisted: true');
    return 'VIRTUAL';
  }

  protected override constraintBody(constraint: Constraint, scope: Scope): string {
    const options = this.options(
      constraint.options,
      constraint.kind,
      constraint.name ?? `a constraint of ${scope.table?.name}`,
    );
    switch (constraint.kind) {
      case 'primaryKey':
      case 'unique': {
        const key = constraint.kind === 'primaryKey' ? 'PRIMARY KEY' : 'UNIQUE';
        const included = namesOption(options, 'include');
        return words(
          key,
          this.nullsNotDistinctClause(options, constraint.name ?? 'a constraint'),
          this.columns(constraint.columns, scope.table),
          included.length > 0 && `INCLUDE ${this.columns(included, scope.table)}`,
          this.deferrability(constraint),
        );
      }
      case 'foreignKey':
        return words(super.constraintBody(constraint, scope), flagOption(options, 'notValid') && 'NOT VALID');
      case 'check':
        if (constraint.deferrable === true || constraint.initially !== undefined) {
          throw this.cannot(`defer the check ${constraint.name ?? ''}`.trim(), 'leave out deferrable and initially');
        }
        return words(super.constraintBody(constraint, scope), flagOption(options, 'notValid') && 'NOT VALID');
      case 'exclude':
        return this.exclude(constraint, options, scope);
    }
  }
  protected override matchClause(match: string): string {
    if (/^partial$/i.test(match)) throw this.cannot('say MATCH PARTIAL', 'FULL or SIMPLE');
    return super.matchClause(match);
  }
  /** https://www.postgresql.org/docs/current/sql-createtable.html#SQL-CREATETABLE-EXCLUDE */
  private exclude(constraint: ExcludeConstraint, options: Options, scope: Scope): string {
    const what = constraint.name ?? 'an exclude constraint';
    const names = constraint.elements.map(({ expression }) => elementName(expression));
    const classes = operatorClasses(options, names, what);
    const elements = constraint.elements.map(({ expression, operator }, i) => {
      if (!/^([+\-*/<>=~!@#%^&|`?]+|OPERATOR\([\w$.]*[+\-*/<>=~!@#%^&|`?]+\))$/i.test(operator)) {
        throw new TsmigError('operation', `${JSON.stringify(operator)} is no operator (${what})`);
      }
      return words(this.element(expression, scope.table, classes.get(names[i] ?? '')), 'WITH', operator);
    });
    return words(
      'EXCLUDE USING',
      this.id(constraint.using ?? 'gist'),
      list(elements),
      constraint.where && `WHERE (${this.expression(constraint.where)})`,
      this.deferrability(constraint),
    );
  }

  /** https://www.postgresql.org/docs/current/sql-createindex.html */
  protected override indexStatements(
    table: TableName,
    index: Index,
    known: Table | undefined,
    ifNotExists: boolean,
  ): SqlStatement[] {
    const what = `the index ${index.name}`;
    const options = this.options(index.options, 'index', what);
    const names = index.columns.map(elementName);
    const classes = operatorClasses(options, names, what);
    const concurrently = flagOption(options, 'concurrently');
    const using = textOption(options, 'using');
    const included = namesOption(options, 'include');
    const tablespace = textOption(options, 'tablespace');
    const where = conditionOption(options, 'where');
    const sql = words(
      'CREATE',
      index.unique && 'UNIQUE',
      'INDEX',
      concurrently && 'CONCURRENTLY',
      this.ifNotExists('createIndex', ifNotExists),
      this.id(index.name, index.quote),
      'ON',
      this.table(table),
      using !== undefined && `USING ${this.id(using)}`,
      list(index.columns.map((column, i) => this.element(column, known, classes.get(names[i] ?? '')))),
      included.length > 0 && `INCLUDE ${this.columns(included, known)}`,
      this.nullsNotDistinctClause(options, what),
      storageParameters(options),
      tablespace !== undefined && `TABLESPACE ${this.id(tablespace)}`,
      where && `WHERE ${this.expression(where)}`,
    );
    return [{ sql, transactional: !concurrently }];
  }
  /** A column or an expression, its operator class, its order: `name varchar_pattern_ops DESC`. */
  private element(element: string | Expression, table: Table | undefined, operatorClass: string | undefined): string {
    if (typeof element === 'string') return words(this.column(element, table), operatorClass);
    const { of, directions } = orderOf(element);
    const text = this.expression(of);
    return words(isCondition(of) || of.kind === 'case' ? `(${text})` : text, operatorClass, ...directions);
  }
  private nullsNotDistinctClause(options: Options, what: string): Word {
    if (!flagOption(options, 'nullsNotDistinct')) return undefined;
    if (!this.nullsNotDistinct) throw this.cannot(`take nulls for equal in ${what} before version 15`);
    return 'NULLS NOT DISTINCT';
  }

  /** https://www.postgresql.org/docs/current/sql-comment.html */
  protected override tableComment(table: TableName, comment: string | null): SqlStatement[] {
    return [statement(words('COMMENT ON TABLE', this.table(table), 'IS', this.literal(comment, text)))];
  }
  protected override columnComment(
    table: TableName,
    column: Pick<Column, 'name' | 'quote'>,
    comment: string | null,
  ): SqlStatement[] {
    const name = `${this.table(table)}.${this.id(column.name, column.quote)}`;
    return [statement(words('COMMENT ON COLUMN', name, 'IS', this.literal(comment, text)))];
  }

  // ---- lower

  override lower(
    operations: readonly RecordedOperation[],
    direction: 'upgrade' | 'downgrade',
    target?: Catalog,
  ): readonly LoweredOperation[] {
    const lowered = super.lower(operations, direction).flatMap(withTypes);
    return direction === 'downgrade' ? [...lowered, ...unusedTypes(operations, target)] : lowered;
  }
}
