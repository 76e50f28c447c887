/** Decisions in order, and in words. */
import type { Artefact } from '../../core/artefact.ts';
import { compareNatural, compareText } from '../../core/compare.ts';
import { humanise, Spell, spell } from '../../ui/words.ts';
import { textAt } from './fields.ts';

/** The state a decision record gives itself: MADR's `status` where the kind keeps one, else the envelope's. */
export const decisionState = (decision: Artefact): string =>
  textAt(decision.data, 'adr_status') ?? textAt(decision.data, 'status') ?? 'no status';

/** The day of the decision. */
export const decidedOn = (decision: Artefact): string | null =>
  textAt(decision.data, 'date') ?? textAt(decision.data, 'decided_on');

/** Newest first; those without a date last, then by id. */
export const sortDecisions = (decisions: readonly Artefact[]): Artefact[] =>
  [...decisions].sort(
    (a, b) => compareText(decidedOn(b) ?? '', decidedOn(a) ?? '') || compareNatural(b.local, a.local),
  );

/** `Nine decisions: seven accepted, two superseded`. */
export function decisionsHeadline(decisions: readonly Artefact[]): string {
  if (decisions.length === 0) return 'No decision is recorded';
  const groups = Map.groupBy(decisions, decisionState);
  const parts = [...groups]
    .sort((a, b) => b[1].length - a[1].length || compareText(a[0], b[0]))
    .map(([state, these]) => `${spell(these.length)} ${humanise(state).toLowerCase()}`);
  const noun = decisions.length === 1 ? 'decision' : 'decisions';
  return `${Spell(decisions.length)} ${noun}: ${parts.join(', ')}`;
}
