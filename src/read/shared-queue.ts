/**
 * A list of things to do that threads share: each takes the next that nobody has taken. What they do must not depend on
 * who does it.
 */
export class SharedQueue<T> {
  /** What another thread needs to take from the same queue. */
  readonly counter: SharedArrayBuffer;
  readonly #all: readonly T[];
  readonly #next: Int32Array;

  /**
   * @param all the whole list, the same in every thread.
   * @param counter the counter of the thread that made the queue; without one, this thread makes it.
   */
  constructor(all: readonly T[], counter = new SharedArrayBuffer(4)) {
    this.counter = counter;
    this.#all = all;
    this.#next = new Int32Array(counter);
  }

  /** The next one; `undefined` when all are taken. */
  take(): T | undefined {
    return this.#all[Atomics.add(this.#next, 0, 1)];
  }
}
