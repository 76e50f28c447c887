import type { Artefact } from '../../core/artefact.ts';
import type { Related } from '../../core/finding.ts';
import { fromPointer, type Spot } from '../../core/place.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { defineRule, type Rule } from '../../core/rule.ts';
import { rangeOfMeasure } from '../../evidence/impossible.ts';
import { evidenceSpot } from '../../evidence/origin.ts';
import { aboutField, isMissing } from '../about.ts';
import { boundValue } from '../bound.ts';
import { writeFigure } from '../figures.ts';
import { artefactsOf } from '../rows.ts';
import { code } from '../words.ts';
import { readMetric } from './intervals.ts';
import type { Metric, ModelCard } from './schema.ts';

const nameOf = (metric: Metric): string =>
  `${metric.type ?? 'a metric'}${metric.slice === undefined ? '' : ` on ${metric.slice}`}`;

const unsliced = defineRule({
  id: 'model-card/unsliced',
  severity: 'warning',
  what: 'A card has metrics on the whole only, or on groups only.',
  why: 'A figure for everybody hides the group it fails, and figures for groups without the whole hide what was chosen. Mitchell et al. ask for both.',
  fix: 'Add the metric on at least one group with `slice:`, and once without.',
  source: 'Mitchell et al. 2019, section 4.7; ruling 5 of the field reference',
  *check(portfolio) {
    for (const { artefact, data } of artefactsOf<ModelCard>(portfolio, 'model-card')) {
      const metrics = data.metrics ?? [];
      if (metrics.length === 0) continue;
      const sliced = metrics.filter((metric) => metric.slice !== undefined).length;
      if (sliced > 0 && sliced < metrics.length) continue;
      yield aboutField(artefact, ['metrics'], {
        message: `${code(artefact.id)} has metrics ${sliced === 0 ? 'on the whole only, none on a group' : 'on groups only, none on the whole'}`,
        fix: sliced === 0 ? 'add a metric with `slice:`' : 'add a metric without `slice:`',
      });
    }
  },
});

const intervalImpossible = defineRule({
  id: 'model-card/interval-impossible',
  severity: 'error',
  what: 'A metric’s interval is reversed or does not contain its value, or a typed number is one that the measure cannot take.',
  why: 'Such an interval cannot be right, and a reader who notices trusts no other number on the page. Published cards have shown an accuracy with an upper end above one.',
  fix: 'Correct the numbers, or bind all three to the evidence they come from.',
  source: 'CycloneDX 1.7 performanceMetric; review practice X16',
  *check(portfolio) {
    for (const { artefact, data } of artefactsOf<ModelCard>(portfolio, 'model-card')) {
      for (const [i, metric] of (data.metrics ?? []).entries()) {
        const { value, lower, upper } = readMetric(metric, artefact, portfolio);
        const range = rangeOfMeasure(metric.type ?? '');
        for (const field of ['value', 'ci_lower', 'ci_upper'] as const) {
          const typed = metric[field];
          // What is read from evidence is found there.
          if (range === null || typeof typed !== 'number') continue;
          if (typed >= range.low && typed <= range.high) continue;
          yield aboutField(artefact, ['metrics', i, field], {
            message: `${code(field)} of ${nameOf(metric)} is ${writeFigure(typed)}, and ${nameOf(metric)} ${range.what}`,
            detail: `range ${field} ${nameOf(metric)}`,
            fix: 'correct the number, or bind it to evidence; an interval within the range is Wilson’s or a bootstrap’s',
          });
        }
        if (lower === null || upper === null) continue;
        const reversed = lower > upper;
        if (!reversed && (value === null || (value >= lower && value <= upper))) continue;
        const ends = `${writeFigure(lower)} to ${writeFigure(upper)}`;
        yield aboutField(artefact, ['metrics', i, reversed ? 'ci_lower' : 'value'], {
          message: reversed
            ? `the interval of ${nameOf(metric)} runs from ${ends}`
            : `${nameOf(metric)} is ${writeFigure(value ?? 0)}, outside its own interval of ${ends}`,
          detail: `interval ${nameOf(metric)}`,
          related: placesOf(metric, artefact, portfolio),
          fix: 'correct the numbers, or bind all three to evidence',
        });
      }
    }
  },
});

