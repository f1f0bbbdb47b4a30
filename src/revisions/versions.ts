import type { GraphRevision, RevisionGraph } from './graph.ts';
import { ancestors } from './walk.ts';

/** One change of the version table's rows. */
export type VersionChange =
  | { readonly kind: 'insert'; readonly id: string }
  | { readonly kind: 'delete'; readonly id: string }
  | { readonly kind: 'update'; readonly from: string; readonly to: string };

/**
 * The rows of the version table while a plan is made: the applied revisions that no other applied one implies.
 * Alembic asks for all ancestors at each step; counting what stands on a revision answers the same at once, and
 * stays right where a merge names an ancestor of another of its parents. Rows that others imply are kept, since a
 * database that has them must lose them.
 */
export class VersionRows {
  readonly #rows: Set<string>;
  /** How many applied revisions stand directly on one. */
  readonly #above = new Map<string, number>();

  constructor(graph: RevisionGraph, rows: readonly string[]) {
    this.#rows = new Set(rows);
    for (const id of ancestors(graph, rows)) this.#count(graph.revisions.get(id)?.normalizedDown ?? [], 1);
  }

  /** The rows, sorted. */
  get rows(): string[] {
    return [...this.#rows].sort();
  }

  get isEmpty(): boolean {
    return this.#rows.size === 0;
  }

  upgrade({ id, normalizedDown }: GraphRevision): VersionChange[] {
    const replaced = normalizedDown.filter((parent) => this.#rows.has(parent));
    this.#count(normalizedDown, 1);
    for (const row of replaced) this.#rows.delete(row);
    this.#rows.add(id);
    const last = replaced.pop();
    if (last === undefined) return [{ kind: 'insert', id }];
    return [...replaced.map((row) => ({ kind: 'delete', id: row }) as const), { kind: 'update', from: last, to: id }];
  }

  downgrade({ id, normalizedDown }: GraphRevision): VersionChange[] {
    this.#count(normalizedDown, -1);
    const uncovered = normalizedDown.filter((parent) => !this.#covered(parent) && !this.#rows.has(parent));
    this.#rows.delete(id);
    for (const row of uncovered) this.#rows.add(row);
    const last = uncovered.pop();
    if (last === undefined) return [{ kind: 'delete', id }];
    return [...uncovered.map((row) => ({ kind: 'insert', id: row }) as const), { kind: 'update', from: id, to: last }];
  }

  #covered(id: string): boolean {
    return (this.#above.get(id) ?? 0) > 0;
  }

  #count(ids: readonly string[], by: 1 | -1): void {
    for (const id of ids) this.#above.set(id, (this.#above.get(id) ?? 0) + by);
  }
}
