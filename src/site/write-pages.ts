/** Draws the pages of a site and writes them. */
import { setImmediate as pause } from 'node:timers/promises';
import type { DrawnPage } from './compiled.ts';
import { openWriter } from './page-writer.ts';

/** Pages that are drawn while one is waited for: each has a moment in which only a digest is computed, elsewhere. */
const ahead = 3;

/**
 * Draws pages and writes them into a folder, in their order.
 * @param onPage sees each page as it was drawn; `null` when its address led to nothing.
 * @throws {Error} with the file of a page that could not be drawn, or when two have one file.
 */
export async function writePages(
  outDir: string,
  pages: readonly DrawnPage[],
  onPage: (file: string, page: string | null) => void,
): Promise<void> {
  const files = new Set<string>();
  for (const { file } of pages) {
    if (files.has(file)) throw new Error(`two pages have the address ${file}`);
    files.add(file);
  }
  const writer = openWriter(outDir, pages.length);
  try {
    for await (const [file, page] of drawn(pages)) {
      onPage(file, page);
      // Whoever was told of it, such as the process that makes the search index, gets a turn between two pages.
      await pause();
      if (page !== null) await writer.write(file, page);
    }
    await writer.done();
  } finally {
    await writer.close();
  }
}

/** Pages as they are drawn, in their order, a few begun before they are asked for. */
async function* drawn(pages: readonly DrawnPage[]): AsyncGenerator<[string, string | null]> {
  const begun: Promise<string | null>[] = [];
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
