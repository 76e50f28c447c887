// Reading a content folder as often as somebody asks, the first time with two threads.
import { beginLook, readInto, readingOf, type Look, type ReadOptions, type Reading } from './folder.ts';
import { Memory } from './memory.ts';
import { openSecondReader, type ReadingTask, type SecondReader } from './second-reader.ts';

/**
 * Makes a function that reads a content folder, as often as it is asked. What has not changed since the time before is
 * the same object: what was made of it can be kept. It throws `MissingContentError` when there is no such folder.
 * @param open starts the second thread for a list of files; `null` where there is none.
 */
export function createReader(
  content: string,
  options: ReadOptions = {},
  open: (task: Omit<ReadingTask, 'counter'>) => SecondReader | null = openSecondReader,
): () => Promise<Reading> {
  const memory = new Memory();
  // Parsed files of earlier processes help once, as a second thread does; afterwards the memory is nearer.
  let isFirst = true;
  return async () => {
    const look = beginLook(content, options, isFirst, memory);
    const second = isFirst && look.cache.isEmpty ? open(look) : null;
    isFirst = false;
    if (second) await readWith(second, look);
    else for (const file of look.files) readInto(look, file);
    return readingOf(look);
  };
}

/** Reads the files of a folder beside a second thread. */
async function readWith(second: SecondReader, look: Look): Promise<void> {
  for (let file; (file = second.queue.take()) !== undefined;) readInto(look, file);
  // One that is still on its way has read nothing, and is not waited for.
  const shares = second.queue.isJoined ? await second.shares() : [];
  for (const { found, unread, made } of shares) {
    for (const { file, stamp, digest, reading } of found)
      look.found.set(
        file,
        look.memory.keep(file, stamp, digest, () => reading),
      );
    for (const [file, draft] of unread) look.found.set(file, draft);
    for (const [key, reading] of made) look.cache.set(key, reading);
  }
  for (const file of look.files) if (!look.found.has(file)) readInto(look, file);
}
