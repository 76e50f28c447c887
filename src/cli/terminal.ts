/** What a command may touch besides the disk: its streams, its place and its environment, handed in. */
export interface Terminal {
  /** Writes a result: findings, an export, a table. */
  out: (text: string) => void;
  /** Writes what happens meanwhile, and errors. */
  err: (text: string) => void;
  /** Whether results may be coloured. */
  colour: boolean;
  /** Columns to write results in. */
  width: number;
  /** The folder that paths on the command line are relative to. */
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  /** Today's date in UTC, `YYYY-MM-DD`; the only clock there is. */
  today: () => string;
  /** Resolves when the person asks a running server to stop. */
  stopped: () => Promise<void>;
  /** Whether the error stream is a terminal on which a line can be drawn anew; not when absent. */
  live?: boolean;
  /** 0 done, 1 findings at error, 2 could not run, 130 stopped by the person. */
  exitCode: 0 | 1 | 2 | 130;
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  const env = process.env;
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    colour: env['NO_COLOR'] === undefined && (env['FORCE_COLOR'] !== undefined || process.stdout.isTTY),
    width: process.stdout.isTTY ? process.stdout.columns : 100,
    cwd: process.cwd(),
    env,
    today: () => new Date().toISOString().slice(0, 10),
    stopped: () =>
      new Promise((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
      }),
    live: process.stderr.isTTY,
    exitCode: 0,
  };
}
