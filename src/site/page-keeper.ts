import fs from 'node:fs';
import path from 'node:path';
import { setImmediate as pause } from 'node:timers/promises';
import type { Bytes } from './compiled.ts';
import { isSearched, SearchIndex } from './search-index.ts';
import type { SiteWriter } from './site-writer.ts';

const decoder = new TextDecoder();

/**
 * Writes pages as they come, and has the search index made: by a process of its own, which begins as soon as it has every
 * page that is searched.
 * @param files of all pages, in the order that they have in the index.
 * @throws {Error} with Pagefind's own messages.
 */
export async function pageKeeper(outDir: string, files: readonly string[]): Promise<SiteWriter> {
  const write = writingInto(outDir);
  const search = new SearchIndex();
  await search.open(files);
  let index: Promise<void> | null = null;
  return {
    take: async (file, page) => {
      if (page !== null) write(file, page);
      if (isSearched(file)) search.add(file, page && decoder.decode(page));
      if (search.isWhole && index === null) {
        index = search.write(outDir);
        // Told when it is waited for.
        index.catch(() => undefined);
      }
      // The process that makes the index has a turn between two pages.
      await pause();
    },
    done: () => index ?? search.write(outDir),
    close: () => search.close(),
  };
}

/** Writes pages into a folder, asking the disk once for each folder in it. */
function writingInto(outDir: string): (file: string, page: Bytes) => void {
  const made = new Set<string>();
  const makeFolder = (folder: string): void => {
    if (made.has(folder)) return;
    if (!fs.existsSync(folder)) {
      makeFolder(path.dirname(folder));
      fs.mkdirSync(folder);
    }
    made.add(folder);
  };
  return (file, page) => {
    const to = path.join(outDir, file);
    makeFolder(path.dirname(to));
    fs.writeFileSync(to, page);
  };
}