/** Where the numbers of a metric stand in evidence. */
const placesOf = (metric: Metric, artefact: Artefact, portfolio: Portfolio): Related<Spot>[] =>
  (['value', 'ci_lower', 'ci_upper'] as const).flatMap((field) => {
    const number = metric[field];
    if (typeof number !== 'object') return [];
    const { evidence, pointer, value } = boundValue(number, artefact, portfolio);
    return evidence === null || value === null
      ? []
      : [
          {
            at: evidenceSpot(evidence, fromPointer(pointer ?? '') ?? []),
            message: `${code(field)} is ${value} in ${code(evidence.local)}`,
          },
        ];
  });

const limitUndirected = defineRule({
  id: 'model-card/limit-undirected',
  severity: 'warning',
  what: 'A metric has a limit and does not say on which side of it it has to be.',
  why: 'A limit on an AUC and one on a Brier score are read in opposite ways. Without the direction the metric gets no verdict, and a reader may take a miss for a pass.',
  fix: 'Add `direction: at-least` or `direction: at-most`.',
  source: 'Regulation (EU) 2024/1689, Art. 9(8): thresholds defined beforehand',
  *check(portfolio) {
    for (const { artefact, data } of artefactsOf<ModelCard>(portfolio, 'model-card')) {
      for (const [i, metric] of (data.metrics ?? []).entries()) {
        if (metric.threshold === undefined || !isMissing(artefact, ['metrics', i, 'direction'])) continue;
        yield aboutField(artefact, ['metrics', i, 'threshold'], {
          message: `${nameOf(metric)} has a limit, and no \`direction\` to read it by`,
          detail: `direction ${nameOf(metric)}`,
          fix: 'add `direction: at-least` or `direction: at-most`',
        });
      }
    }
  },
});

const limitMissed = defineRule({
  id: 'model-card/limit-missed',
  severity: 'warning',
  what: 'A metric misses its own limit over its whole interval, and nothing was concluded from it.',
  why: 'The limit was fixed so that a miss would mean something. A card that shows the miss and passes on says that it did not.',
  fix: 'Write under `decision:` what followed from the miss, as a sentence with a reference such as `[[ADR-0004]]`.',
  source: 'Regulation (EU) 2024/1689, Art. 9(8); SR 26-2 § V',
  *check(portfolio) {
    for (const { artefact, data } of artefactsOf<ModelCard>(portfolio, 'model-card')) {
      for (const [i, metric] of (data.metrics ?? []).entries()) {
        const { value, limit, verdict } = readMetric(metric, artefact, portfolio);
        if (verdict !== 'fails' || value === null || limit === null) continue;
        if (!isMissing(artefact, ['metrics', i, 'decision'])) continue;
        yield aboutField(artefact, ['metrics', i], {
          message: `${nameOf(metric)} is ${writeFigure(value)}, and had to be ${metric.direction === 'at-least' ? 'at least' : 'at most'} ${writeFigure(limit)}; nothing is said to follow`,
          detail: `limit ${nameOf(metric)}`,
          fix: 'add `decision:` with what followed from it',
          absent: [['metrics', i, 'decision']],
        });
      }
    }
  },
});

const thresholdsMissing = defineRule({
  id: 'model-card/thresholds-missing',
  severity: 'warning',
  what: 'A classifier does not say at which output something happens.',
  why: 'Error rates exist only at a threshold. Without it nobody can tell how many people are wrongly acted upon, or who decided that.',
  fix: 'Add `decision_thresholds:` with the value, the action, the reason and who set it; a score nobody acts on has another `task`.',
  source: 'Mitchell et al. 2019, section 4.4',
  *check(portfolio) {
    for (const { artefact, data } of artefactsOf<ModelCard>(portfolio, 'model-card')) {
      if (!/classif/i.test(data.task ?? '') || !isMissing(artefact, ['decision_thresholds'])) continue;
      yield aboutField(artefact, ['task'], {
        message: `${code(artefact.id)} is a classifier, and names no decision threshold`,
        detail: 'decision_thresholds',
        fix: 'add `decision_thresholds:`',
        absent: [['decision_thresholds']],
      });
    }
  },
});

export const rules: Rule[] = [unsliced, intervalImpossible, limitUndirected, limitMissed, thresholdsMissing];
