/** Builds the static site of a portfolio. */
import { readdirSync, rmdirSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { compiledPages, type CompiledPages } from './compiled.ts';
import { dataFiles, writeDataFiles } from './data-files.ts';
import { currentPortfolio, handOver, takeBack } from './handover.ts';
import { pageOptionsOf, type BuildOptions } from './options.ts';
import { copyPictures } from './pictures.ts';
import { openWriter, type SiteWriter } from './site-writer.ts';
import { writePages } from './write-pages.ts';

/**
 * Writes the site of a portfolio into `outDir`, search index included. The same portfolio and options give the same
 * bytes. Throws when a page cannot be drawn.
 */
export async function buildSite(options: BuildOptions): Promise<void> {
  const { outDir } = options;
  handOver(options.portfolio, pageOptionsOf(options));
  let compiled: CompiledPages | null = null;
  let writer: SiteWriter | null = null;
  try {
    compiled = await compiledPages(options.compiledDir);
    await cp(compiled.client, outDir, { recursive: true });
    const pages = await (await compiled.open(options.base)).pages();
    writer = await openWriter(
      outDir,
      pages.map(({ file }) => file),
    );
    await writePages(pages, writer);
    if (options.content !== undefined) copyPictures(options.content, outDir);
    await writeDataFiles(outDir, dataFiles(currentPortfolio(), options.draft));
    await writer.done();
  } finally {
    takeBack();
    await writer?.close();
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
