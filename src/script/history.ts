import { type Catalog, emptyCatalog } from '../catalog/catalog.ts';
import { TsmigError } from '../errors.ts';

/** One applied revision on the line of history, and the catalog after it: undefined where nobody will come back to it. */
interface Entry<R> {
  readonly revision: R;
  after: Catalog | undefined;
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
  readonly #settledBelow: number;

  /**
   * @param orderOf a total order of all revisions that puts parents and dependencies first.
   * @param settledBelow the order below which nothing will be added before another, or removed: the catalogs there are
   *   let go, which are most of a long history's memory.
   */
  constructor(
    orderOf: (revision: R) => number,
    replay: (revision: R, before: Catalog) => Promise<Catalog>,
    settledBelow = 0,
  ) {
    this.#orderOf = orderOf;
    this.#replay = replay;
    this.#settledBelow = settledBelow;
  }

  get catalog(): Catalog {
    const last = this.#line.at(-1);
    if (last === undefined) return emptyCatalog;
    if (last.after === undefined) throw new TsmigError('internal', 'a settled part of the history is asked for');
    return last.after;
  }

  /** Adds an applied revision; `after`, when the caller has replayed it on the present catalog already. */
  async add(revision: R, after?: Catalog): Promise<void> {
    const behind = this.#cut(this.#orderOf(revision));
    if (behind.length === 0 && after !== undefined) this.#push(revision, after);
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
      this.#push(revision, await this.#replay(revision, this.catalog));
    }
  }

  #push(revision: R, after: Catalog): void {
    const before = this.#line.at(-1);
    if (before !== undefined && this.#orderOf(revision) < this.#settledBelow) before.after = undefined;
    this.#line.push({ revision, after });
  }
}
