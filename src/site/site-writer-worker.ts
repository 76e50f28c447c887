// The other side of `site-writer.ts`: a thread that takes one page after the other.
import { on } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { pageKeeper } from './page-keeper.ts';
import type { Answer, Asked, SiteWriter } from './site-writer.ts';

const { outDir, files } = workerData as { outDir: string; files: readonly string[] };
const port = parentPort!;
// Opened when the first page comes, so that what is wrong with it is an answer.
let opening: Promise<SiteWriter> | undefined;

for await (const [asked] of on(port, 'message') as AsyncIterable<[Asked]>) {
  if (asked === 'close') break;
  let answer: Answer = null;
  try {
    const keeper = await (opening ??= pageKeeper(outDir, files));
    if (asked === 'done') await keeper.done();
    else for (const { file, page } of asked) await keeper.take(file, page);
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    answer = { message, code };
  }
  port.postMessage(answer);
}
await (await opening?.catch(() => undefined))?.close();
