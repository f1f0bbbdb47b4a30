import { type Catalog, tableState } from '../src/catalog/catalog.ts';
import { TsmigError } from '../src/errors.ts';
import type { DialectName, DialectOptions } from '../src/model/dialect-options.ts';
import type { Expression, TableName } from '../src/model/expressions.ts';
import type { Table } from '../src/model/nouns.ts';
import { columnOf } from '../src/model/tables.ts';
import type { DataType, ExactSpec, TypeSpec } from '../src/model/types.ts';
import { checkDialectOptions, entryFor, type OptionBearer } from '../src/operations/dialect-keys.ts';
import type { OperationKind } from '../src/operations/operation.ts';
import { type ExpressionForms, expressionText } from './expressions.ts';
import { type IdentifierRules, identifier, plainName, quotedIdentifier } from './identifiers.ts';
import { sinceEpoch } from './intervals.ts';
import { type LiteralForms, literalText, type SpecialNumber } from './literals.ts';
import type { Moment } from './moments.ts';
import type { Options } from './options.ts';
import { isAtLeast, parseVersion, type Version, type VersionRange } from './versions.ts';
import { list, type Word } from './words.ts';

/** Yes/no differences between the dialects. */
export interface Features {
  /** BOOLEAN is a type of its own, so that a Boolean's check is left out. */
  readonly nativeBoolean: boolean;
  /** An enum is a type of its own, so that an Enum's check is left out. */
  readonly nativeEnum: boolean;
  /** Constraints can be DEFERRABLE. */
  readonly deferrable: boolean;
  /** Foreign keys can have ON UPDATE. */
  readonly onUpdate: boolean;
  /** Foreign keys can have MATCH. */
  readonly match: boolean;
}

/** What a dialect is: its facts, and how it writes types, literals, names and expressions. */
export abstract class DialectFacts implements LiteralForms, ExpressionForms {
  abstract readonly name: DialectName;
  abstract readonly maxIdentifierLength: number;
  abstract readonly transactionalDdl: boolean;
  abstract readonly begin: string;
  abstract readonly commit: string;
  abstract readonly features: Features;
  /** In lower case. */
  abstract readonly reservedWords: ReadonlySet<string>;
  /** The operations that this dialect can say with IF EXISTS or IF NOT EXISTS. */
  abstract readonly ifExists: ReadonlySet<OperationKind>;
  abstract readonly now: string;

  readonly serverVersion: string;
  readonly terminator: string = ';';
  readonly namedTypes: boolean = false;
  readonly identifierUnit: 'bytes' | 'characters' = 'characters';
  readonly quotes: readonly [open: string, close: string] = ['"', '"'];
  readonly plainName: RegExp = plainName;
  readonly currentTimestamp: string = 'CURRENT_TIMESTAMP';
  readonly referentialActions: readonly string[] = ['CASCADE', 'RESTRICT', 'SET NULL', 'SET DEFAULT', 'NO ACTION'];
  readonly minusZero: string = '-0.0';
  readonly wildcards: string = '%_';
  readonly addColumnWords: string = 'ADD COLUMN';
  /** What INSERT says of a row without values. */
  readonly emptyRow: string = 'DEFAULT VALUES';
  readonly #version: Version;

  constructor(name: DialectName, serverVersion: string, versions: VersionRange) {
    this.#version = parseVersion(name, serverVersion, versions);
    this.serverVersion = serverVersion;
  }

