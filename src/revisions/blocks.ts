import type { OpenHeads } from './open-heads.ts';
import { reachability } from './reachability.ts';

/**
 * Finds which open head must go before a revision: the first one from which the ways down lead to it. Heads only move
 * down and new ones come last, so that its place only grows: what it was is where to look first.
 */
export class Blocks {
  readonly #parents: readonly (readonly number[])[];
  readonly #open: OpenHeads;
  readonly #places: Int32Array;
  /** What stands directly above a revision, of all that the heads lead to; and how much of it they have yet to pass. */
  readonly #above: readonly number[][];
  readonly #left: Int32Array;
  readonly #passed = new Set<number>();
  #leads: ((from: number, to: number) => boolean) | undefined;

  constructor(parents: readonly (readonly number[])[], open: OpenHeads) {
    this.#parents = parents;
    this.#open = open;
    this.#places = new Int32Array(parents.length).fill(-1);
    this.#above = parents.map(() => []);
    const met = new Set<number>();
    for (let place = open.from(0); place !== undefined; place = open.from(place + 1)) {
      const todo = [open.at(place)];
      for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
        if (met.has(at)) continue;
        met.add(at);
        for (const parent of parents[at] ?? []) {
          this.#above[parent]?.push(at);
          if (this.#places[parent] === -1) this.#places[parent] = place;
          todo.push(parent);
        }
      }
    }
    this.#left = Int32Array.from(this.#above, ({ length }) => length);
  }

  /** Says that the heads have passed a revision. */
  pass(revision: number): void {
    this.#passed.add(revision);
    for (const parent of this.#parents[revision] ?? []) this.#left[parent] = (this.#left[parent] ?? 0) - 1;
  }

  /** The place of the head that goes first; undefined: there is none. */
  placeAbove(revision: number): number | undefined {
    if (this.#left[revision] === 0) return undefined;
    const place = this.#firstPlace(revision);
    this.#places[revision] = place ?? nowhere;
    return place;
  }

  /** Asks the heads in turn, and at the same pace looks above the revision: there may be few of one and many of the other. */
  #firstPlace(revision: number): number | undefined {
    this.#leads ??= reachability(this.#parents);
    let place = this.#open.from(this.#places[revision] ?? 0);
    let first = nowhere;
    const seen = new Set([revision]);
    for (const at of seen) {
      if (place === undefined || this.#leads(this.#open.at(place), revision)) return place;
      place = this.#open.from(place + 1);
      for (const above of this.#above[at] ?? []) {
        if (this.#passed.has(above)) continue;
        first = Math.min(first, this.#open.placeOf(above) ?? nowhere);
        seen.add(above);
      }
    }
    return first === nowhere ? undefined : first;
  }
}

const nowhere = 2 ** 31 - 1;
