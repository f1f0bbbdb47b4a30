import { type Catalog, keyOf, knownTable } from '../src/catalog/catalog.ts';
import { TsmigError, unreachable } from '../src/errors.ts';
import type { Expression, TableName } from '../src/model/expressions.ts';
import type { CheckConstraint, Column, Constraint, ForeignKeyConstraint, Index, Table } from '../src/model/nouns.ts';
import { columnOf } from '../src/model/tables.ts';
import type { DataType } from '../src/model/types.ts';
import type { OperationOf } from '../src/operations/operation.ts';
import type { SqlStatement } from '../src/script/statement.ts';
import { DialectFacts } from './facts.ts';
import { defaultText } from './literals.ts';
import { list, statement, type Word, words } from './words.ts';

/** What a clause may look up: the table that it is part of, and the catalog for the others. */
export interface Scope {
  readonly table?: Table | undefined;
  readonly before?: Catalog | undefined;
}

/** The clauses that several statements share: columns, constraints, indexes. */
export abstract class Clauses extends DialectFacts {
  // ---- clauses

  /** The lines of CREATE TABLE: columns, then constraints, the primary key first. */
  protected tableElements(table: Table, before: Catalog): string[] {
    const said = table.constraints.filter((constraint) =>
      this.isSaid(constraint, constraint.kind === 'check' ? boundColumn(constraint, table) : undefined),
    );
    return [
      ...table.columns.map((column) => this.columnSpec(column, table, before)),
      ...said.map((constraint) => this.constraint(constraint, { table, before })),
    ];
  }
  /** What stands behind the body of CREATE TABLE, with the blank or line break before it. */
  protected tableOptions(table: Table): string {
    this.options(table.options, 'table', `the table ${table.name}`);
    return '';
  }
  protected columnSpec(column: Column, table: Table, before: Catalog): string {
    this.options(column.options, 'column', `the column ${column.name}`);
    return words(
      this.id(column.name, column.quote),
      this.columnType(column, table),
      ...this.columnClauses(column, table),
      ...column.checks.map((check) => this.constraint(check, { table, before })),
    );
  }
  protected columnType(column: Column, table: Table): string {
    if (column.type === null) {
      throw new TsmigError('operation', `the column ${column.name} of ${table.name} has no type`, {
        hint: 'give it one',
      });
    }
    return this.type(column.type);
  }
  /** What stands between a column's type and its checks: default, identity, expression, NOT NULL, in the dialect's order. */
  protected abstract columnClauses(column: Column, table: Table): Word[];
  protected default(value: Expression, type: DataType | null): string {
    if (value.kind !== 'literal') return this.expression(value);
    return defaultText(value.value, (value.type ?? type)?.for(this.name), this);
  }

  protected constraint(constraint: Constraint, scope: Scope): string {
    return words(
      constraint.name !== undefined && `CONSTRAINT ${this.id(constraint.name)}`,
      this.constraintBody(constraint, scope),
    );
  }
  protected constraintBody(constraint: Constraint, scope: Scope): string {
    const what = constraint.name ?? `a constraint${scope.table ? ` of ${scope.table.name}` : ''}`;
    this.options(constraint.options, constraint.kind, what);
    switch (constraint.kind) {
      case 'primaryKey':
        return words('PRIMARY KEY', this.columns(constraint.columns, scope.table), this.deferrability(constraint));
      case 'unique':
        return words('UNIQUE', this.columns(constraint.columns, scope.table), this.deferrability(constraint));
      case 'foreignKey':
        return words(`FOREIGN KEY${this.columns(constraint.columns, scope.table)}`, this.references(constraint, scope));
      case 'check':
        return words(`CHECK (${this.expression(constraint.condition)})`, this.deferrability(constraint));
      case 'exclude':
        throw this.cannot(`add an exclude constraint (${what})`);
      default:
        return unreachable(constraint);
    }
  }
  protected references(key: ForeignKeyConstraint, scope: Scope): string {
    const { table: target, columns } = key.references;
    const own = scope.table !== undefined && keyOf(scope.table) === keyOf(target) ? scope.table : undefined;
    const referred = own ?? (scope.before && knownTable(scope.before, target));
    return words(
      'REFERENCES',
      this.referredTable(target, scope),
      this.columns(columns, referred),
      key.match !== undefined && this.matchClause(key.match),
      key.onDelete !== undefined && `ON DELETE ${this.action(key.onDelete)}`,
      key.onUpdate !== undefined && this.onUpdateClause(key.onUpdate),
      this.deferrability(key),
    );
  }
  /** The name of the table that a foreign key of `scope.table` refers to. */
  protected referredTable(target: TableName, _scope: Scope): string {
    return this.table(target);
  }
  protected matchClause(match: string): string {
    if (!this.features.match) throw this.cannot(`say MATCH ${match}`);
    if (!/^(full|simple|partial)$/i.test(match)) throw this.cannot(`say MATCH ${match}`, 'FULL or SIMPLE');
    return `MATCH ${match}`;
  }
  protected onUpdateClause(action: string): string {
    if (!this.features.onUpdate) throw this.cannot('say ON UPDATE');
    return `ON UPDATE ${this.action(action)}`;
  }
  protected action(action: string): string {
    if (this.referentialActions.includes(action.toUpperCase())) return action;
    throw this.cannot(`do ${JSON.stringify(action)} to referring rows`, `it can ${this.referentialActions.join(', ')}`);
  }
  protected deferrability({
    name,
    deferrable,
    initially,
  }: Pick<Constraint, 'name' | 'deferrable' | 'initially'>): Word {
    if (deferrable === undefined && initially === undefined) return undefined;
    const what = name ?? 'a constraint';
    if (!this.features.deferrable) throw this.cannot(`defer ${what}`, 'leave out deferrable and initially');
    if (initially !== undefined && !/^(deferred|immediate)$/i.test(initially)) {
      throw this.cannot(`check ${what} initially ${JSON.stringify(initially)}`, 'DEFERRED or IMMEDIATE');
    }
    return words(
      deferrable !== undefined && (deferrable ? 'DEFERRABLE' : 'NOT DEFERRABLE'),
      initially !== undefined && `INITIALLY ${initially}`,
    );
  }
  protected addConstraintStatement(table: TableName, constraint: Constraint, scope: Scope): SqlStatement {
    return statement(words('ALTER TABLE', this.table(table), 'ADD', this.constraint(constraint, scope)));
  }
  /** Whether a constraint is written: the check of a Boolean or Enum is not where the type is native. */
  protected isSaid(constraint: Constraint, column: Column | undefined): boolean {
    if (constraint.kind !== 'check' || constraint.typeBound === undefined) return true;
    const spec = column?.type?.for(this.name).spec;
    if (spec?.kind === 'boolean') return !this.features.nativeBoolean;
    return !(spec?.kind === 'enum' && spec.nativeEnum && this.features.nativeEnum);
  }

