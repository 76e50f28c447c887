/** The figures of a `casebook/metrics@1` file as rows: overall first, then by slice. */
import { percent } from '../../core/percent.ts';
import { toPointer, type Path } from '../../core/place.ts';
import { isRecord, textAt, type Data } from './fields.ts';
import { formatNumber } from './numbers.ts';

export interface MetricRow {
  id: string;
  /** JSON Pointer of the value, as a `<Metric of>` would write it. */
  pointer: string;
  slice: string;
  value: string;
  interval: string;
  n: string;
}

/** Every figure of a metrics file; none for other content. */
export function metricRows(content: unknown): MetricRow[] {
  if (!isRecord(content) || content['schema'] !== 'casebook/metrics@1') return [];
  const rows = figures(content['metrics'], ['metrics'], 'all rows', content['n']);
  const slices = isRecord(content['slices']) ? content['slices'] : {};
  for (const [dimension, values] of Object.entries(slices)) {
    if (!isRecord(values)) continue;
    for (const [value, slice] of Object.entries(values)) {
      if (!isRecord(slice)) continue;
      const at = ['slices', dimension, value, 'metrics'];
      rows.push(...figures(slice['metrics'], at, `${dimension}: ${value}`, slice['n']));
    }
  }
  return rows;
}

function figures(metrics: unknown, at: Path, slice: string, whole: unknown): MetricRow[] {
  if (!isRecord(metrics)) return [];
  return Object.entries(metrics)
    .filter((entry): entry is [string, Data] => isRecord(entry[1]))
    .map(([id, metric]) => {
      const n = metric['n'] ?? whole;
      const number = (key: string): number | null => (typeof metric[key] === 'number' ? metric[key] : null);
      const [lower, upper] = [number('ci_lower'), number('ci_upper')];
      const level = number('ci_level');
      const unit = textAt(metric, 'unit');
      const p = number('p_value');
      const test = p === null ? '' : p < 0.001 ? ', p < 0.001' : `, p = ${formatNumber(p, 3)}`;
      return {
        id,
        pointer: toPointer([...at, id, 'value']),
        slice,
        // A share or a ratio is told from the measure; `0.84 share` reads like a unit.
        value: formatNumber(number('value'), 4) + (unit === null || bareUnits.has(unit) ? '' : ` ${unit}`),
        interval:
          lower === null || upper === null
            ? '–'
            : `${formatNumber(lower, 4)} to ${formatNumber(upper, 4)} (${level === null ? 'level not stated' : percent(Number((level * 100).toFixed(1)))})${test}`,
        n: typeof n === 'number' ? formatNumber(n) : '–',
      };
    });
}

/** Units that are no word behind a number. */
const bareUnits = new Set(['share', 'ratio']);
