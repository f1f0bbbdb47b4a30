import { type Catalog, emptyCatalog } from '../catalog/catalog.ts';

/** One applied revision on the line of history, and the catalog after it. */
interface Entry<R> {
  readonly revision: R;
  readonly after: Catalog;
}

/**
 * The applied revisions in one total order, and the catalog that their upgrades add up to.
 * What the catalog is depends on the set of applied revisions alone, never on the way there: so any range renders
 * the same statements alone as within a larger one. Adding or removing at the end costs one step; adding or
 * removing in the middle (another branch) replays what stands behind.
 */
export class History<R> {
  readonly #line: Entry<R>[] = [];
  readonly #orderOf: (revision: R) => number;
  readonly #replay: (revision: R, before: Catalog) => Promise<Catalog>;

  /** @param orderOf a total order of all revisions that puts parents and dependencies first. */
  constructor(orderOf: (revision: R) => number, replay: (revision: R, before: Catalog) => Promise<Catalog>) {
    this.#orderOf = orderOf;
    this.#replay = replay;
  }

  get catalog(): Catalog {
    return this.#line.at(-1)?.after ?? emptyCatalog;
  }

  /** Adds an applied revision; `after`, when the caller has replayed it on the present catalog already. */
  async add(revision: R, after?: Catalog): Promise<void> {
    const behind = this.#cut(this.#orderOf(revision));
    if (behind.length === 0 && after !== undefined) this.#line.push({ revision, after });
    else await this.#extend([revision, ...behind]);
  }

  async remove(revision: R): Promise<void> {
    const behind = this.#cut(this.#orderOf(revision));
    await this.#extend(behind.filter((other) => other !== revision));
  }

  /** Takes the revisions from `order` on off the line. */
  #cut(order: number): R[] {
    let at = this.#line.length;
    while (at > 0 && this.#orderOf((this.#line[at - 1] as Entry<R>).revision) >= order) at--;
    return this.#line.splice(at).map((entry) => entry.revision);
  }

  async #extend(revisions: readonly R[]): Promise<void> {
    for (const revision of revisions) {
      this.#line.push({ revision, after: await this.#replay(revision, this.catalog) });
    }
  }
}
