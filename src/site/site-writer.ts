// Who writes pages: this thread, or another while the next are drawn.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

/** Writes pages below a folder. */
export interface PageWriter {
  /** Takes a page; waits while too many lie in wait. Throws when one before it could not be written. */
  write: (file: string, page: string) => Promise<void>;
  /** Waits until every page is written. Throws when one could not be. */
  done: () => Promise<void>;
  /** Ends it, whatever it is at. */
  close: () => Promise<void>;
}

/** A page for another thread. */
export interface PageFile {
  file: string;
  page: string;
}

/** Why a page could not be written: errors lose their code on the way between threads. */
export interface WriteFault {
  message: string;
  code: string | undefined;
}

/** Pages for which another thread is worth its start. */
const worthwhile = 1000;

/** Pages that may lie in wait: some ten megabytes. */
const most = 256;

/** A writer of so many pages. */
export const openWriter = (outDir: string, pages: number, least = worthwhile): PageWriter =>
  pages < least ? writerHere(outDir) : writerElsewhere(outDir);

function writerHere(outDir: string): PageWriter {
  const write = writingInto(outDir);
  return {
    write: (file, page) => Promise.resolve(write({ file, page })),
    done: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}

function writerElsewhere(outDir: string): PageWriter {
  const worker = new Worker(entry, { workerData: outDir });
  let waiting = 0;
  let fault: Error | null = null;
  let wake: () => void = () => undefined;
  worker.on('message', (found: WriteFault | null) => {
    waiting -= 1;
    if (found !== null) fault ??= Object.assign(new Error(found.message), { code: found.code });
    wake();
  });
  worker.on('error', (error: Error) => {
    fault ??= error;
    wake();
  });
  const until = async (few: number): Promise<void> => {
    while (waiting > few && fault === null) await new Promise<void>((resolve) => (wake = resolve));
    if (fault !== null) throw fault;
  };
  return {
    write: async (file, page) => {
      await until(most);
      waiting += 1;
      worker.postMessage({ file, page } satisfies PageFile);
    },
    done: () => until(0),
    close: async () => {
      await worker.terminate();
    },
  };
}

/** Writes pages into a folder, asking the disk once for each folder in it. */
export function writingInto(outDir: string): (page: PageFile) => void {
  const made = new Set<string>();
  const makeFolder = (folder: string): void => {
    if (made.has(folder)) return;
    if (!fs.existsSync(folder)) {
      makeFolder(path.dirname(folder));
      fs.mkdirSync(folder);
    }
    made.add(folder);
  };
  return ({ file, page }) => {
    const to = path.join(outDir, file);
    makeFolder(path.dirname(to));
    fs.writeFileSync(to, page);
  };
}

/** The module of the other thread: beside this one, among the sources as in what is packed. */
const entry = pathToFileURL(
  path.join(import.meta.dirname, `page-writer-worker${path.extname(import.meta.filename)}`),
);
