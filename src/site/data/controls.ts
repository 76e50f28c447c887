/** Controls in words, and what rests on each. */
import type { Artefact } from '../../core/artefact.ts';
import type { Cell } from '../../core/cell.ts';
import { once } from '../../core/once.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { count } from '../../ui/words.ts';
import { registerPages, type RegisterPage } from './split.ts';

/** The pages of the register of controls. */
export const controlsPages = (portfolio: Portfolio): RegisterPage<Artefact>[] =>
  registerPages(
    portfolio.artefacts.filter((artefact) => artefact.kind === 'control'),
    portfolio,
  );

/** The cells that name each control. */
const cellsByControl = once((cells: readonly Cell[]) => {
  const byControl = new Map<string, Set<string>>();
  for (const { system, obligation, controls } of cells) {
    for (const id of controls) {
      const found = byControl.get(id) ?? new Set();
      byControl.set(id, found.add(`${system} ${obligation}`));
    }
  }
  return byControl;
});

/** How many clauses name a control, over all systems, and how many files it cites. */
export function usesOf(control: Artefact, portfolio: Portfolio): { clauses: number; evidence: number } {
  const evidence = new Set(
    (portfolio.index.linksFrom.get(control.id) ?? [])
      .filter((link) => link.type === 'evidenced-by')
      .map((link) => link.to),
  );
  return { clauses: cellsByControl(portfolio.cells).get(control.id)?.size ?? 0, evidence: evidence.size };
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
