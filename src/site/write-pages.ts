/** Draws the pages of a site. */
import type { DrawnPage } from './compiled.ts';
import { isSearched } from './search-index.ts';
import type { SiteWriter } from './site-writer.ts';

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
  for (const { file, draw } of [...searched, ...others]) {
    const page = await draw().catch((error: unknown) => {
      throw new Error(`${file} could not be drawn: ${reasonOf(error)}`, { cause: error });
    });
    await writer.take(file, page);
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
