/**
 * A list of things to do that threads share: each takes the next that nobody has taken. What they do must not depend on
 * who does it.
 */
export class SharedQueue<T> {
  /** What another thread needs to take from the same queue: how far it is, and whether another has joined. */
  readonly counter: SharedArrayBuffer;
  readonly #all: readonly T[];
  readonly #state: Int32Array;

  /**
   * @param all the whole list, the same in every thread.
   * @param counter of the thread that made the queue, which this one joins; without it, this thread makes one.
   */
  constructor(all: readonly T[], counter?: SharedArrayBuffer) {
    this.counter = counter ?? new SharedArrayBuffer(8);
    this.#all = all;
    this.#state = new Int32Array(this.counter);
    if (counter) Atomics.store(this.#state, 1, 1);
  }

  /** The next one; `undefined` when all are taken. */
  take(): T | undefined {
    return this.#all[Atomics.add(this.#state, 0, 1)];
  }

  /** Whether another thread has joined. Once all are taken, one that has not is too late to take any. */
  get isJoined(): boolean {
    return Atomics.load(this.#state, 1) === 1;
  }
}
