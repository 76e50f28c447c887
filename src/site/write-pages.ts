/** Draws the pages of a site. */
import { setImmediate as pause } from 'node:timers/promises';
import type { Bytes, DrawnPage } from './compiled.ts';
import { isSearched } from './search-index.ts';
import type { SiteWriter } from './site-writer.ts';

/** Pages that are drawn while one is waited for: each has moments in which nothing is computed. */
const ahead = 3;

/**
 * Draws pages and hands them over: first those that are searched, so that the index is made while the others are drawn.
 * @throws {Error} with the file of a page that could not be drawn, or when two have one file.
 */
export async function writePages(
  pages: readonly DrawnPage[],
  writer: Pick<SiteWriter, 'take'>,
): Promise<void> {
  const files = new Set<string>();
  for (const { file } of pages) {
    if (files.has(file)) throw new Error(`two pages have the address ${file}`);
    files.add(file);
  }
  const { searched = [], others = [] } = Object.groupBy(pages, ({ file }) =>
    isSearched(file) ? 'searched' : 'others',
  );
  for await (const [file, page] of drawn([...searched, ...others])) {
    await writer.take(file, page);
    // Whoever takes them gets a turn between two pages.
    await pause();
  }
}

/** Pages as they are drawn, in their order, a few begun before they are asked for. */
async function* drawn(pages: readonly DrawnPage[]): AsyncGenerator<[string, Bytes | null]> {
  const begun: Promise<Bytes | null>[] = [];
  try {
    for (const [i, { file }] of pages.entries()) {
      for (const { draw } of pages.slice(i + begun.length, i + 1 + ahead)) {
        const page = draw();
        // A fault is told when the turn of its page comes, and not at all after another.
        page.catch(() => undefined);
        begun.push(page);
      }
      const page = await begun.shift()!.catch((error: unknown) => {
        throw new Error(`${file} could not be drawn: ${reasonOf(error)}`, { cause: error });
      });
      yield [file, page];
    }
  } finally {
    // What they are drawn from may be gone as soon as this is left.
    await Promise.allSettled(begun);
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
