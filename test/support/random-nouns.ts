import { type GeneratorValue, integer, string } from 'fast-check';
import { TsmigError } from '../../src/errors.ts';
import { s, sql } from '../../src/index.ts';
import type { DialectName } from '../../src/model/dialect-options.ts';
import type { TableElement } from '../../src/model/dml.ts';
import type { Element } from '../../src/model/elements.ts';
import type { Expression } from '../../src/model/expressions.ts';
import type { NamingConvention } from '../../src/model/naming.ts';
import { type DataType, ExactName, type Name } from '../../src/model/types.ts';

/** Texts that a printer of TypeScript may stumble over. */
const hostileTexts = [
  "it's",
  'a "b"',
  `"'" '"'`,
  'back\\slash',
  'end\\',
  '$' + '{x}',
  '$',
  '`',
  '`${`\\`',
  'two\nlines',
  '\r\n\t',
  'line\u2028and\u2029paragraph',
  '\u0000\u001b\u007f\u0085',
  '\ud800',
  '\udc00\ud800',
  'größe',
  '日本語の表',
  '😀👨‍👩‍👧',
  'e\u0301',
  '\u202etfel',
  '\ufeff\u00a0 ',
  '__proto__',
  'constructor',
  'a.b',
  '1',
  '-- */',
  '{{x}}',
  'class',
  'a long text that goes on and on, so that what holds it does not fit into one line of the file any more',
];

const plainNames = [
  'id',
  'name',
  'account',
  'org_id',
  'Total',
  'created_at',
  'x',
  'batch',
  'op',
  's',
  'sql',
  'default',
  'a_rather_long_name_of_something',
];

export const conventions: readonly NamingConvention[] = [
  {},
  {
    ix: 'ix_%(column_0_label)s',
    uq: 'uq_%(table_name)s_%(column_0_name)s',
    ck: 'ck_%(table_name)s_%(constraint_name)s',
    fk: 'fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s',
    pk: 'pk_%(table_name)s',
  },
  {
    uq: 'uq_%(constraint_name)s',
    ck: 'ck_%(column_0_name)s_%(constraint_name)s',
    ix: 'ix_%(table_name)s_%(constraint_name)s',
  },
];

export const dialectNames: readonly DialectName[] = ['postgresql', 'mysql', 'mariadb', 'sqlite', 'mssql', 'oracle'];

/** Makes random things of the model, hostile ones among them. */
export class Random {
  readonly #g: GeneratorValue;
  readonly #typed: boolean;

  /** @param typed whether values are of the types that TypeScript wants where they stand. */
  constructor(g: GeneratorValue, typed = false) {
    this.#g = g;
    this.#typed = typed;
  }

  below(limit: number): number {
    return this.#g(integer, { min: 0, max: limit - 1 });
  }

