import type { Artefact } from '../../core/artefact.ts';
import type { ComponentUse, Json } from '../../core/document.ts';
import { parseEvidenceReference } from '../../core/id.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import type { Evidence } from '../../core/records.ts';
import { defineRule, type RuleFinding } from '../../core/rule.ts';
import { isMetrics } from '../../evidence/content.ts';
import { evidenceSpot } from '../../evidence/origin.ts';
import { comparedIds, compareFigure, type Comparison } from '../../evidence/performance/compare.ts';
import type { Metrics } from '../../evidence/shapes/metrics.ts';
import { isClosed } from '../../kinds/rows.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'claim/regressed',
  severity: 'warning',
  what: 'A comparison of two versions states a tolerance, and a figure is worse by more than that, or cannot be held against it.',
  why: 'A tolerance was stated so that a worse version would be noticed. A table that shows it on a page is noticed by whoever opens the page; a comparison that judges nothing looks like one that passed.',
  fix: 'Decide what follows from the worse figure and write it where the comparison stands, or keep the earlier version. A tolerance that was never meant for a figure: list those it is for in `metrics`.',
  source: 'SR 26-2 § V (outcomes analysis); Regulation (EU) 2024/1689, Art. 15(1)',
  *check(portfolio) {
    for (const artefact of portfolio.artefacts) {
      if (isClosed(artefact)) continue;
      for (const use of artefact.body?.components ?? []) {
        const { tolerance } = use.props;
        if (use.name === 'MetricComparison' && typeof tolerance === 'number')
          yield* compared(use, tolerance, artefact, portfolio);
      }
    }
  },
});

function* compared(
  use: ComponentUse,
  tolerance: number,
  artefact: Artefact,
  portfolio: Portfolio,
): Generator<RuleFinding> {
  const [now, before] = [use.props['evidence'], use.props['against']].map((named) =>
    metricsOf(named, artefact, portfolio),
  );
  // A file that is not there or is not of metrics has its finding.
  if (now == null || before == null) return;
  const named = Array.isArray(use.props['metrics']) ? use.props['metrics'].map(String) : null;
  for (const id of comparedIds(now.metrics.metrics, before.metrics.metrics, named)) {
    const [figure, earlier] = [now.metrics.metrics[id], before.metrics.metrics[id]];
    const result = compareFigure(figure, earlier, tolerance);
    // Of figures that nobody named some have no better direction, such as a share of outcomes.
    if (result === 'held' || (named === null && result !== 'worse')) continue;
    yield {
      message:
        result === 'worse'
          ? `${code(id)} is ${figure!.value} in ${code(now.evidence.id)} and ${earlier!.value} in ${code(before.evidence.id)}: worse by ${difference(figure!.value!, earlier!.value!)}, and ${tolerance} is tolerated`
          : `${code(id)} of ${code(now.evidence.id)} is held against a tolerance of ${tolerance}, and cannot be judged: ${reasons[result]}`,
      at: use.place,
      subject: artefact.id,
      detail: `${now.evidence.id} ${before.evidence.id} ${id}`,
      related: [now, before].flatMap(({ evidence, metrics }) =>
        Object.hasOwn(metrics.metrics, id)
          ? [
              {
                at: evidenceSpot(evidence, ['metrics', id]),
                message: `${metrics.metrics[id]!.value ?? 'not defined'} in ${code(evidence.local)}`,
              },
            ]
          : [],
      ),
      fix:
        result === 'worse'
          ? 'say where it stands what follows from it, and waive the finding with that decision; or keep the earlier version'
          : 'name figures in `metrics` that both files hold and of which more or less is better, or leave `tolerance` out',
    };
  }
}

/** Why a figure is not judged. */
const reasons: Readonly<Record<Exclude<Comparison, 'worse' | 'held'>, string>> = {
  'no-tolerance': 'no tolerance is stated',
  absent: 'one of the two files has no value of it',
  'other-measure': 'the two files measure different things under this name',
  'no-direction': 'of this measure neither more nor less is known to be better',
};

const difference = (a: number, b: number): number => Number(Math.abs(a - b).toPrecision(6));

function metricsOf(
  named: Json | undefined,
  artefact: Artefact,
  portfolio: Portfolio,
): { evidence: Evidence; metrics: Metrics } | null {
  if (typeof named !== 'string') return null;
  const found = portfolio.index.resolve(parseEvidenceReference(named).id, artefact.system);
  const evidence = found.state === 'found' ? portfolio.index.evidence.get(found.node.id) : undefined;
  return evidence !== undefined && isMetrics(evidence.content)
    ? { evidence, metrics: evidence.content }
    : null;
}
