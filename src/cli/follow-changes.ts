import path from 'node:path';
import { watch } from 'chokidar';

/** Quiet time after a change before anybody is told: editors and git write several files at once. */
const settleMs = 120;

/** A watch over a folder. */
export interface Following {
  /** Resolves when the first look is over and changes are seen. */
  ready: Promise<void>;
  /** Stops; resolves when nothing is under way any more. */
  close: () => Promise<void>;
}

/** Calls back after files below a folder changed, once per burst and never twice at a time. */
export function followChanges(folder: string, onChange: () => Promise<void>): Following {
  let timer: NodeJS.Timeout | null = null;
  let running = Promise.resolve();
  const watcher = watch(folder, {
    ignoreInitial: true,
    ignored: (file) => /(?:^|[/\\])(?:\.git|node_modules)(?:[/\\]|$)/.test(path.relative(folder, file)),
  });
  watcher.on('all', () => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(onChange);
    }, settleMs);
  });
  return {
    ready: new Promise((resolve) => watcher.once('ready', () => resolve())),
    close: async () => {
      if (timer !== null) clearTimeout(timer);
      await watcher.close();
      await running;
    },
  };
}
