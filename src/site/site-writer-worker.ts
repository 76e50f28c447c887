// The other side of `page-writer.ts`: a thread that writes one page after the other.
import { parentPort, workerData } from 'node:worker_threads';
import { writingInto, type PageFile, type WriteFault } from './page-writer.ts';

const write = writingInto(workerData as string);

parentPort!.on('message', (page: PageFile) => {
  let fault: WriteFault | null = null;
  try {
    write(page);
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    fault = { message, code };
  }
  parentPort!.postMessage(fault);
});
