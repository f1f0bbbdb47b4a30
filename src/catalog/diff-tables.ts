import { TsmigError } from '../errors.ts';
import type { TableName } from '../model/expressions.ts';
import type { Table } from '../model/nouns.ts';
import { type Catalog, keyOf, knownTable, type Opaque, type TableState } from './catalog.ts';
import { readyForeignKeys } from './diff-build.ts';
import { dropConstraint, foreignKeysTo, release } from './diff-clear.ts';
import { openRenames } from './diff-renames.ts';
import { emit, type Work } from './diff-work.ts';
import { foreignKeysOf } from './edit.ts';
import { nameOf, spell } from './lookup.ts';

/** Which tables go, come, stay and are renamed; by keys, in order. */
export interface TablePlan {
  readonly dropped: readonly string[];
  readonly created: ReadonlyMap<string, Table>;
  /** By the new key: what they are to be. */
  readonly kept: ReadonlyMap<string, Table>;
  /** New keys -> old keys. */
  readonly renamed: ReadonlyMap<string, string>;
}

/**
 * Compares which tables there are. What `include` leaves alone is in no list.
 * @throws TsmigError `opaque` where raw SQL hid what a table is.
 */
export function planTables(work: Work): TablePlan {
  const { now: before, after } = work;
  for (const catalog of [before, after]) if (catalog.opaque !== undefined) throw hidden('the schema', catalog.opaque);
  const open = openTableRenames(work);
  const taken = new Set(open.values());
  const seen = new Set<string>();
  const created = new Map<string, Table>();
  const kept = new Map<string, Table>();
  const renamed = new Map<string, string>();
  for (const [key, aim] of after.tables.entries()) {
    const old = open.get(key) ?? (taken.has(key) ? undefined : key);
    const state = old === undefined ? undefined : before.tables.get(old);
    if (old !== undefined && state !== undefined) seen.add(old);
    if (!isIncluded(work, state, aim)) continue;
    const table = known(aim);
    if (state === undefined) created.set(key, table);
    else {
      known(state);
      kept.set(key, table);
      if (old !== undefined && old !== key) renamed.set(key, old);
    }
  }
  const dropped = before.tables.entries().flatMap(([key, state]) => {
    if (seen.has(key) || !isIncluded(work, state, undefined)) return [];
    known(state);
    return [key];
  });
  return { dropped, created, kept, renamed };
}

/** Drops tables, those that refer to others before them; foreign keys of tables that stay, and of circles, go before. */
export function dropTables(work: Work, keys: readonly string[]): void {
  const going = new Set(keys);
  visit(
    keys,
    (key) => [...(work.now.referencing.get(key) ?? [])].filter((other) => going.has(other)).sort(),
    (key) => {
      const table = work.now.tables.get(key)?.table;
      if (table === undefined) return;
      for (const { on, foreignKey } of foreignKeysTo(work, table)) {
        if (keyOf(on) !== key) dropConstraint(work, on, foreignKey);
      }
      emit(work, { kind: 'dropTable', table: nameOf(table), ifExists: false, options: {} });
    },
  );
}

/** Creates tables, those that others refer to before them; foreign keys to what is not there yet are left for the end. */
export function createTables(work: Work, keys: readonly string[]): void {
  const coming = new Set(keys);
  visit(
    keys,
    (key) => referredKeys(work.aims.get(key)).filter((other) => coming.has(other)),
    (key) => {
      const table = work.aims.get(key);
      if (table === undefined) return;
      const ready = readyForeignKeys(work, table);
      const constraints = table.constraints.filter((one) => one.kind !== 'foreignKey' || ready.has(one));
      if (constraints.length < table.constraints.length) work.unlinked.add(key);
      release(
        work,
        [...constraints, ...table.columns.flatMap((column) => column.checks), ...table.indexes].map((one) => one.name),
        table,
      );
      emit(work, {
        kind: 'createTable',
        table: constraints.length < table.constraints.length ? { ...table, constraints } : table,
        ifNotExists: false,
      });
    },
  );
}

/** Does each key after those that it needs; one of a circle goes first all the same. */
function visit(keys: readonly string[], needed: (key: string) => readonly string[], work: (key: string) => void): void {
  const seen = new Set<string>();
  for (const start of keys) {
    // A stack of its own: chains of tables may be longer than the one of the language.
    const open = [{ key: start, left: seen.has(start) ? [] : [...needed(start)] }];
    if (seen.has(start)) continue;
    seen.add(start);
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const next = top.left.shift();
      if (next === undefined) {
        work(top.key);
        open.pop();
      } else if (!seen.has(next)) {
        seen.add(next);
        open.push({ key: next, left: [...needed(next)] });
      }
    }
  }
}

function referredKeys(table: Table | undefined): readonly string[] {
  return table === undefined ? [] : foreignKeysOf(table).map((one) => keyOf(one.references.table));
}

function openTableRenames(work: Work): ReadonlyMap<string, string> {
  const { now: before, after, options } = work;
  const wanted = [...options.renames.tables].filter(([to, from]) => {
    if (schemaOf(to) === schemaOf(from)) return true;
    if (before.tables.has(from) && !before.tables.has(to) && after.tables.has(to)) {
      work.warnings.add(
        `table "${dotted(from)}" cannot be renamed "${dotted(to)}": no operation moves a table to another schema`,
      );
    }
    return false;
  });
  return openRenames(
    new Map(wanted),
    (key) => before.tables.has(key),
    (key) => after.tables.has(key),
  );
}

function schemaOf(key: string): string | undefined {
  return key.includes('\0') ? key.split('\0')[0] : undefined;
}

function dotted(key: string): string {
  return key.replace('\0', '.');
}

function isIncluded({ options }: Work, before: TableState | undefined, after: TableState | undefined): boolean {
  const table = (after ?? before)?.table;
  if (options.include === undefined || table === undefined) return true;
  return options.include({
    kind: 'table',
    table: nameOf(table),
    name: table.name,
    ...(before?.kind === 'known' && { before: before.table }),
    ...(after?.kind === 'known' && { after: after.table }),
  });
}

function known(state: TableState): Table {
  if (state.kind === 'known') return state.table;
  throw hidden(`table "${spell(state.table)}"`, state.opaque);
}

function hidden(what: string, { sql, source }: Opaque): TsmigError {
  const where = source.revision === undefined ? '' : ` in revision ${source.revision}`;
  const why = sql === '' ? 'the history did not make it' : `raw SQL${where} hid what it is (${sql})`;
  return new TsmigError('opaque', `${what} cannot be compared: ${why}`, {
    hint: 'say what the SQL does: op.execute(sql, { means: (op) => … }); or leave the table out of the comparison',
    source,
  });
}

/** The tables of a catalog that these keys name. */
export function tablesAt(catalog: Catalog, keys: readonly string[]): readonly Table[] {
  return keys.flatMap((key) => {
    const name: TableName | undefined = catalog.tables.get(key)?.table;
    return (name && knownTable(catalog, name)) ?? [];
  });
}
