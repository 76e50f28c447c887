import { cellStates, timings, type Cell } from '../core/cell.ts';
import { countCells, evidencedShare, formatShare } from '../core/totals.ts';
import { count } from '../core/words.ts';
import { textWidth } from './width.ts';

/**
 * Coverage for people: how many obligations in scope are evidenced, in all and by timing, how many have ended, and how
 * many cells are in each state, in lines of at most `width` columns. Nothing in scope says so.
 */
export function coverageLines(cells: readonly Cell[], width: number): string[] {
  const timed = timings.flatMap((timing) => {
    const own = cells.filter((cell) => cell.timing === timing);
    const word = timing.replace('-', ' ');
    if (own.length === cells.length && own.length > 0) return [`all ${word}`];
    if (own.length === 0) return [];
    return [timing === 'ended' ? `${own.length} ended` : `${word} ${formatShare(evidencedShare(own))}`];
  });
  const counts = countCells(cells);
  const states = cellStates.flatMap((state) => (counts[state] === 0 ? [] : [`${counts[state]} ${state}`]));
  const whole = `evidenced: ${formatShare(evidencedShare(cells))}`;
  if (cells.length === 0) return [whole];
  const head = `${count(cells.length, 'cell')}: `;
  return [...inLines(whole, timed, '; ', width), ...inLines(head + states[0]!, states.slice(1), ', ', width)];
}

/** Parts after one another, each uncut; what does not fit begins a line, two columns in. */
function inLines(first: string, parts: readonly string[], between: string, width: number): string[] {
  const lines = [first];
  for (const part of parts) {
    const longer = lines.at(-1)! + between + part;
    if (textWidth(longer) < width) lines[lines.length - 1] = longer;
    else {
      lines[lines.length - 1] += between.trimEnd();
      lines.push(`  ${part}`);
    }
  }
  return lines;
}