  /** CREATE INDEX; `known`: the table with its columns, for their quotes. */
  protected indexStatements(
    table: TableName,
    index: Index,
    known: Table | undefined,
    ifNotExists: boolean,
  ): SqlStatement[] {
    this.options(index.options, 'index', `the index ${index.name}`);
    return [
      statement(
        words(
          'CREATE',
          index.unique && 'UNIQUE',
          'INDEX',
          this.ifNotExists('createIndex', ifNotExists),
          this.id(index.name, index.quote),
          'ON',
          this.table(table),
          list(index.columns.map((column) => this.indexElement(column, known))),
        ),
      ),
    ];
  }
  protected indexElement(column: string | Expression, table: Table | undefined): string {
    return typeof column === 'string' ? this.column(column, table) : this.expression(column);
  }
  protected comments(table: Table): SqlStatement[] {
    return [
      ...(table.comment ? this.tableComment(table, table.comment) : []),
      ...table.columns.flatMap((column) => (column.comment ? this.columnComment(table, column, column.comment) : [])),
    ];
  }
  protected abstract tableComment(table: TableName, comment: string | null): SqlStatement[];
  protected abstract columnComment(
    table: TableName,
    column: Pick<Column, 'name' | 'quote'>,
    comment: string | null,
  ): SqlStatement[];

  /** The name of an index to drop, with the schema of its table. */
  protected indexName({ name, quote, schema, table }: OperationOf<'dropIndex'>): string {
    const holder = schema ?? table?.schema;
    return holder === undefined ? this.id(name, quote) : `${this.id(holder)}.${this.id(name, quote)}`;
  }
  protected prefix(prefix: string): string {
    if (/^[A-Za-z]+( [A-Za-z]+)*$/.test(prefix)) return prefix;
    throw this.cannot(`create a table with the prefix ${JSON.stringify(prefix)}`, 'a prefix is made of words');
  }
  /** The table that ADD COLUMN gives, as far as it is known. */
  protected withColumn({ table, column, primaryKey, constraints }: OperationOf<'addColumn'>, before: Catalog): Table {
    const known = knownTable(before, table);
    const key: Constraint[] = primaryKey ? [{ kind: 'primaryKey', columns: [column.name], options: {} }] : [];
    return {
      ...(known ?? { ...table, constraints: [], indexes: [], prefixes: [], options: {} }),
      columns: [...(known?.columns ?? []), column],
      constraints: [...key, ...(known?.constraints ?? []).filter(({ kind }) => kind !== 'primaryKey'), ...constraints],
    };
  }
}

/** The column whose type brings a check. */
export function boundColumn(check: CheckConstraint, table: Table | undefined): Column | undefined {
  return table === undefined || check.typeBound === undefined ? undefined : columnOf(table, check.typeBound);
}
