import { PersistentMap } from './persistent-map.ts';

/** The set with a member more. Sets stay plain while they are small; many tables may refer to one, and copying all of them each time would be quadratic. */
export function withMember(set: ReadonlySet<string> | undefined, member: string): ReadonlySet<string> {
  if (set instanceof PersistentSet) return set.with(member);
  if (set === undefined || set.size < largestPlain) return new Set(set).add(member);
  return [...set].reduce((grown, one) => grown.with(one), PersistentSet.empty).with(member);
}

/** The set without a member; undefined when none is left. */
export function withoutMember(set: ReadonlySet<string> | undefined, member: string): ReadonlySet<string> | undefined {
  if (set instanceof PersistentSet) {
    const left = set.without(member);
    return left.size > largestPlain / 2 ? left : new Set(left);
  }
  const left = new Set(set);
  left.delete(member);
  return left.size === 0 ? undefined : left;
}

const largestPlain = 64;

/** An immutable set that shares what does not change with the one before it; its members come in code-unit order. */
class PersistentSet implements ReadonlySet<string> {
  static readonly empty = new PersistentSet(PersistentMap.empty());
  readonly #members: PersistentMap<true>;

  private constructor(members: PersistentMap<true>) {
    this.#members = members;
  }

  get size(): number {
    return this.#members.size;
  }
  has(member: string): boolean {
    return this.#members.has(member);
  }
  with(member: string): PersistentSet {
    return this.has(member) ? this : new PersistentSet(this.#members.set(member, true));
  }
  without(member: string): PersistentSet {
    return new PersistentSet(this.#members.delete(member));
  }
  values(): SetIterator<string> {
    return new Set(this.#members.entries().map(([member]) => member)).values();
  }
  keys(): SetIterator<string> {
    return this.values();
  }
  entries(): SetIterator<[string, string]> {
    return new Set(this.values()).entries();
  }
  [Symbol.iterator](): SetIterator<string> {
    return this.values();
  }
  forEach(callback: (value: string, key: string, set: ReadonlySet<string>) => void): void {
    for (const member of this.values()) callback(member, member, this);
  }
}
