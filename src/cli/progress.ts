import type { Terminal } from './terminal.ts';

/** A bar on the last line of a terminal. */
export interface ProgressBar {
  /** What is done, 0 to 1, and what is being done. */
  show: (share: number, what: string) => void;
  /** Removes the bar. */
  end: () => void;
}

const cells = 24;

/** A bar on the error stream of a terminal; nothing where there is none to redraw it on, or in a quiet run. */
export function progressBar(
  terminal: Pick<Terminal, 'err' | 'live' | 'width'>,
  isQuiet: boolean,
): ProgressBar {
  if (!terminal.live || isQuiet) return { show: () => undefined, end: () => undefined };
  let last = '';
  return {
    show: (share, what) => {
      const done = Math.min(cells, Math.max(0, Math.round(share * cells)));
      const percent = String(Math.min(100, Math.floor(share * 100))).padStart(3);
      const text = `${'█'.repeat(done)}${'░'.repeat(cells - done)} ${percent} %  ${what}`.slice(
        0,
        terminal.width - 1,
      );
      if (text === last) return;
      last = text;
      terminal.err(`\r\x1b[K${text}`);
    },
    end: () => terminal.err('\r\x1b[K'),
  };
}
