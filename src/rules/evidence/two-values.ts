import { asText } from '../../core/data.ts';
import type { Path } from '../../core/place.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { isProof, type Evidence } from '../../core/records.ts';
import { defineRule } from '../../core/rule.ts';
import { isMetrics } from '../../evidence/content.ts';
import { differ } from '../../evidence/rounding.ts';
import { evidenceSpot } from '../../evidence/origin.ts';
import type { Metric } from '../../evidence/shapes/metrics.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'evidence/two-values',
  severity: 'warning',
  what: 'Two files of metrics that hold today state the same figure, of one model version on one dataset, with two values; or one model card states it twice.',
  why: 'One of the two is wrong, or they are not of the same thing and only look so. A reviewer who finds the second number first does not believe the first.',
  fix: 'Withdraw the file that is wrong, or say in `dataset` and `threshold` what makes the two figures different.',
  *check(portfolio) {
    const seen = new Map<string, Stated>();
    for (const one of figuresOf(portfolio)) {
      const { evidence, metric, path, key } = one;
      const other = seen.get(key);
      if (other === undefined) {
        seen.set(key, one);
        continue;
      }
      if (other.evidence.id === evidence.id || !differ(other.metric.value!, metric.value!)) continue;
      yield {
        message: `${code(path.join('.'))} of ${code(evidence.id)} is ${metric.value}, and ${code(other.evidence.id)} states ${other.metric.value} for the same model version and dataset`,
        at: evidenceSpot(evidence, path),
        subject: evidence.id,
        detail: `${path.join('.')} ${other.evidence.id}`,
        related: [
          {
            at: evidenceSpot(other.evidence, other.path),
            message: `${other.metric.value} in ${code(other.evidence.local)}`,
          },
        ],
        fix: 'withdraw the file that is wrong, or let `dataset` say what is different',
      };
    }
  },
});

interface Stated {
  evidence: Evidence;
  metric: Metric;
  path: Path;
  /** What makes two figures the same: model, version, dataset, part, id, type and threshold. */
  key: string;
}

/** Every defined figure of metrics that hold today, of all rows and of parts, in the order of evidence. */
function* figuresOf({ evidence: all }: Portfolio): Generator<Stated> {
  for (const evidence of all) {
    const { content } = evidence;
    if (!isMetrics(content) || !isProof(evidence.state)) continue;
    const { model, model_version: version, dataset, period } = content;
    const about = [evidence.system, model, asText(version), dataset, period?.from, period?.to].join('\n');
    const tables: { path: Path; metrics: Record<string, Metric> }[] = [
      { path: ['metrics'], metrics: content.metrics },
      ...Object.entries(content.slices ?? {}).flatMap(([dimension, values]) =>
        Object.entries(values).map(([value, { metrics }]) => ({
          path: ['slices', dimension, value, 'metrics'],
          metrics,
        })),
      ),
    ];
    for (const { path, metrics } of tables) {
      for (const [id, metric] of Object.entries(metrics)) {
        if (metric.value === null) continue;
        const key = [about, ...path, id, metric.type, metric.threshold].join('\n');
        yield { evidence, metric, path: [...path, id, 'value'], key };
      }
    }
  }
}
