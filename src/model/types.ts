import type { DialectName } from './dialect-options.ts';
import type { Expression } from './expressions.ts';

/** What a type holds, whatever it is called: decides how values become literals, and when a copy needs a cast. */
export type TypeFamily =
  | 'integer'
  | 'decimal'
  | 'float'
  | 'boolean'
  | 'string'
  | 'binary'
  | 'date'
  | 'time'
  | 'dateTime'
  | 'interval'
  | 'json'
  | 'uuid'
  | 'enum'
  | 'array'
  | 'other';

/** A data type as data. Generic kinds mean one thing in every dialect; `exact` is a type as one database writes it. */
export type TypeSpec =
  | { readonly kind: 'smallInteger' | 'integer' | 'bigInteger' | 'date' | 'json' }
  | { readonly kind: 'float' | 'double'; readonly precision?: number }
  | { readonly kind: 'numeric'; readonly precision?: number; readonly scale?: number }
  | { readonly kind: 'boolean'; readonly createConstraint: boolean; readonly name?: Name }
  | {
      readonly kind: 'string' | 'text' | 'unicode' | 'unicodeText';
      readonly length?: number;
      readonly collation?: string;
    }
  | { readonly kind: 'time' | 'dateTime'; readonly timezone: boolean }
  | {
      readonly kind: 'interval';
      readonly native: boolean;
      readonly secondPrecision?: number;
      readonly dayPrecision?: number;
    }
  | { readonly kind: 'largeBinary'; readonly length?: number }
  | { readonly kind: 'uuid'; readonly nativeUuid: boolean }
  | EnumSpec
  | DomainSpec
  | { readonly kind: 'array'; readonly item: DataType; readonly dimensions: number }
  /** `s.type('geometry(Point,4326)')`: text that goes out as it is. */
  | { readonly kind: 'verbatim'; readonly text: string }
  | ExactSpec;

export interface EnumSpec {
  readonly kind: 'enum';
  readonly values: readonly string[];
  readonly name?: Name;
  readonly schema?: string;
  readonly nativeEnum: boolean;
  readonly createConstraint: boolean;
  readonly length?: number;
  /** False: the type is made and dropped by other means; never CREATE TYPE or DROP TYPE for it. */
  readonly createType: boolean;
}

export interface DomainSpec {
  readonly kind: 'domain';
  readonly name: string;
  readonly schema?: string;
  readonly dataType: DataType;
  readonly check?: Expression;
  readonly constraintName?: string;
  readonly default?: Expression;
  readonly collation?: string;
  readonly notNull: boolean;
  readonly createType: boolean;
}

export interface ExactSpec {
  readonly kind: 'exact';
  /** The SQL name with spaces as underscores: `DOUBLE_PRECISION`. */
  readonly name: string;
  readonly family: TypeFamily;
  /** The only dialect family that has it (`mysql` stands for MariaDB too); absent for `s.types`. */
  readonly dialect?: DialectName;
  /** Positional arguments: length, precision and scale, or an enum's values. */
  readonly args: readonly (string | number)[];
  readonly options: Readonly<Record<string, unknown>>;
}

/** A name that the naming convention leaves alone: what `op.f(name)` gives. */
export class ExactName {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

/** A name as a user gives it. */
export type Name = string | ExactName;

/** What `type.create` and `type.drop` need of `op.getBind()`. */
export interface TypeBind {
  createType(type: DataType, options: { readonly checkFirst: boolean }): void;
  dropType(type: DataType, options: { readonly checkFirst: boolean }): void;
}

declare const value: unique symbol;

/** A column's type; `T` is what its rows hold in JavaScript. */
export class DataType<T = unknown> {
  declare readonly [value]?: T;
  readonly spec: TypeSpec;
  readonly variants: Readonly<Partial<Record<DialectName, DataType>>>;

  constructor(spec: TypeSpec, variants: Readonly<Partial<Record<DialectName, DataType>>> = {}) {
    this.spec = spec;
    this.variants = variants;
  }

  /** This type, but `other` on the dialects named. */
  withVariant(other: DataType, ...dialects: DialectName[]): DataType<T> {
    const variants = { ...this.variants };
    for (const dialect of dialects) variants[dialect] = other;
    return new DataType<T>(this.spec, variants);
  }

  /** The type that `dialect` uses: the variant for it, else this one. */
  for(dialect: DialectName): DataType {
    return this.variants[dialect]?.for(dialect) ?? this;
  }

  /** Makes a named PostgreSQL type (enum, domain) by hand; `checkFirst` (default true) makes it only if the history has not. */
  create(bind: TypeBind, options: { checkFirst?: boolean } = {}): void {
    bind.createType(this, { checkFirst: options.checkFirst ?? true });
  }

  /** Drops a named PostgreSQL type (enum, domain) by hand; `checkFirst` (default true) drops it only if the history has it. */
  drop(bind: TypeBind, options: { checkFirst?: boolean } = {}): void {
    bind.dropType(this, { checkFirst: options.checkFirst ?? true });
  }
}

/** The family of a type, by its kind. */
export function typeFamily(type: DataType): TypeFamily {
  const { spec } = type;
  switch (spec.kind) {
    case 'smallInteger':
    case 'integer':
    case 'bigInteger':
      return 'integer';
    case 'numeric':
      return 'decimal';
    case 'float':
    case 'double':
      return 'float';
    case 'string':
    case 'text':
    case 'unicode':
    case 'unicodeText':
      return 'string';
    case 'largeBinary':
      return 'binary';
    case 'domain':
      return typeFamily(spec.dataType);
    case 'exact':
      return spec.family;
    case 'verbatim':
      return 'other';
    default:
      return spec.kind;
  }
}
