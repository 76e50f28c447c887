/** Draws the pages of a site and writes them. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { DrawnPage } from './compiled.ts';

/** Pages in hand at a time: while one is written to disk the next is drawn. */
const atOnce = 8;

/**
 * Draws pages and writes them into a folder.
 * @param onPage sees each page as it was drawn; `null` when its address led to nothing.
 * @throws {Error} with the file of the first page that could not be drawn, or when two have one file. Nothing is being
 *   written any more by then.
 */
export async function writePages(
  outDir: string,
  pages: readonly DrawnPage[],
  onPage: (file: string, page: Uint8Array | null) => void,
): Promise<void> {
  const files = new Set<string>();
  for (const { file } of pages) {
    if (files.has(file)) throw new Error(`two pages have the address ${file}`);
    files.add(file);
  }
  const waiting = pages.values();
  let isFailed = false;
  const work = async (): Promise<void> => {
    for (const page of waiting) {
      if (isFailed) return;
      try {
        await writePage(outDir, page, onPage);
      } catch (error) {
        isFailed = true;
        throw error;
      }
    }
  };
  const done = await Promise.allSettled(Array.from({ length: atOnce }, work));
  for (const one of done) if (one.status === 'rejected') throw one.reason;
}

async function writePage(
  outDir: string,
  { file, draw }: DrawnPage,
  onPage: (file: string, page: Uint8Array | null) => void,
): Promise<void> {
  const bytes = await draw().catch((error: unknown) => {
    throw new Error(`${file} could not be drawn: ${reasonOf(error)}`, { cause: error });
  });
  onPage(file, bytes);
  if (bytes === null) return;
  const to = path.join(outDir, file);
  await mkdir(path.dirname(to), { recursive: true });
  await writeFile(to, bytes);
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
