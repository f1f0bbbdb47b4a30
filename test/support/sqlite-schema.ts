import sqlite from 'node-sqlite3-wasm';

type Row = Readonly<Record<string, unknown>>;

/** What SQLite itself says of a schema, and what only its texts say, in an order that does not depend on how it was written. */
export interface SqliteSchema {
  /** As `.schema` prints them, by name. */
  readonly texts: ReadonlyMap<string, string>;
  readonly tables: Readonly<Record<string, unknown>>;
}

/** Makes a schema by these statements in a fresh database, and looks at it. */
export function schemaOf(statements: readonly string[]): SqliteSchema {
  const database = new sqlite.Database(':memory:');
  try {
    for (const sql of statements) database.exec(sql);
    const rows = (sql: string): Row[] => database.all(sql) as Row[];
    const master = rows(
      `SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid`,
    );
    const texts = new Map(master.map(({ name, sql }) => [String(name), String(sql)]));
    const tables = rows(
      `SELECT name, type, wr, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`,
    );
    return {
      texts,
      tables: Object.fromEntries(tables.map((table) => [table.name, described(table, texts, rows)])),
    };
  } finally {
    database.close();
  }
}

function described(table: Row, texts: ReadonlyMap<string, string>, rows: (sql: string) => Row[]): unknown {
  const name = literal(table.name);
  const columns = rows(`SELECT name, type, "notnull", dflt_value, pk, hidden FROM pragma_table_xinfo(${name})`);
  const keys = columns.filter(({ pk }) => Number(pk) > 0);
  const indexes = rows(`SELECT name, "unique", origin, partial FROM pragma_index_list(${name})`).map((index) => ({
    ...index,
    name: String(index.name).startsWith('sqlite_autoindex') ? undefined : index.name,
    columns: rows(`SELECT cid, name, desc, coll, key FROM pragma_index_xinfo(${literal(index.name)})`),
  }));
  const foreignKeys = rows(
    `SELECT seq, "table", "from", "to", on_update, on_delete, match, id FROM pragma_foreign_key_list(${name})`,
  );
  const text = texts.get(String(table.name)) ?? '';
  return {
    ...table,
    columns: columns.map((column) => ({
      ...column,
      type: String(column.type).toUpperCase().replaceAll(', ', ','),
      // The rowid is never null, whatever is said.
      notnull: keys.length === 1 && column.pk === 1 && /^integer$/i.test(String(column.type)) ? 1 : column.notnull,
    })),
    indexes: sorted(indexes),
    foreignKeys: sorted(
      foreignKeys.map(({ id, ...rest }) => ({ ...rest, of: foreignKeys.filter((one) => one.id === id).length })),
    ),
    expressions: sorted([...parenthesized(text, 'CHECK'), ...parenthesized(text, 'AS')]),
    words: sorted(
      text.match(
        /\b(?:AUTOINCREMENT|ON CONFLICT \w+|DEFERRABLE INITIALLY \w+|MATCH \w+|STORED)\b|CONSTRAINT\s+\S+/gi,
      ) ?? [],
    ),
  };
}

/** The texts in the parentheses that follow a word. */
function parenthesized(text: string, word: string): string[] {
  return [...text.matchAll(new RegExp(`\\b${word}\\s*\\(`, 'gi'))].map(({ index, 0: { length } }) => {
    let depth = 1;
    let at = index + length;
    for (; depth > 0 && at < text.length; at++) {
      if (text[at] === '(') depth++;
      if (text[at] === ')') depth--;
    }
    return `${word} ${text.slice(index + length, at - 1)}`;
  });
}

function literal(text: unknown): string {
  return `'${String(text).replaceAll("'", "''")}'`;
}

function sorted<T>(items: readonly T[]): T[] {
  return items.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