  often(percent = 50): boolean {
    return this.below(100) < percent;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)] as T;
  }

  some<T>(most: number, make: () => T, least = 0): T[] {
    return Array.from({ length: least + this.below(most - least + 1) }, make);
  }

  text(): string {
    if (this.often(40)) return this.pick(plainNames);
    return this.often(60) ? this.pick(hostileTexts) : this.#g(string, { unit: 'binary', maxLength: 12 });
  }

  name(): string {
    const text = this.text();
    return text === '' ? 'x' : text;
  }

  givenName(): Name {
    return this.often(70) ? this.name() : new ExactName(this.name());
  }

  value(): unknown {
    return this.pick([
      () => this.text(),
      () => this.pick([0, -1, 1.5, 1e21, 1e-7, -0, Number.MAX_SAFE_INTEGER]),
      () => this.pick([0n, -5n, 2n ** 70n]),
      () => this.often(),
    ])();
  }

  literal(): unknown {
    return this.pick([
      () => this.value(),
      () => null,
      () => Number.NaN,
      () => Number.NEGATIVE_INFINITY,
      () => new Date(this.pick([0, 1700000000123, -1e15])),
      () => Uint8Array.from(this.some(40, () => this.below(256))),
      () => this.some(5, () => this.value()),
      () => this.some(60, () => this.below(100000) - 50000),
      () =>
        Object.fromEntries(
          this.some(4, () => [this.text(), this.often(70) ? this.value() : [{ a: 1 }, { b: [1, 2] }]]),
        ),
      () => this.some(3, () => ({ a: this.value(), b: [this.value(), this.value()] })),
    ])();
  }

  expression(depth = 2): Expression {
    const part = (): unknown => (depth > 0 && this.often() ? this.expression(depth - 1) : this.literal());
    const inner = () => this.expression(Math.max(depth - 1, 0));
    const leaves: readonly (() => Expression)[] = [
      () => sql.raw(this.often(90) ? this.text() : 'SELECT a\nFROM `b`'),
      () => sql.now(),
      () => sql.currentTimestamp(),
      () => sql.id(this.name()),
      () => sql.id(this.name(), this.name()),
      () => sql.literal(this.literal()),
      () => (this.#typed ? sql.literal(this.below(9)) : sql.literal(this.literal(), this.type(0) as DataType<unknown>)),
    ];
    if (depth === 0) return this.pick(leaves)();
    const branches: readonly (() => Expression)[] = [
      () => this.template(part),
      () => this.template(part),
      () => sql.func(this.pick(['lower', 'pg_catalog.abs', 'größe']), ...this.some(3, part)),
      () => sql.cast(part(), this.type(0)),
      () => this.pick([sql.desc, sql.asc, sql.nullsFirst, sql.nullsLast])(this.often() ? this.name() : inner()),
      () =>
        sql.case(
          this.some(3, () => [this.condition(), part()] as const, 1),
          ...(this.often() ? [part()] : []),
        ),
      () => this.condition(),
    ];
    return this.pick([...leaves, ...branches])();
  }

  template(part: () => unknown): Expression {
    const texts = this.some(3, () => (this.often(80) ? this.text() : ''), 1);
    const strings = Object.assign([...texts], { raw: texts });
    return sql(strings as unknown as TemplateStringsArray, ...texts.slice(1).map(part));
  }

  condition(): Expression {
    const t = this.mentioned();
    const column = this.pick(['a', 'b', 'é'] as const);
    const tested = t.c[column];
    const value = () => this.valueOf(column) as never;
    const one = this.pick<() => Expression>([
      () => tested.eq(value()),
      () => tested.ne(value()),
      () => tested.between(value(), value()),
      () => tested.in(this.some(3, value, 1)),
      () => tested.isNull(),
      () => t.c.a.like(this.text()),
      () => t.c.a.startsWith(this.text()),
      () => t.c.a.ilike(this.text()),
      () => tested.gt(t.c.b as never),
    ]);
    return this.pick<() => Expression>([one, one, () => s.and(one(), one()), () => s.or(one(), s.not(one()))])();
  }

  /** A value for a column of `mentioned`. */
  valueOf(column: 'a' | 'b' | 'é'): unknown {
    if (!this.#typed) return this.value();
    if (column === 'a') return this.text();
    return column === 'b' ? this.pick([1, -5n, 2.5]) : this.pick([new Date(0), '2020-01-01']);
  }

  /** Tables of one name have the same columns, as the tables of a history have. */
  mentioned() {
    const name = this.pick(['t', 'some table', 'class', "it's"]);
    const quote = name === 'class' ? { quote: true } : {};
    const columns = [s.column('a', s.string(20)), s.column('b', s.integer(), quote), s.column('é', s.date())] as const;
    return s.table(name, columns, name === 't' ? { schema: 'far' } : {});
  }

  type(depth = 1): DataType {
    const size = () => (this.often() ? 1 + this.below(99) : undefined);
    const collation = () => (this.often(20) ? { collation: this.name() } : undefined);
    const generic: readonly (() => DataType)[] = [
      () => this.pick([s.integer, s.smallInteger, s.bigInteger, s.date, s.json])(),
      () => this.pick([s.float, s.double, s.largeBinary])(size()),
      () => (this.often() ? s.numeric(size()) : s.numeric(20, this.below(9))),
      () => s.boolean(this.often() ? {} : { createConstraint: this.often(), name: this.givenName() }),
      () => this.pick([s.string, s.text, s.unicode, s.unicodeText])(size(), collation()),
      () => this.pick([s.time, s.dateTime])({ timezone: this.often() }),
      () => s.interval(this.often() ? {} : { native: this.often(), secondPrecision: this.below(6), dayPrecision: 2 }),
      () => s.uuid({ nativeUuid: this.often() }),
      () =>
        s.enum(
          this.values(),
          this.often(30)
            ? {}
            : {
                name: this.givenName(),
                nativeEnum: this.often(),
                createConstraint: this.often(),
                ...(this.often(20) && { length: 200, schema: this.name() }),
              },
        ),
      () => s.type(this.name()),
    ];
    const nested: readonly (() => DataType)[] = [
      () => s.array(this.type(0), this.often() ? {} : { dimensions: 2 }),
      () =>
        s.postgresql.DOMAIN(
          this.name(),
          this.type(0),
          this.often()
            ? {}
            : {
                notNull: this.often(),
                check: this.expression(1),
                default: this.value() as never,
                createType: this.often(),
              },
        ),
      () => s.postgresql.ENUM(this.values(), { name: this.givenName(), createType: this.often() }),
    ];
    if (this.often(40)) return this.exactType();
    return this.pick(depth === 0 ? generic : [...generic, ...nested])();
  }

  values(): string[] {
    return [...new Set(this.some(5, () => this.text().replaceAll(',', ';'), 1))];
  }

  exactType(): DataType {
    const groups = {
      types: s.types,
      postgresql: s.postgresql,
      mysql: s.mysql,
      sqlite: s.sqlite,
      mssql: s.mssql,
      oracle: s.oracle,
    };
    const group: Readonly<Record<string, (...args: unknown[]) => DataType>> = this.pick(Object.values(groups)) as never;
    const make = this.pick(Object.keys(group).filter((name) => !['ARRAY', 'DOMAIN'].includes(name)));
    const call = group[make] as (...args: unknown[]) => DataType;
    const options = [
      {},
      { collation: 'C' },
      { timezone: true },
      { unsigned: true },
      { charset: 'utf8mb4', binary: true },
      { precision: 3 },
      { fsp: 2 },
      { displayWidth: 4 },
      { varying: true },
      { fields: 'DAY' },
      { dim: 3, storageType: 'SPARSE' },
      { binaryPrecision: 4 },
    ];
    if (make === 'ENUM' && group === (s.postgresql as never))
      return s.postgresql.ENUM(this.values(), { name: this.givenName() });
    if (make === 'ENUM' || make === 'SET') return call(...this.values(), this.pick([{}, { charset: 'utf8mb4' }]));
    const args = this.pick<() => unknown[]>([
      () => [],
      () => [10],
      () => [10, 2],
      () => [this.pick(options)],
      () => [undefined, this.pick(options)],
      () => [10, this.pick(options)],
      () => [10, 2, this.pick(options)],
      () => [undefined, undefined, this.pick(options)],
      () => ['max'],
    ])();
    try {
      return call(...args);
    } catch (error) {
      if (error instanceof TsmigError) return call();
      throw error;
    }
  }

  /** The columns, constraints and indexes of a table; of columns without a dot where a foreign key refers to them. */
  elements(): Element[] {
    const names = [...new Set(this.some(5, () => this.name(), 1))];
    const columns = names.map((name) => this.column(name));
    const elements: Element[] = [...columns];
    const attempts = this.some(5, () => () => this.constraint(names));
    for (const attempt of attempts) {
      const element = attempt();
      const isKey = element.kind === 'primaryKeyElement';
      if (
        isKey &&
        elements.some((one) => one.kind === 'primaryKeyElement' || (one.kind === 'columnElement' && one.primaryKey))
      )
        continue;
      elements.push(element);
    }
    return elements;
  }

  column(name: string) {
    const source = this.pick<() => object>([
      () => ({}),
      () => ({}),
      () => ({ serverDefault: this.value() }),
      () => ({ serverDefault: this.expression() }),
      () => ({
        identity: s.identity(
          this.pick([{}, { always: true, start: 5 }, { minValue: -5n, maxValue: 2n ** 65n, cycle: true }]),
        ),
      }),
      () => ({
        computed: s.computed(
          this.often() ? this.sqlText() : this.template(() => this.value()),
          this.often() ? {} : { persisted: this.often() },
        ),
      }),
    ])();
    return s.column(name, this.type(), {
      ...(this.often(20) && { primaryKey: true }),
      ...(this.often(30) && { nullable: this.often() }),
      ...(this.often(20) && { unique: true }),
      ...(this.often(20) && { index: true }),
      ...(this.often(10) && { autoincrement: this.pick([true, false, 'auto' as const]) }),
      ...(this.often(10) && { comment: this.text() }),
      ...(this.often(10) && { quote: this.often() }),
      ...(this.often(20) && { references: this.reference() }),
      ...(this.often(10) && {
        check: this.often() ? this.sqlText() : s.checkConstraint(this.expression(), this.constraintOptions()),
      }),
      ...(this.often(10) && { mssql: { identityStart: 3 }, sqlite: { onConflictNotNull: 'IGNORE' } }),
      ...source,
    });
  }

  reference() {
    const target = this.pick(['org.id', 'far.org.id', 'a.b.c.d', "it's.``"]);
    return this.often(40)
      ? target
      : s.foreignKey(target, {
          ...this.constraintOptions(),
          ...(this.often() && { onDelete: 'SET NULL', onUpdate: 'cascade' }),
        });
  }

  constraintOptions() {
    return {
      ...(this.often() && { name: this.givenName() }),
      ...(this.often(20) && { deferrable: this.often() }),
      ...(this.often(20) && { initially: this.pick(['DEFERRED', 'IMMEDIATE'] as const) }),
    };
  }

  constraint(names: readonly string[]): Element {
    const columns = () => [...new Set(this.some(3, () => this.pick(names), 1))];
    return this.pick<() => Element>([
      () => s.primaryKeyConstraint(columns(), this.constraintOptions()),
      () =>
        s.uniqueConstraint(columns(), {
          ...this.constraintOptions(),
          ...(this.often(20) && { postgresql: { include: [this.name()] } }),
        }),
      () => s.foreignKeyConstraint([this.pick(names)], [this.pick(['org.id', 'far.org.id'])], this.constraintOptions()),
      () => s.checkConstraint(this.often() ? this.sqlText() : this.expression(), this.constraintOptions()),
      () =>
        s.excludeConstraint(
          this.some(2, () => [this.often() ? this.name() : this.expression(), this.pick(['=', '&&'])] as const, 1),
          { ...this.constraintOptions(), ...(this.often() && { using: 'gist', where: this.expression() }) },
        ),
      () => this.index(columns()),
      () => this.index(columns()),
    ])();
  }

  index(columns: readonly string[]) {
    const on = columns.map((column) =>
      this.often(70) ? column : this.pick([() => sql.desc(column), () => this.expression()])(),
    );
    const options = this.often(30)
      ? {
          postgresql: { using: 'gin', where: this.expression(), with: { fillfactor: 70 }, ops: { [this.name()]: 'x' } },
        }
      : {};
    const named = this.often(70) || typeof on[0] !== 'string';
    return s.index(named ? this.givenName() : null, on, {
      ...(this.often() && { unique: this.often() }),
      ...(this.often(10) && { quote: true }),
      ...options,
    });
  }

  sqlText(): string {
    const text = this.text();
    return text.trim() === '' ? 'a > 0' : text;
  }

  rows(): readonly [TableElement, readonly object[]] {
    const t = this.mentioned();
    const columns = ['a', 'b', 'é'] as const;
    const value = (column: (typeof columns)[number]) => {
      if (this.often(20)) return this.expression();
      return this.#typed || this.often() ? this.valueOf(column) : this.literal();
    };
    const rows = this.some(
      4,
      () => {
        const named = columns.filter(() => this.often(70));
        return named.length === 0 ? { a: 'x' } : Object.fromEntries(named.map((column) => [column, value(column)]));
      },
      1,
    );
    return [t as never, rows];
  }
}
