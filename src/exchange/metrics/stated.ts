// Figures that a card states one by one, in a list: put together by part and measure, each with its place.
import { toPointer, type Path } from '../../core/place.ts';
import { withOrigins } from '../../evidence/origin.ts';
import type { Metric, Metrics } from '../../evidence/shapes/metrics.ts';
import { asNumber } from '../../core/data.ts';
import { parseNumber } from '../reading-of.ts';
import { headOf, type About } from './about.ts';
import type { MetricsFault } from './fault.ts';

/** A value as a file has it, a number or a text that should hold one, and where it stands. */
export interface Written {
  value: unknown;
  at: Path;
}

/** One figure of a card. */
export interface StatedFigure extends Written {
  type: string;
  /** The rows it is of; `null` for all. */
  part: string | null;
  /** What tells it from another figure of the same measure and rows, such as its configuration. */
  variant: string | null;
  threshold?: Written;
  interval?: { lower: Written; upper: Written };
  note?: string;
}

/** What a card says besides its figures. */
export interface Card {
  file: string;
  /** What wrote it, as pages name it. */
  tool: string;
  figures: readonly StatedFigure[];
  /** What its parts are parts by. */
  dimension: string;
  version: { name: string; at: Path } | null;
  dataset?: { name: string; at: Path };
}

/**
 * The figures of a card as `casebook/metrics@1`. A text that is no number is kept as a note on a figure without one; the
 * card's own version goes before what the register says, so that the two can be held against each other.
 * @param say takes what is wrong with single figures: one that is stated twice with two values.
 */
export function metricsOfCard(card: Card, about: About, say: (fault: MetricsFault) => void): Metrics {
  const { file, figures, version, dataset } = card;
  const origins = new Map<string, Path>();
  const parts = new Map<string | null, Record<string, Metric>>([[null, {}]]);
  const stated = new Map<string, { figure: StatedFigure; value: number | null }>();
  for (const figure of figures) {
    const metric = metricOf(figure);
    const threshold = metric.threshold === undefined ? null : `at_${metric.threshold}`;
    const variant = [threshold, figure.variant].filter((one) => one !== null).join('_');
    const key = JSON.stringify([figure.part, figure.type, variant]);
    const before = stated.get(key);
    if (before !== undefined && before.value === metric.value) continue;
    if (before !== undefined) say(contradiction(file, figure, before.figure));
    else stated.set(key, { figure, value: metric.value });
    const metrics = parts.get(figure.part) ?? {};
    parts.set(figure.part, metrics);
    const id = freeId(metrics, figure.type, variant);
    metrics[id] = metric;
    const way = figure.part === null ? ['metrics'] : ['slices', card.dimension, figure.part, 'metrics'];
    const note = (field: string, written: Written | undefined): void => {
      if (written !== undefined) origins.set(toPointer([...way, id, field]), written.at);
    };
    note('value', figure);
    note('threshold', figure.threshold);
    note('ci_lower', figure.interval?.lower);
    note('ci_upper', figure.interval?.upper);
  }
  if (version !== null) origins.set('/model_version', version.at);
  if (dataset !== undefined) origins.set('/dataset', dataset.at);
  const values = [...parts].flatMap(([part, metrics]) =>
    part === null ? [] : [[part, { n: null, metrics }] as const],
  );
  const made: Metrics = {
    ...headOf(about, card.tool),
    ...(version !== null && { model_version: version.name }),
    ...(dataset !== undefined && { dataset: dataset.name }),
    n: null,
    metrics: parts.get(null)!,
    ...(values.length > 0 && { slices: { [card.dimension]: Object.fromEntries(values) } }),
  };
  return withOrigins(made, origins);
}

function metricOf({ type, value, threshold, interval, note }: StatedFigure): Metric {
  const number = numeric(value);
  const at = threshold === undefined ? null : numeric(threshold.value);
  const [lower, upper] = interval ? [numeric(interval.lower.value), numeric(interval.upper.value)] : [];
  const isInterval = typeof lower === 'number' && typeof upper === 'number';
  const notes = [number === null ? withoutNumber(value) : null, note].filter(
    (one) => typeof one === 'string',
  );
  return {
    type,
    value: number,
    ...(at !== null && { threshold: at }),
    ...(isInterval && { ci_lower: lower, ci_upper: upper }),
    ...(notes.length > 0 && { note: notes.join('; ') }),
  };
}

/** A number, also one that is written as text; anything else is none. */
const numeric = (value: unknown): number | null =>
  typeof value === 'string' ? (parseNumber(value) ?? null) : asNumber(value);

const withoutNumber = (value: unknown): string =>
  value === null || value === undefined || value === '' || typeof value === 'number'
    ? 'the file has no number here'
    : `the file says \`${typeof value === 'string' ? value : JSON.stringify(value)}\`, which is not one number`;

function freeId(metrics: Record<string, Metric>, type: string, variant: string): string {
  if (!Object.hasOwn(metrics, type)) return type;
  const slug = variant.replaceAll(/[^\p{L}\p{N}.]+/gu, '_');
  const id = slug === '' ? type : `${type}_${slug}`;
  let free = id;
  for (let i = 2; Object.hasOwn(metrics, free); i += 1) free = `${id}_${i}`;
  return free;
}

const contradiction = (file: string, figure: StatedFigure, before: StatedFigure): MetricsFault => ({
  contradicts: { file, path: before.at },
  message: `\`${figure.type}\`${figure.part === null ? '' : ` of \`${figure.part}\``} is ${shown(figure.value)} here, and ${shown(before.value)} before in the same card`,
  at: { file, path: figure.at },
  detail: toPointer(figure.at),
  fix: 'correct the one that is wrong, or say in the card what makes the two figures different',
});

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? null));