  protected atLeast(version: string): boolean {
    return isAtLeast(this.#version, version);
  }

  // ---- types

  /** A type as it stands behind a column's name. */
  type(type: DataType): string {
    const { spec } = type.for(this.name);
    if (spec.kind === 'verbatim') return spec.text;
    return spec.kind === 'exact' ? this.exactType(spec) : this.genericType(spec);
  }

  /** A type as CAST takes it: without a collation. */
  castType(type: DataType): string {
    const { spec } = type.for(this.name);
    const collation = spec.kind === 'exact' ? spec.options.collation : 'collation' in spec ? spec.collation : undefined;
    if (collation === undefined || spec.kind === 'domain') return this.type(type);
    throw this.cannot('cast to a type with a collation', 'leave the collation out of the type');
  }
  protected abstract genericType(spec: Exclude<TypeSpec, { kind: 'verbatim' | 'exact' }>): string;
  protected abstract exactType(spec: ExactSpec): string;

  // ---- literals

  literal(value: unknown, type?: DataType | null): string {
    return literalText(value, type?.for(this.name), this);
  }
  operandLiteral(value: unknown, type?: DataType | null): string {
    return this.literal(value, type);
  }
  caseLiteral(value: unknown, type?: DataType | null): string {
    return this.operandLiteral(value, type);
  }
  stringLiteral(text: string, _type: DataType | undefined): string {
    return `'${text.replaceAll("'", "''")}'`;
  }
  jsonLiteral(json: string, type: DataType): string {
    return this.stringLiteral(json, type);
  }
  dateLiteral(moment: Moment): string {
    return `'${moment.date}'`;
  }
  arrayLiteral(_items: readonly unknown[], _type: DataType): string {
    throw this.cannot('write an array');
  }
  /** Where there is no type for it, a date-time counted from 1970. */
  intervalLiteral(text: string, type: DataType): string {
    if (type.spec.kind !== 'interval') throw this.cannot('write an interval of a type of another database');
    return this.dateTimeLiteral(sinceEpoch(text, this.name), type);
  }
  specialNumber(value: SpecialNumber, _type: DataType): string {
    throw new TsmigError('value', `${this.name} has no ${value}`);
  }
  abstract booleanLiteral(value: boolean): string;
  abstract bytesLiteral(hex: string, type: DataType | undefined): string;
  abstract timeLiteral(moment: Moment, type: DataType | undefined): string;
  abstract dateTimeLiteral(moment: Moment, type: DataType | undefined): string;
  abstract uuidLiteral(hex: string, type: DataType): string;

  // ---- names and expressions

  /** The only way a name becomes text. */
  id(name: string, quote?: boolean): string {
    return identifier(name, quote, this.identifierRules());
  }
  /** A name in quotes, needed or not. */
  quoted(name: string): string {
    return quotedIdentifier(name, this.identifierRules());
  }
  table(table: TableName): string {
    return table.schema === undefined ? this.id(table.name) : `${this.id(table.schema)}.${this.id(table.name)}`;
  }
  /** A column's name, quoted as the table declares it. */
  column(name: string, table: Table | undefined): string {
    return this.id(name, table && columnOf(table, name)?.quote);
  }
  columns(names: readonly string[], table: Table | undefined): string {
    return list(names.map((name) => this.column(name, table)));
  }
  /** An expression; `qualified`: its columns go with their tables, as in DML. */
  expression(expression: Expression, qualified = false): string {
    return expressionText(expression, this, qualified);
  }
  ilike(left: string, right: string): string {
    return `lower(${left}) LIKE lower(${right})`;
  }
  private identifierRules(): IdentifierRules {
    const [open, close] = this.quotes;
    return {
      dialect: this.name,
      open,
      close,
      reserved: this.reservedWords,
      plain: this.plainName,
      maxLength: this.maxIdentifierLength,
      unit: this.identifierUnit,
    };
  }

  // ---- helpers for the dialects

  /** The options of this dialect; misspelt keys are refused. */
  protected options(options: DialectOptions, bearer: OptionBearer, what: string): Options {
    const own = entryFor(this.name, options) ?? {};
    checkDialectOptions(bearer, { [this.name]: own }, what);
    return own;
  }
  protected ifNotExists(kind: OperationKind, wanted: boolean): Word {
    if (wanted && !this.ifExists.has(kind)) throw this.cannot(`say IF NOT EXISTS (${kind})`, 'leave out ifNotExists');
    return wanted && 'IF NOT EXISTS';
  }
  protected ifExistsWords(kind: OperationKind, wanted: boolean): Word {
    if (wanted && !this.ifExists.has(kind)) throw this.cannot(`say IF EXISTS (${kind})`, 'leave out ifExists');
    return wanted && 'IF EXISTS';
  }
  /** The table as history knows it; without that, the operation is refused. */
  protected needTable(before: Catalog, table: TableName, why: string): Table {
    const state = tableState(before, table);
    if (state?.kind === 'known') return state.table;
    const opaque = state?.opaque ?? before.opaque;
    if (opaque === undefined) {
      throw new TsmigError('replay', `the history has no table ${table.name}: ${why}`);
    }
    const revision = opaque.source.revision === undefined ? '' : ` of revision ${opaque.source.revision}`;
    throw new TsmigError(
      'opaque',
      `what ${table.name} is like is hidden by ${JSON.stringify(opaque.sql)}${revision}: ${why}`,
      {
        hint: 'say what that SQL does with op.execute(sql, { means: (op) => … })',
      },
    );
  }
  protected cannot(what: string, hint?: string): TsmigError {
    return new TsmigError('unsupported', `${this.name} cannot ${what}`, { hint });
  }
}
