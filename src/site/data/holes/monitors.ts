/** Monitors that nobody reads, and limits that nobody has given a reason for. */
import { isBodyLost, isBroken } from '../../../core/artefact.ts';
import type { Portfolio } from '../../../core/portfolio.ts';
import { isMissing } from '../../../kinds/about.ts';
import type { Monitor } from '../../../kinds/drift-governance/monitor.ts';
import type { ModelCard } from '../../../kinds/model-card/schema.ts';
import { artefactsOf, lacks, rowsOf, type Row } from '../../../kinds/rows.ts';
import { code } from '../../../kinds/words.ts';
import { countBySystem, holeAt, stateByRule, unreadLists, type Hole, type HoleList } from './hole.ts';

/** Every monitor of the systems. */
export function unownedMonitors(portfolio: Portfolio): HoleList {
  const rows = [...rowsOf<Monitor>(portfolio, 'monitor')];
  return {
    id: 'monitors',
    title: 'Detectors without an owner',
    what: 'Monitors that name nobody who reads them and acts, or somebody who is not among the parties. Who is shown answers for the document.',
    asks: 'A monitor that belongs to nobody is a chart. The first question after a breach is who saw it.',
    unit: ['monitor', 'monitors'],
    scope: countBySystem(rows.map(({ item }) => item)),
    rows: [
      ...rows.flatMap((row) => unowned(portfolio, row) ?? []),
      ...unreadLists(portfolio, 'drift-governance', 'monitors'),
    ],
  };
}

function unowned(portfolio: Portfolio, row: Row<Monitor>): Hole | null {
  const { artefact, item } = row;
  const { owner } = row.row;
  if (isBroken(artefact, [...item.path, 'owner']))
    return holeAt(portfolio, { id: item.id, why: 'Its `owner` could not be read.', state: 'unread' });
  if (lacks(row, 'owner'))
    return holeAt(portfolio, {
      id: item.id,
      why: 'It names no owner.',
      ...stateByRule(portfolio, 'monitor/unanswered', item.id),
    });
  if (owner === undefined || portfolio.index.resolve(owner, item.system).state === 'found') return null;
  return holeAt(portfolio, { id: item.id, why: `It names ${code(owner)}, who is not among the parties.` });
}

/** Every monitor that has a limit, and every decision threshold of a model card. */
export function unreasonedThresholds(portfolio: Portfolio): HoleList {
  const monitors = [...rowsOf<Monitor>(portfolio, 'monitor')].filter(
    ({ row }) => row.amber !== undefined || row.red !== undefined,
  );
  const cards = [...artefactsOf<ModelCard>(portfolio, 'model-card')].flatMap(({ artefact, data }) =>
    (data.decision_thresholds ?? []).map((threshold, i) => ({
      artefact,
      threshold,
      i,
      system: artefact.system,
    })),
  );
  return {
    id: 'thresholds',
    title: 'Thresholds without a rationale',
    what: 'Limits of monitors for which neither the monitor nor its document says why there, and decision thresholds of model cards without a reason.',
    asks: 'A threshold is a decision about people or money. Without its reason nobody can say when it has become wrong, or that it was set before the data.',
    unit: ['threshold', 'thresholds'],
    scope: countBySystem([...monitors.map(({ item }) => item), ...cards]),
    rows: [
      ...monitors.flatMap((row) => unreasoned(portfolio, row) ?? []),
      ...cards.flatMap(({ artefact, threshold, i }): Hole[] => {
        const path = ['decision_thresholds', i, 'rationale'];
        const unread = isBroken(artefact, path);
        if (!unread && !isMissing(artefact, path)) return [];
        const title = `${artefact.title}: ${threshold.action ?? 'a decision threshold'}`;
        return [
          holeAt(portfolio, {
            id: artefact.id,
            title,
            why: unread ? 'Its `rationale` could not be read.' : 'A decision threshold without a rationale.',
            state: unread ? 'unread' : 'open',
          }),
        ];
      }),
      ...unreadLists(portfolio, 'drift-governance', 'monitors'),
      ...unreadLists(portfolio, 'model-card', 'decision_thresholds'),
    ],
  };
}

function unreasoned(portfolio: Portfolio, row: Row<Monitor>): Hole | null {
  const { artefact, item } = row;
  if (row.row.threshold_rationale !== undefined || artefact.data['threshold_rationale'] !== undefined)
    return null;
  const unread =
    isBodyLost(artefact) ||
    isBroken(artefact, ['threshold_rationale']) ||
    isBroken(artefact, [...item.path, 'threshold_rationale']);
  return holeAt(portfolio, {
    id: item.id,
    ...(unread
      ? { why: 'The rationale of its limits could not be read.', state: 'unread' as const }
      : { why: `Neither it nor ${code(artefact.id)} says why its limits are where they are.` }),
  });
}
