/**
 * A map that remembers what was looked up in it: whoever worked something out from it can tell of another map whether
 * the same would come out of that one.
 */
export class RecordedMap<K, V> implements ReadonlyMap<K, V> {
  readonly #base: ReadonlyMap<K, V>;
  readonly #answers = new Map<K, V | undefined>();
  /** Whether somebody went through all of it, so that every entry counts. */
  #isWalked = false;

  constructor(base: ReadonlyMap<K, V>) {
    this.#base = base;
  }

  /** Whether another map gives the same objects for everything that was looked up. */
  isAnsweredBy(other: ReadonlyMap<K, V>): boolean {
    if (this.#isWalked) return other === this.#base;
    for (const [key, answer] of this.#answers) if (other.get(key) !== answer) return false;
    return true;
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
