import type { Catalog } from './catalog.ts';
import { aimFor, leaveOutDangling } from './diff-aim.ts';
import { change, link } from './diff-build.ts';
import { columnCandidates, ordered, tableCandidates } from './diff-candidates.ts';
import { keepNames } from './diff-names.ts';
import type { Difference, DiffOptions } from './diff-options.ts';
import { renameColumns, renameTables } from './diff-renames.ts';
import { createTables, dropTables, planTables, tablesAt } from './diff-tables.ts';
import { changeTypes, dropTypes } from './diff-types.ts';
import { beginWork } from './diff-work.ts';

/**
 * The operations that make `before` into `after`, in an order in which they can be applied: tables go, tables and columns
 * get their new names, types and tables come, then table by table what goes, comes and changes, and foreign keys last.
 * The order of columns, constraints and indexes is not compared; a column that is new comes last.
 * @throws TsmigError `opaque` where raw SQL hid what is to be compared.
 */
export function diff(before: Catalog, after: Catalog, options: DiffOptions): Difference {
  const work = beginWork(before, after, options);
  const { dropped, created, kept, renamed } = planTables(work);
  const candidates = [...tableCandidates(tablesAt(before, dropped), [...created.values()])];
  dropTables(work, dropped);
  const unrenamed = work.now;
  renameTables(work, renamed);
  for (const table of kept.values()) renameColumns(work, table, table);
  for (const [key, table] of kept) {
    const [now] = tablesAt(work.now, [key]);
    const [old] = tablesAt(unrenamed, [renamed.get(key) ?? key]);
    if (now === undefined || old === undefined) continue;
    keepNames(work, old, now);
    const aim = aimFor(work, now, table);
    candidates.push(...columnCandidates(now, aim, options.sameType));
    work.aims.set(key, aim);
  }
  for (const [key, table] of created) work.aims.set(key, table);
  leaveOutDangling(work);
  changeTypes(work);
  createTables(work, [...created.keys()]);
  for (const key of kept.keys()) change(work, key);
  for (const key of [...work.unlinked].sort()) link(work, key);
  dropTypes(work, before);
  return { operations: work.operations, warnings: [...work.warnings], candidates: ordered(candidates) };
}
