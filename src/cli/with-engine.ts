import { openDuckdb } from '../profile/duckdb.ts';
import type { Engine } from '../profile/engine.ts';
import type { OnStep } from '../profile/profile.ts';
import { CannotProfile } from '../profile/request.ts';
import { CouldNotRun } from './errors.ts';
import { progressBar } from './progress.ts';
import type { Terminal } from './terminal.ts';

/** What the engine may take, and whether its steps are shown. */
export interface EngineOptions {
  memory: string;
  threads: number;
  quiet?: true;
}

/** Computes with an engine that is closed in the end; `null` when the person stopped it. */
export async function withEngine<Answer>(
  terminal: Terminal,
  files: readonly string[],
  options: EngineOptions,
  compute: (engine: Engine, onStep: OnStep) => Promise<Answer>,
): Promise<Answer | null> {
  // Asked before anything is on disk: from then on a signal must not end the process by itself.
  let stop = (): void => undefined;
  let isStopped = false;
  void terminal.stopped().then(() => {
    isStopped = true;
    stop();
  });
  const engine = await openDuckdb({
    files,
    memory: options.memory,
    threads: options.threads,
  }).catch((error: unknown) => {
    throw error instanceof CannotProfile ? new CouldNotRun(error.message) : error;
  });
  stop = () => engine.interrupt();
  const bar = progressBar(terminal, options.quiet === true);
  let step = { done: 0, all: 1, next: '' };
  const draw = (): void => bar.show((step.done + engine.progress()) / step.all, step.next);
  const timer = terminal.live && !options.quiet ? setInterval(draw, 200) : null;
  try {
    return await compute(engine, (done, all, next) => {
      if (isStopped) throw new Error('stopped');
      step = { done, all, next };
      draw();
    });
  } catch (error) {
    if (isStopped) return null;
    throw error instanceof CannotProfile ? new CouldNotRun(error.message) : error;
  } finally {
    if (timer !== null) clearInterval(timer);
    bar.end();
    engine.close();
  }
}
