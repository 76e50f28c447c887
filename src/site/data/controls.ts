/** Controls in words, and what rests on each. */
import type { Artefact } from '../../core/artefact.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { count } from '../../ui/words.ts';

/** How many clauses name a control, over all systems, and how many files it cites. */
export function usesOf(control: Artefact, portfolio: Portfolio): { clauses: number; evidence: number } {
  const clauses = new Set(
    portfolio.cells
      .filter((cell) => cell.controls.includes(control.id))
      .map((cell) => `${cell.system} ${cell.obligation}`),
  );
  const evidence = new Set(
    (portfolio.index.linksFrom.get(control.id) ?? [])
      .filter((link) => link.type === 'evidenced-by')
      .map((link) => link.to),
  );
  return { clauses: clauses.size, evidence: evidence.size };
}

/** `17 controls, 3 of them without evidence`. */
export function controlsHeadline(controls: readonly Artefact[], portfolio: Portfolio): string {
  if (controls.length === 0) return 'No control is recorded';
  const bare = controls.filter((control) => usesOf(control, portfolio).evidence === 0).length;
  const idle = controls.filter((control) => usesOf(control, portfolio).clauses === 0).length;
  const parts = [count(controls.length, 'control')];
  if (bare > 0) parts.push(`${bare} without evidence of ${bare === 1 ? 'its' : 'their'} own`);
  if (idle > 0) parts.push(`${idle} that no clause names`);
  return parts.join(', ');
}
