/** The ends from which a walk goes on: places in a list, of which heads move, close, and are added at the end. */
export class OpenHeads {
  readonly #revisions: number[] = [];
  readonly #open = new Map<number, number>();
  /** Place -> itself, or where it is closed a place on the way to the next open one, or to the one before. */
  readonly #after: number[] = [];
  readonly #before: number[] = [];

  constructor(revisions: readonly number[]) {
    for (const revision of revisions) this.add(revision);
  }

  add(revision: number): void {
    const place = this.#revisions.push(revision) - 1;
    this.#open.set(revision, place);
    this.#after[place] = place;
    this.#before[place] = place;
  }

  move(place: number, revision: number): void {
    this.#open.delete(this.at(place));
    this.#open.set(revision, place);
    this.#revisions[place] = revision;
  }

  close(place: number): void {
    this.#open.delete(this.at(place));
    this.#after[place] = place + 1;
    this.#before[place] = place - 1;
  }

  has(revision: number): boolean {
    return this.#open.has(revision);
  }

  placeOf(revision: number): number | undefined {
    return this.#open.get(revision);
  }

  at(place: number): number {
    return this.#revisions[place] ?? -1;
  }

  /** The first open place from this one on. */
  from(place: number): number | undefined {
    const found = follow(this.#after, place);
    return found < this.#revisions.length ? found : undefined;
  }

  /** The last open place up to this one. */
  upTo(place: number): number | undefined {
    const found = follow(this.#before, place);
    return found < 0 ? undefined : found;
  }
}

/** Follows a chain of places to its end, and shortens it for the next time. */
function follow(chain: number[], start: number): number {
  let place = start;
  for (let next = chain[place]; next !== undefined && next !== place; next = chain[place]) {
    chain[place] = chain[next] ?? next;
    place = next;
  }
  return place;
}
