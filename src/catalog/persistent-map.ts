/**
 * An immutable map from strings: `set` and `delete` give a new one and share what did not change.
 * The catalog is one a revision, so copying a whole `Map` each time would make long histories quadratic.
 */
export class PersistentMap<V> {
  readonly size: number;
  /** Groups of buckets, found by the key's hash. */
  readonly #groups: readonly (readonly Bucket<V>[] | undefined)[];

  private constructor(size: number, groups: readonly (readonly Bucket<V>[] | undefined)[]) {
    this.size = size;
    this.#groups = groups;
  }

  static empty<V>(): PersistentMap<V> {
    return new PersistentMap<V>(0, []);
  }

  get(key: string): V | undefined {
    return this.#bucket(hashOf(key))?.get(key);
  }

  has(key: string): boolean {
    return this.#bucket(hashOf(key))?.has(key) ?? false;
  }

  set(key: string, value: V): PersistentMap<V> {
    const hash = hashOf(key);
    const bucket = new Map(this.#bucket(hash));
    const grown = bucket.has(key) ? 0 : 1;
    bucket.set(key, value);
    return this.#with(hash, bucket, this.size + grown);
  }

  delete(key: string): PersistentMap<V> {
    const hash = hashOf(key);
    const bucket = new Map(this.#bucket(hash));
    return bucket.delete(key) ? this.#with(hash, bucket, this.size - 1) : this;
  }

  /** The entries by their keys in code-unit order, so that everything made from them is deterministic. */
  entries(): [string, V][] {
    return this.#groups
      .flatMap((group) => (group ?? []).flatMap((bucket) => (bucket ? [...bucket] : [])))
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  }

  values(): V[] {
    return this.entries().map(([, value]) => value);
  }

  #bucket(hash: number): Bucket<V> {
    return this.#groups[hash >>> bits]?.[hash & mask];
  }

  #with(hash: number, bucket: Bucket<V>, size: number): PersistentMap<V> {
    const at = hash >>> bits;
    return new PersistentMap(size, replaced(this.#groups, at, replaced(this.#groups[at] ?? [], hash & mask, bucket)));
  }
}

type Bucket<V> = ReadonlyMap<string, V> | undefined;

/** 32 groups of 32 buckets: with thousands of tables a change still copies little. */
const bits = 5;
const mask = (1 << bits) - 1;

function hashOf(key: string): number {
  let hash = 0;
  for (let i = 0; i < key.length; i++) hash = (Math.imul(hash, 31) + key.charCodeAt(i)) | 0;
  // Names that count up differ in their last digits alone: the multiplication spreads that over all bits.
  return Math.imul(hash, 0x9e3779b1) >>> (32 - 2 * bits);
}

function replaced<T>(list: readonly T[], at: number, item: T): T[] {
  const copy = list.slice();
  while (copy.length <= at) copy.push(undefined as T);
  copy[at] = item;
  return copy;
}
