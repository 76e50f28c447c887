import { statSync } from 'node:fs';
import type { FileReading } from './file.ts';
import type { KnownLocators } from './locate.ts';

/** What the system says of a file: as long as it stays the same, so do the bytes, unless it is very young. */
interface Stamp {
  text: string;
  /** When the file was last changed in any way, in nanoseconds since 1970. */
  changed: bigint;
}

interface Kept {
  stamp: Stamp;
  /** Whether something was seen to change so much later that a further change would have changed the stamp. */
  settled: boolean;
  digest: string;
  reading: FileReading;
}

/** Two changes that are closer may have the same time. Source: the coarsest clock of a file system in use, FAT’s. */
const tick = 2_000_000_000n;

/**
 * What a reader keeps of a content folder between two looks. A file is read again when its size or its times differ,
 * and it is parsed again when its digest does.
 */
export class Memory {
  readonly #files = new Map<string, Kept>();
  /** Locators by file, each for the text it was made of. */
  readonly locators: KnownLocators = new Map();
  #newest = 0n;

  /** The reading of a file that has not changed since; `undefined` when its bytes have to be looked at. */
  unchanged(file: string, stamp: Stamp): FileReading | undefined {
    if (stamp.changed > this.#newest) this.#newest = stamp.changed;
    const kept = this.#files.get(file);
    return kept?.settled && kept.stamp.text === stamp.text ? kept.reading : undefined;
  }

  /** The reading of a file with these very bytes, else the one that is made now. */
  keep(file: string, stamp: Stamp, digest: string, make: () => FileReading): FileReading {
    const kept = this.#files.get(file);
    const reading = kept?.digest === digest ? kept.reading : make();
    this.#files.set(file, { stamp, settled: false, digest, reading });
    return reading;
  }

  /** Ends a look: forgets what is there no more, and trusts the times of what is not among the youngest. */
  settle(files: readonly string[]): void {
    const there = new Set(files);
    for (const known of [this.#files, this.locators]) {
      for (const file of known.keys()) if (!there.has(file)) known.delete(file);
    }
    for (const kept of this.#files.values()) kept.settled ||= kept.stamp.changed + tick < this.#newest;
  }
}

/** The stamp of a file. Throws when there is none. */
export function stampOf(path: string): Stamp {
  const { size, mtimeNs, ctimeNs, ino } = statSync(path, { bigint: true });
  return { text: `${ino} ${size} ${mtimeNs} ${ctimeNs}`, changed: ctimeNs };
}
