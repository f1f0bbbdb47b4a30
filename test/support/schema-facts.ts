import type { Catalog } from '../../src/catalog/catalog.ts';
import type { Column, Constraint, Table } from '../../src/model/nouns.ts';
import { primaryKeyOf } from '../../src/model/tables.ts';
import type { Engine } from './engine.ts';

/** What both a catalog and a database tell about a table, in one form; lists without an order are sorted. */
export interface TableFacts {
  /** `name type [NOT NULL] [DEFAULT …] [GENERATED]` */
  readonly columns: readonly string[];
  readonly primaryKey: readonly string[];
  /** Each once: SQLite makes one of two over the same columns. */
  readonly uniques: readonly string[];
  /** `columns -> table(columns) action` */
  readonly foreignKeys: readonly string[];
  /** `[UNIQUE ]name(columns)[ WHERE]` */
  readonly indexes: readonly string[];
  readonly checks: number;
}

type Facts = Readonly<Record<string, TableFacts>>;
type Name = 'sqlite' | 'postgresql';

/** What the catalog says the database holds. */
export function factsOf(catalog: Catalog, dialect: Name): Facts {
  return Object.fromEntries(
    catalog.tables.values().map((state) => {
      if (state.kind !== 'known') throw new Error(`${state.table.name} is opaque`);
      return [state.table.name, tableFacts(state.table, dialect)];
    }),
  );
}

/** What the database holds. */
export function readFacts(engine: Engine, dialect: Name): Promise<Facts> {
  return dialect === 'sqlite' ? readSqlite(engine) : readPostgres(engine);
}

function tableFacts(table: Table, dialect: Name): TableFacts {
  const of = <K extends Constraint['kind']>(kind: K) =>
    table.constraints.filter((one): one is Constraint & { kind: K } => one.kind === kind);
  const checks = [...of('check'), ...table.columns.flatMap((column) => column.checks)];
  const isNative = (column: string | undefined) =>
    dialect === 'postgresql' && table.columns.some((one) => one.name === column && isBooleanOrEnum(one));
  return {
    columns: table.columns.map((column) => columnFact(column, dialect)).sort(),
    primaryKey: primaryKeyOf(table)?.columns ?? [],
    uniques: once(of('unique').map(({ columns }) => columns.join())),
    foreignKeys: of('foreignKey')
      .map(({ columns, references, onDelete }) =>
        reference(columns, references.table.name, references.columns, onDelete ?? 'NO ACTION'),
      )
      .sort(),
    indexes: table.indexes
      .map(({ unique, name, columns, options }) =>
        indexFact(
          unique,
          name,
          columns.map((one) =>
            typeof one === 'string'
              ? one
              : (JSON.stringify(one)
                  .match(/"path":\["(.*?)"\]/)?.[1]
                  ?.replaceAll('\\"', '"') ?? '?'),
          ),
          options[dialect]?.where !== undefined,
        ),
      )
      .sort(),
    checks: checks.filter((check) => !isNative(check.typeBound)).length,
  };
}

function once(list: readonly string[]): string[] {
  return [...new Set(list)].sort();
}

function isBooleanOrEnum({ type }: Column): boolean {
  return type?.spec.kind === 'boolean' || type?.spec.kind === 'enum';
}

function columnFact({ name, type, nullable, serverDefault, computed }: Column, dialect: Name): string {
  const hasDefault = serverDefault !== undefined && !(serverDefault.kind === 'raw' && serverDefault.text === 'NULL');
  return fact(name, typeName(type?.spec, dialect), !nullable, hasDefault, computed !== undefined);
}

function fact(name: unknown, type: unknown, notNull: boolean, hasDefault: boolean, generated: boolean): string {
  return [name, type, notNull && 'NOT NULL', hasDefault && 'DEFAULT', generated && 'GENERATED']
    .filter(Boolean)
    .join(' ');
}

function reference(columns: readonly unknown[], table: unknown, referred: readonly unknown[], action: unknown): string {
  return `${columns.join()} -> ${table}(${referred.join()}) ${action}`;
}

function indexFact(unique: boolean, name: unknown, columns: readonly unknown[], partial: boolean): string {
  return `${unique ? 'UNIQUE ' : ''}${name}(${columns.join()})${partial ? ' WHERE' : ''}`;
}

/** The types that random histories use, as each database calls them. */
function typeName(spec: NonNullable<Column['type']>['spec'] | undefined, dialect: Name): string {
  const [sqlite, postgresql] = typeNames(spec);
  return dialect === 'sqlite' ? sqlite : postgresql;
}

function typeNames(spec: NonNullable<Column['type']>['spec'] | undefined): [sqlite: string, postgresql: string] {
  switch (spec?.kind) {
    case 'integer':
      return ['INTEGER', 'integer'];
    case 'bigInteger':
      return ['BIGINT', 'bigint'];
    case 'string':
      return [`VARCHAR(${spec.length})`, `character varying(${spec.length})`];
    case 'text':
      return ['TEXT', 'text'];
    case 'numeric':
      return ['NUMERIC(10, 2)', 'numeric(10,2)'];
    case 'boolean':
      return ['BOOLEAN', 'boolean'];
    case 'enum':
      return ['VARCHAR(1)', String(spec.name)];
    default:
      throw new Error(`no random history has the type ${spec?.kind}`);
  }
}

