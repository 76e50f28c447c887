/** Failure modes that no monitor would show. */
import { isBroken } from '../../../core/artefact.ts';
import type { Portfolio } from '../../../core/portfolio.ts';
import { isUndetected } from '../../../kinds/failure-modes/detection.ts';
import type { FailureMode } from '../../../kinds/failure-modes/schema.ts';
import { rowsOf, type Row } from '../../../kinds/rows.ts';
import { code } from '../../../kinds/words.ts';
import {
  countBySystem,
  holeAt,
  stateByRule,
  unreadLists,
  type Hole,
  type HoleDraft,
  type HoleList,
} from './hole.ts';

/** Every failure mode of the systems. */
export function undetectedFailures(portfolio: Portfolio): HoleList {
  const rows = [...rowsOf<FailureMode>(portfolio, 'failure-mode')];
  return {
    id: 'failure-modes',
    title: 'Failure modes without a detector',
    what: 'Ways to fail that no monitor watches for. Where the register says why nothing can show one, and what stands in for a monitor, it is explained.',
    asks: 'What nobody would notice harms until somebody complains. A check by people may do, as long as the record says that it is all there is.',
    unit: ['failure mode', 'failure modes'],
    scope: countBySystem(rows.map(({ item }) => item)),
    rows: [
      ...rows.flatMap((row) => holeOf(portfolio, row) ?? []),
      ...unreadLists(portfolio, 'failure-modes', 'failure_modes'),
    ],
  };
}

function holeOf(portfolio: Portfolio, row: Row<FailureMode>): Hole | null {
  const { artefact, item, row: mode } = row;
  const detectors = (portfolio.index.linksTo.get(item.id) ?? []).filter(
    ({ type, state }) => type === 'detects' && state !== 'dangling' && state !== 'ambiguous',
  );
  if (detectors.length > 0) return null;
  const hole = (draft: Omit<HoleDraft, 'id'>): Hole => holeAt(portfolio, { id: item.id, ...draft });
  if (isBroken(artefact, [...item.path, 'linked_monitor']))
    return hole({ why: 'Its `linked_monitor` could not be read.', state: 'unread' });
  if (isUndetected(row))
    return hole({
      why: 'Nothing would show it: no monitor, no detection control, no word on why there is none.',
      ...stateByRule(portfolio, 'failure-mode/undetected', item.id),
    });
  if (mode.linked_monitor !== undefined)
    return hole({ why: `It names the monitor ${code(mode.linked_monitor)}, which does not exist.` });
  if (mode.undetectable !== undefined) return hole({ why: mode.undetectable, state: 'explained' });
  if (isBroken(artefact, [...item.path, 'undetectable']))
    return hole({ why: 'Its `undetectable` could not be read.', state: 'unread' });
  return hole({
    why: 'Detection controls are described in words; no monitor is linked, and nothing says why.',
  });
}
