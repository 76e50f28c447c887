// Who takes the pages of a site once they are drawn: this thread, or another while the next are drawn.
import path from 'node:path';
import { setImmediate as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Bytes } from './compiled.ts';
import { pageKeeper } from './page-keeper.ts';

/** Writes the pages of a site, and makes the search index of them. */
export interface SiteWriter {
  /**
   * Takes a page, in any order, for good; `null` when its address leads to nothing. Waits while too many lie in wait.
   * Throws when one some way before it could not be written.
   */
  take: (file: string, page: Bytes | null) => Promise<void>;
  /** Waits until every page and the index are written. Throws when something could not be. */
  done: () => Promise<void>;
  /** Ends it, whatever it is at. */
  close: () => Promise<void>;
}

/** What another thread is asked for. */
export type Asked = { file: string; page: Bytes | null }[] | 'done' | 'close';

/** What it answers, each time: what went wrong. Errors lose their code on the way between threads. */
export type Answer = { message: string; code: string | undefined } | null;

/** Pages for which another thread is worth its start. */
const worthwhile = 1000;

/** Pages that are sent at once: to wake the other thread for each takes longer than to send it. */
const together = 16;

/** Of those how many may lie in wait: some ten megabytes. */
const most = 16;

/** The module of the other thread: beside this one, among the sources as in what is packed. */
const entry = pathToFileURL(
  path.join(import.meta.dirname, `site-writer-worker${path.extname(import.meta.filename)}`),
);

/**
 * A writer of the pages of a site into a folder.
 * @param files of all pages, in the order that they have in the search index.
 * @param least pages for which there is another thread, which begins with `module`.
 */
export const openWriter = async (
  outDir: string,
  files: readonly string[],
  { least = worthwhile, module = entry }: { least?: number; module?: URL } = {},
): Promise<SiteWriter> =>
  files.length < least ? pageKeeper(outDir, files) : writerElsewhere(outDir, files, module);

function writerElsewhere(outDir: string, files: readonly string[], module: URL): SiteWriter {
  const worker = new Worker(module, { workerData: { outDir, files } });
  let closing = false;
  let waiting = 0;
  let fault: Error | null = null;
  let wake: () => void = () => undefined;
  worker.on('message', (answer: Answer) => {
    waiting -= 1;
    if (answer !== null) fault ??= Object.assign(new Error(answer.message), { code: answer.code });
    wake();
  });
  worker.on('error', (error: Error) => {
    fault ??= error;
    wake();
  });
  const ended = new Promise<void>((resolve) =>
    worker.on('exit', (code) => {
      // What it was asked for will never be answered.
      if (!closing) fault ??= new Error(`The thread that writes the pages ended early, with code ${code}`);
      wake();
      resolve();
    }),
  );
  const ask = (asked: Asked, bytes: ArrayBuffer[] = []): void => {
    waiting += 1;
    worker.postMessage(asked, bytes);
  };
  const until = async (few: number): Promise<void> => {
    while (waiting > few && fault === null) await new Promise<void>((resolve) => (wake = resolve));
    if (fault !== null) throw fault;
  };
  let pages: { file: string; page: Bytes | null }[] = [];
  const send = async (): Promise<void> => {
    ask(
      pages,
      pages.flatMap(({ page }) => page?.buffer ?? []),
    );
    pages = [];
    // What was answered meanwhile is heard.
    await pause();
    await until(most);
  };
  return {
    take: async (file, page) => {
      pages.push({ file, page });
      if (pages.length >= together) await send();
    },
    done: async () => {
      await send();
      ask('done');
      await until(0);
    },
    // Not by force: what makes the index is a process of its own, which the thread ends.
    close: async () => {
      closing = true;
      ask('close');
      await ended;
    },
  };
}