async function readSqlite(engine: Engine): Promise<Facts> {
  const tables = await engine.rows(
    "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name",
  );
  const facts: [string, TableFacts][] = [];
  for (const [name, sql] of tables)
    facts.push([String(name), await readSqliteTable(engine, String(name), String(sql))]);
  return Object.fromEntries(facts);
}

async function readSqliteTable({ rows }: Engine, table: string, sql: string): Promise<TableFacts> {
  const text = (name: unknown) => `'${String(name).replaceAll("'", "''")}'`;
  const columns = await rows(
    `SELECT name, type, "notnull", dflt_value, pk, hidden FROM pragma_table_xinfo(${text(table)})`,
  );
  const keys = await rows(
    `SELECT id, "table", "from", "to", on_delete FROM pragma_foreign_key_list(${text(table)}) ORDER BY id, seq`,
  );
  const ids = [...new Set(keys.map(([id]) => id))];
  const list = await rows(`SELECT name, "unique", origin, partial FROM pragma_index_list(${text(table)})`);
  const indexes: { name: unknown; unique: boolean; origin: unknown; partial: boolean; columns: unknown[] }[] = [];
  for (const [name, unique, origin, partial] of list) {
    const parts = await rows(`SELECT name FROM pragma_index_xinfo(${text(name)}) WHERE key ORDER BY seqno`);
    indexes.push({ name, unique: Number(unique) === 1, origin, partial: Number(partial) === 1, columns: parts.flat() });
  }
  const generated = (type: unknown) => String(type).replace(/ GENERATED ALWAYS$/, '');
  return {
    columns: columns
      .map(([name, type, notNull, value, , hidden]) =>
        fact(name, generated(type), Number(notNull) === 1, value !== null && value !== 'NULL', Number(hidden) > 1),
      )
      .sort(),
    primaryKey: columns
      .filter(([, , , , pk]) => Number(pk) > 0)
      .sort((one, other) => Number(one[4]) - Number(other[4]))
      .map(([name]) => String(name)),
    uniques: once(indexes.filter(({ origin }) => origin === 'u').map((index) => index.columns.join())),
    foreignKeys: ids
      .map((id) => {
        const parts = keys.filter(([one]) => one === id);
        const [, referred, , , action] = parts[0] ?? [];
        return reference(
          parts.map((part) => part[2]),
          referred,
          parts.map((part) => part[3]),
          action,
        );
      })
      .sort(),
    indexes: indexes
      .filter(({ origin }) => origin === 'c')
      .map(({ unique, name, columns: names, partial }) => indexFact(unique, name, names, partial))
      .sort(),
    checks: [...sql.matchAll(/\bCHECK \(/g)].length,
  };
}

const columnsOf = (relation: string, numbers: string) =>
  `(SELECT string_agg(a.attname, ',' ORDER BY p.at) FROM unnest(${numbers}) WITH ORDINALITY AS p(attnum, at)
    JOIN pg_attribute a ON a.attrelid = ${relation} AND a.attnum = p.attnum)`;

async function readPostgres({ rows }: Engine): Promise<Facts> {
  const tables = await rows(
    "SELECT oid::int, relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname",
  );
  const columns = await rows(`
    SELECT a.attrelid::int, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attgenerated <> '',
      d.adbin IS NOT NULL AND a.attgenerated = '' AND pg_get_expr(d.adbin, d.adrelid) NOT LIKE 'nextval%'
        AND pg_get_expr(d.adbin, d.adrelid) NOT LIKE 'NULL%'
    FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE a.attnum > 0 AND NOT a.attisdropped`);
  const constraints = await rows(`
    SELECT c.conrelid::int, c.contype, ${columnsOf('c.conrelid', 'c.conkey')}, f.relname, ${columnsOf('c.confrelid', 'c.confkey')},
      CASE c.confdeltype WHEN 'c' THEN 'CASCADE' ELSE 'NO ACTION' END
    FROM pg_constraint c LEFT JOIN pg_class f ON f.oid = c.confrelid`);
  const indexes = await rows(`
    SELECT i.indrelid::int, i.indisunique, c.relname, ${columnsOf('i.indrelid', 'i.indkey::int2[]')}, i.indpred IS NOT NULL
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE NOT EXISTS (SELECT FROM pg_constraint p WHERE p.conindid = i.indexrelid AND p.contype <> 'f')`);
  return Object.fromEntries(
    tables.map(([table, name]) => {
      const own = (list: unknown[][]) => list.filter(([one]) => one === table);
      const of = (type: string) => own(constraints).filter((one) => one[1] === type);
      return [
        String(name),
        {
          columns: own(columns)
            .map(([, column, type, notNull, generated, value]) =>
              fact(column, String(type).replaceAll('"', ''), notNull === true, value === true, generated === true),
            )
            .sort(),
          primaryKey: of('p').flatMap((one) => String(one[2]).split(',')),
          uniques: once(of('u').map((one) => String(one[2]))),
          foreignKeys: of('f')
            .map(([, , from, referred, to, action]) => reference([from], referred, [to], action))
            .sort(),
          indexes: own(indexes)
            .map(([, unique, index, names, partial]) => indexFact(unique === true, index, [names], partial === true))
            .sort(),
          checks: of('c').length,
        },
      ];
    }),
  );
}
