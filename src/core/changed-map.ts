/**
 * A map seen through a change: nothing is copied, and each entry is changed once, when somebody asks for it. A graph
 * with one thing taken out costs what is looked up in it, not what it holds.
 */
export class ChangedMap<K, V extends object> implements ReadonlyMap<K, V> {
  readonly #base: ReadonlyMap<K, V>;
  readonly #change: (value: V, key: K) => V | undefined;
  readonly #known = new Map<K, V | undefined>();

  /** @param change the value to show in an entry's place, the same object to keep it; `undefined` takes it out. */
  constructor(base: ReadonlyMap<K, V>, change: (value: V, key: K) => V | undefined) {
    this.#base = base;
    this.#change = change;
  }

  get(key: K): V | undefined {
    if (this.#known.has(key)) return this.#known.get(key);
    const value = this.#base.get(key);
    if (value === undefined) return undefined;
    const changed = this.#change(value, key);
    if (changed !== value) this.#known.set(key, changed);
    return changed;
  }

  has(key: K): boolean {
    return this.get(key) !== undefined;
  }

  get size(): number {
    let size = 0;
    for (const key of this.#base.keys()) if (this.has(key)) size += 1;
    return size;
  }

  *entries(): MapIterator<[K, V]> {
    for (const key of this.#base.keys()) {
      const value = this.get(key);
      if (value !== undefined) yield [key, value];
    }
  }

  *keys(): MapIterator<K> {
    for (const [key] of this.entries()) yield key;
  }

  *values(): MapIterator<V> {
    for (const [, value] of this.entries()) yield value;
  }

  forEach(visit: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    for (const [key, value] of this.entries()) visit(value, key, this);
  }

  [Symbol.iterator](): MapIterator<[K, V]> {
    return this.entries();
  }
}
