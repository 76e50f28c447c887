// whylogs: summaries of columns, which compare nothing, and the scores of its drift report.
import { asNumber, asRecord, asText } from '../../core/data.ts';
import {
  emptyReport,
  unknownReading,
  type ColumnFact,
  type Report,
  type ReportSource,
} from '../../evidence/drift/reported.ts';
import { whylogsMethods } from '../report-methods.ts';
import { byMethod, parseNumber, warning } from '../reading-of.ts';

const tool = 'whylogs';

/** Whether a source is a summary or a drift report of whylogs. */
export const isWhylogs = ({ json, cells }: Pick<ReportSource, 'json' | 'cells'>): boolean =>
  cells === null ? isScores(json) : isSummary(cells);

const isSummary = ([header = []]: string[][]): boolean =>
  header.includes('counts/n') && header.some((name) => name.startsWith('types/') || name === 'type');

function isScores(json: unknown): boolean {
  const scores = Object.values(asRecord(json) ?? {}).filter((one) => one !== null);
  return (
    scores.length > 0 &&
    scores.every((one) => {
      const score = asRecord(one);
      return (
        score !== null && typeof score['algorithm'] === 'string' && 'pvalue' in score && 'statistic' in score
      );
    })
  );
}

/**
 * Reads the summary of a profile (`profile.view().to_pandas()` as CSV) as facts, or a drift report
 * (`calculate_drift_scores(…)` as JSON) as readings.
 * Source: whylabs/whylogs `python/whylogs/viz/drift/column_drift_algorithms.py`.
 */
export const readWhylogs = (source: ReportSource): Report =>
  source.cells === null ? readScores(asRecord(source.json) ?? {}) : readSummary(source.cells);

function readScores(scores: Record<string, unknown>): Report {
  const report = emptyReport(tool, 'drift report');
  for (const [column, one] of Object.entries(scores)) {
    const score = asRecord(one);
    if (score === null) {
      report.issues.push(
        warning(
          [column],
          `\`${column}\` has no score: whylogs could not compare it`,
          'see in the run why; the column has no reading',
        ),
      );
      continue;
    }
    const algorithm = asText(score['algorithm']);
    const method = algorithm === null ? undefined : whylogsMethods[algorithm];
    const key =
      method?.is_p || (method === undefined && asNumber(score['statistic']) === null)
        ? 'pvalue'
        : 'statistic';
    const value = asNumber(score[key]);
    const statistic = asNumber(score['statistic']);
    const category = asText(score['drift_category']);
    const below = method?.is_p === true;
    report.readings.push({
      ...unknownReading([column, key], column),
      ...(method === undefined ? { method: algorithm, value } : byMethod(method, value)),
      p_value: asNumber(score['pvalue']),
      threshold: bandOf(score, 'DRIFT', below),
      amber: bandOf(score, 'POSSIBLE_DRIFT', below),
      alert: category === 'DRIFT' ? true : category === 'NO_DRIFT' ? false : null,
      note:
        category === 'POSSIBLE_DRIFT'
          ? 'whylogs calls it possible drift'
          : below && statistic !== null
            ? `statistic ${Number(statistic.toPrecision(6))}`
            : null,
    });
    if (value === null) {
      report.issues.push(
        warning(
          [column, key],
          `\`${key}\` of \`${column}\` is no number`,
          'see in the run why; the reading stays without a value',
        ),
      );
    }
  }
  return report;
}

/** The edge at which a band of a score begins, seen from where nothing moved. */
function bandOf(score: Record<string, unknown>, band: string, below: boolean): number | null {
  const edges = asRecord(score['thresholds'])?.[band];
  return Array.isArray(edges) ? asNumber(edges[below ? 1 : 0]) : null;
}

const factColumns = {
  n: 'counts/n',
  missing: 'counts/null',
  mean: 'distribution/mean',
  std: 'distribution/stddev',
  min: 'distribution/min',
  median: 'distribution/median',
  max: 'distribution/max',
  distinct: 'cardinality/est',
} as const;

function readSummary([header = [], ...rows]: string[][]): Report {
  const report = emptyReport(tool, 'summary of a profile');
  report.notes.push(
    'a summary of columns compares nothing with a reference, so it gives no drift and no verdict',
  );
  const names = header.map((name) => name.trim());
  const index = Math.max(0, names.indexOf('column'));
  rows.forEach((cells, row) => {
    const fact = { column: cells[index] ?? '' } as ColumnFact;
    for (const [key, name] of Object.entries(factColumns)) {
      const at = names.indexOf(name);
      const value = at < 0 ? null : parseNumber(cells[at] ?? '');
      if (value === undefined) {
        report.issues.push(
          warning(
            [row, at],
            `\`${cells[at] ?? ''}\` is no number, and \`${name}\` is one`,
            'write the summary again',
          ),
        );
      }
      fact[key as keyof typeof factColumns] = value ?? null;
    }
    // Of a column without numbers whylogs writes a mean of 0, which is none.
    const numbers = names.indexOf('distribution/n');
    if (numbers >= 0 && parseNumber(cells[numbers] ?? '') === 0) {
      Object.assign(fact, { mean: null, std: null, min: null, median: null, max: null });
    }
    report.facts.push(fact);
  });
  return report;
}
