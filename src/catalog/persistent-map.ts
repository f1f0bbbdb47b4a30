/**
 * An immutable map from strings: `set` and `delete` give a new one and share what did not change.
 * The catalog is one a revision, so copying a whole `Map` each time would make long histories quadratic.
 */
export class PersistentMap<V> {
  readonly size: number;
  readonly #buckets: readonly (ReadonlyMap<string, V> | undefined)[];

  private constructor(size: number, buckets: readonly (ReadonlyMap<string, V> | undefined)[]) {
    this.size = size;
    this.#buckets = buckets;
  }

  static empty<V>(): PersistentMap<V> {
    return new PersistentMap<V>(0, []);
  }

  get(key: string): V | undefined {
    return this.#buckets[bucketOf(key)]?.get(key);
  }

  has(key: string): boolean {
    return this.#buckets[bucketOf(key)]?.has(key) ?? false;
  }

  set(key: string, value: V): PersistentMap<V> {
    const at = bucketOf(key);
    const bucket = new Map(this.#buckets[at]);
    const grown = bucket.has(key) ? 0 : 1;
    bucket.set(key, value);
    return new PersistentMap(this.size + grown, replaced(this.#buckets, at, bucket));
  }

  delete(key: string): PersistentMap<V> {
    const at = bucketOf(key);
    if (!this.#buckets[at]?.has(key)) return this;
    const bucket = new Map(this.#buckets[at]);
    bucket.delete(key);
    return new PersistentMap(this.size - 1, replaced(this.#buckets, at, bucket));
  }

  /** The entries by their keys in code-unit order, so that everything made from them is deterministic. */
  entries(): [string, V][] {
    return this.#buckets
      .flatMap((bucket) => (bucket ? [...bucket] : []))
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  }

  values(): V[] {
    return this.entries().map(([, value]) => value);
  }
}

const bucketCount = 256;

function bucketOf(key: string): number {
  let hash = 0;
  for (let i = 0; i < key.length; i++) hash = (Math.imul(hash, 31) + key.charCodeAt(i)) | 0;
  return (hash >>> 0) % bucketCount;
}

function replaced<T>(list: readonly T[], at: number, item: T): T[] {
  const copy = list.slice();
  while (copy.length <= at) copy.push(undefined as T);
  copy[at] = item;
  return copy;
}
