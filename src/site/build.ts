/** Builds the static site of a portfolio. */
import { readdirSync, rmdirSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { compiledPages, type CompiledPages } from './compiled.ts';
import { dataFiles, writeDataFiles } from './data-files.ts';
import { currentPortfolio, handOver, takeBack } from './handover.ts';
import { pageOptionsOf, type BuildOptions } from './options.ts';
import { copyPictures } from './pictures.ts';
import { SearchIndex } from './search-index.ts';
import { writePages } from './write-pages.ts';

/**
 * Writes the site of a portfolio into `outDir`, search index included. The same portfolio and options give the same
 * bytes. Throws when a page cannot be drawn.
 */
export async function buildSite(options: BuildOptions): Promise<void> {
  const { outDir } = options;
  handOver(options.portfolio, pageOptionsOf(options));
  const search = new SearchIndex();
  let compiled: CompiledPages | null = null;
  try {
    compiled = await compiledPages(options.compiledDir);
    await cp(compiled.client, outDir, { recursive: true });
    const pages = await (await compiled.open(options.base)).pages();
    await search.open(pages.map(({ file }) => file));
    await writePages(outDir, pages, (file, page) => search.add(file, page));
    if (options.content !== undefined) copyPictures(options.content, outDir);
    // The index is made by a process of its own.
    const work = await Promise.allSettled([
      search.write(outDir),
      writeDataFiles(outDir, dataFiles(currentPortfolio(), options.draft)),
    ]);
    for (const part of work) if (part.status === 'rejected') throw part.reason;
  } finally {
    takeBack();
    await search.close();
    await compiled?.close();
  }
  removeEmptyFolders(outDir);
}

/** Removes the folders below one that hold no file; says whether nothing is left in it. */
function removeEmptyFolders(folder: string): boolean {
  const entries = readdirSync(folder, { withFileTypes: true });
  const left = entries.filter((entry) => {
    const inner = path.join(folder, entry.name);
    if (!entry.isDirectory() || !removeEmptyFolders(inner)) return true;
    rmdirSync(inner);
    return false;
  });
  return left.length === 0;
}
