import { compareText } from '../core/compare.ts';
import type { DriftRow } from '../core/portfolio.ts';
import { sideWords } from './drift-words.ts';
import { shadeOf } from './drift-heat.ts';

/** A feature's readings in so little room that hundreds stand below one another. */
export interface Strip {
  feature: string;
  rows: DriftRow[];
  /** Batches of one shade, as strokes along a line of one unit per batch. */
  paths: { class: string; path: string }[];
  /** Judged readings over red and over amber. */
  red: number;
  amber: number;
  /** The worst judged reading, and the newest. */
  worst: DriftRow | null;
  last: DriftRow;
}

/** Larger is worse, on whichever side the trouble is. */
const badness = (row: DriftRow | null): number =>
  row === null || row.value === null ? -Infinity : sideWords(row).isBelow ? -row.value : row.value;

/** The features of some readings by one method, worst first: those over red, over amber, then by the worst reading. */
export function stripsOf(rows: readonly DriftRow[]): Strip[] {
  const batches = [...new Set(rows.map(({ batch }) => batch))].sort(compareText);
  return [...Map.groupBy(rows, ({ feature }) => feature)]
    .map(([feature, own]) => stripOf(feature, own, batches))
    .sort(
      (a, b) =>
        Number(b.red > 0) - Number(a.red > 0) ||
        Number(b.amber > 0) - Number(a.amber > 0) ||
        badness(b.worst) - badness(a.worst) ||
        compareText(a.feature, b.feature),
    );
}

function stripOf(feature: string, own: DriftRow[], batches: readonly string[]): Strip {
  const at = new Map(own.map((row) => [row.batch, row]));
  const judged = own.filter(({ verdict }) => verdict !== 'no-verdict');
  const classes = batches.map((batch) => {
    const row = at.get(batch);
    return row === undefined ? null : row.verdict === 'no-verdict' ? 'nv' : `q${shadeOf(row)}`;
  });
  const reds = batches.map((batch) => (at.get(batch)?.verdict === 'red' ? 'alert' : null));
  const shades = [...new Set(classes)].filter((one) => one !== null).sort();
  return {
    feature,
    rows: own,
    paths: [
      ...shades.map((name) => ({ class: name, path: runsOf(classes, name, 0.5) })),
      ...(reds.some((one) => one !== null) ? [{ class: 'alert', path: runsOf(reds, 'alert', 0.9) }] : []),
    ],
    red: judged.filter(({ verdict }) => verdict === 'red').length,
    amber: judged.filter(({ verdict }) => verdict === 'amber').length,
    worst: judged.reduce<DriftRow | null>((best, row) => (badness(row) > badness(best) ? row : best), null),
    last: own.at(-1)!,
  };
}

/** Neighbouring batches of one class as one stroke. */
function runsOf(classes: readonly (string | null)[], name: string, y: number): string {
  let path = '';
  for (let i = 0; i < classes.length; i++) {
    if (classes[i] !== name) continue;
    const start = i;
    while (classes[i + 1] === name) i++;
    path += `M${start} ${y}h${i - start + 1}`;
  }
  return path;
}
