import { createDialect } from './dialects/index.ts';
import { apply } from './src/catalog/apply.ts';
import { emptyCatalog, type Catalog } from './src/catalog/catalog.ts';
import { diff } from './src/catalog/diff.ts';
import { reverse } from './src/catalog/reverse.ts';
import { catalogOf, randomPair } from './test/support/random-schema.ts';
import type { Operation } from './src/operations/operation.ts';
const [name, from, to, full] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4]), process.argv[5] === 'full'] as any;
const engine = name === 'postgresql' ? await (await import('./test/support/pglite.ts')).openPglite() : name === 'sqlite' ? await (await import('./test/support/sqlite.ts')).openSqlite() : await (await import('./test/support/mariadb.ts')).openMariadb();
const dialect = await createDialect({ name });
const opts = (renames: any) => ({ sameType: (a: any, b: any) => dialect.type(a) === dialect.type(b), sameExpression: (a: any, b: any) => dialect.expression(a) === dialect.expression(b), renames, ownTypes: name === 'postgresql' });
const none = { tables: new Map(), columns: new Map() };
function sqlOf(ops: readonly Operation[], before: Catalog, direction: 'upgrade' | 'downgrade', target: Catalog) {
  const recorded: any[] = []; let now = before;
  for (const operation of ops) { const after = apply(now, operation, {}); recorded.push({ operation, before: now, after, autocommit: false, source: {} }); now = after; }
  const lowered = dialect.lower(recorded, direction, target);
  return lowered.flatMap((one) => dialect.render(one.operation, one.before).map((s) => s.sql));
}
const fails = new Map<string, number>(); let ok = 0;
for (let seed = from; seed < to; seed++) {
  const pair = randomPair(seed, 1 + (seed % 8), { portable: !full, named: name === 'mariadb' });
  const [a, b] = [catalogOf(pair.before, dialect), catalogOf(pair.after, dialect)];
  let stage = 'A', current: string[] = [];
  let ops: readonly Operation[] = [];
  try {
    await engine.reset();
    const run = async (sqls: string[]) => { for (const s of sqls) { current = [s]; await engine.execute([s]); } };
    await run(sqlOf(diff(emptyCatalog, a, opts(none)).operations, emptyCatalog, 'upgrade', a));
    const descA = JSON.stringify(await engine.describe()).replace(/nextval\('\w+'/g, 'nextval');
    stage = 'diff';
    ops = diff(a, b, opts(pair.renames)).operations;
    const sqls = sqlOf(ops, a, 'upgrade', b);
    stage = 'run'; await run(sqls);
    const one = JSON.stringify(await engine.describe()).replace(/nextval\('\w+'/g, 'nextval');
    stage = 'undo render';
    const undo: Operation[] = []; let now = a;
    for (const o of ops) { undo.unshift(...reverse(o, now)); now = apply(now, o, {}); }
    const us = sqlOf(undo, now, 'downgrade', a);
    stage = 'undo run'; await run(us);
    const back = JSON.stringify(await engine.describe()).replace(/nextval\('\w+'/g, 'nextval');
    stage = 'B';
    await engine.reset();
    await run(sqlOf(diff(emptyCatalog, b, opts(none)).operations, emptyCatalog, 'upgrade', b));
    const two = JSON.stringify(await engine.describe()).replace(/nextval\('\w+'/g, 'nextval');
    stage = 'compare'; current = [];
    if (one !== two && process.argv[6]) { const d = (x: string, y: string) => JSON.parse(x).flat(9).map(String).filter((l: string, i: number) => l !== String(JSON.parse(y).flat(9)[i])).slice(0,6); console.log(d(one,two), d(two,one)); }
    if (one !== two) throw new Error('differs');
    if (back !== descA) throw new Error('differs back');
    ok++;
  } catch (e: any) {
    const key = `${stage}: ${String(e.message).replace(/[a-z]+\d+/g, 'X').slice(0, 160)}`;
    if (!fails.has(key)) console.log(seed, stage, e.message, e.hint ?? '', '\n   ', current.join('').slice(0, 300), '\n   ', ops.map((o: any) => `${o.kind} ${o.table?.name ?? ''} ${o.column?.name ?? o.column ?? o.name ?? o.constraint?.name ?? ''}`).join('; ').slice(0,600));
    fails.set(key, (fails.get(key) ?? 0) + 1);
  }
}
console.log(ok, fails);
await engine.close(); process.exit(0);
