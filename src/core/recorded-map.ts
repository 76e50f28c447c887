/** A map that remembers what was looked up in it. */
export class RecordedMap<K, V> implements ReadonlyMap<K, V> {
  readonly #base: ReadonlyMap<K, V>;
  readonly #answers = new Map<K, V | undefined>();
  #isWalked = false;

  constructor(base: ReadonlyMap<K, V>) {
    this.#base = base;
  }

  /** What was looked up, and what was there; `null` when somebody went through all of it, so that every entry counts. */
  get answers(): ReadonlyMap<K, V | undefined> | null {
    return this.#isWalked ? null : this.#answers;
  }

  get(key: K): V | undefined {
    const answer = this.#base.get(key);
    this.#answers.set(key, answer);
    return answer;
  }

  has(key: K): boolean {
    return this.get(key) !== undefined;
  }

  get size(): number {
    return this.#walked().size;
  }

  entries(): MapIterator<[K, V]> {
    return this.#walked().entries();
  }

  keys(): MapIterator<K> {
    return this.#walked().keys();
  }

  values(): MapIterator<V> {
    return this.#walked().values();
  }

  forEach(visit: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    this.#walked().forEach(visit);
  }

  [Symbol.iterator](): MapIterator<[K, V]> {
    return this.entries();
  }

  #walked(): ReadonlyMap<K, V> {
    this.#isWalked = true;
    return this.#base;
  }
}
