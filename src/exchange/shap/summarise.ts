import { count } from '../../core/words.ts';
import type { Shap, ShapRow } from '../../evidence/shapes/shap.ts';
import type { RegisterFeature } from '../../evidence/shap/importance.ts';
import { batchesOf } from './batches.ts';
import { constantOf, type Contributions, type Totals, type Values } from './contributions.ts';
import type { Declared } from '../../evidence/shap/declared.ts';
import { densityOf, fewest } from './density.ts';
import { ShapFault } from './fault.ts';
import { rowsKept, sampleRows, samplingInWords } from './sample.ts';

/** What the register says of the evidence as a whole. */
export interface About {
  declared: Declared;
  model: string;
  model_version: string;
  title: string;
  produced_by: string;
  provenance: Shap['provenance'];
  /** Whether rows may be kept: `all` with identifiers, `nameless` without, `none` as bins only. */
  rows: 'all' | 'nameless' | 'none';
  /** Features of the register with the columns they become. */
  register: readonly RegisterFeature[];
}

/**
 * Contributions as `casebook/shap@1`. Totals (mean |φ|, mean φ, groups, the gap of additivity, bins) are over every row;
 * rows are kept up to a number, by a rule that is stated, and only where they may be.
 * @throws {ShapFault} when the register contradicts the file, and for rows about people that are too few to bin.
 */
export function summarise(found: Contributions, about: About): Shap {
  const { declared } = about;
  const base = baseOf(found, declared);
  const n = found.n;
  const additivity = additivityOf(found, base);
  const totals = found.phi.map(totalsOf);
  const groups = groupsOf(found, about.register);
  const varies = typeof base === 'object' && base !== null;
  const series = batchesOf(found, groups, { mayKeepRows: about.rows !== 'none' });
  const notes = [...found.notes, ...(varies ? [baseVaries(base)] : []), ...(series?.notes ?? [])];
  return {
    ...headOf(about, notes),
    output_space: declared.output_space ?? found.space ?? 'unknown',
    ...classOf(found.className, declared),
    base_value: typeof base === 'number' ? short(base) : null,
    n_total: n,
    ...(about.rows === 'none' ? binned(found) : sampled(found, about, varies ? base : null)),
    features: found.features,
    mean_abs: totals.map(({ meanAbs }) => short(meanAbs)),
    mean: totals.map(({ mean }) => short(mean)),
    ...(groups && { groups }),
    ...(additivity && { additivity }),
    ...(series && { batches: series.batches }),
  };
}

/** A table of means as `casebook/shap@1`: totals alone. @throws {ShapFault} when nothing says over how many rows. */
export function summariseTotals({ features, meanAbs }: Totals, about: About): Shap {
  const { n, output_space } = about.declared;
  if (n === undefined) {
    throw new ShapFault({
      message: 'the file holds means and does not say over how many rows',
      field: 'n',
      detail: 'no n',
      fix: 'say `n:` under `shap:` with the rows that were explained',
    });
  }
  return {
    ...headOf(about, ['A table of means: there are no rows to draw.']),
    output_space: output_space ?? 'unknown',
    ...classOf(null, about.declared),
    base_value: about.declared.base_value ?? null,
    n_total: n,
    n_drawn: 0,
    features,
    mean_abs: meanAbs.map(short),
  };
}

function headOf({ declared, ...about }: About, notes: readonly string[]) {
  const { explainer, algorithm, background, dataset, period } = declared;
  return {
    schema: 'casebook/shap@1' as const,
    producer: { name: about.produced_by },
    model: about.model,
    model_version: about.model_version,
    dataset: dataset ?? about.title,
    provenance: about.provenance,
    ...(notes.length > 0 && { notes: [...notes] }),
    ...(period && { period }),
    explainer: {
      name: explainer ?? 'explainer not stated',
      ...(algorithm !== undefined && { algorithm }),
      ...(background !== undefined && { background }),
    },
  };
}

function classOf(found: string | null, declared: Declared): { class_name?: string } {
  const stated =
    declared.class_name ?? found ?? (typeof declared.class === 'string' ? declared.class : undefined);
  return stated === undefined ? {} : { class_name: stated };
}

/** The base value of the file, else the register's. Two that differ are a contradiction. */
function baseOf({ base }: Contributions, { base_value: stated }: Declared): number | Float64Array | null {
  if (base === null) return stated ?? null;
  const found = typeof base === 'number' ? base : constantOf(base);
  if (
    stated !== undefined &&
    (found === null || Math.abs(found - stated) > 1e-6 * Math.max(1, Math.abs(found)))
  ) {
    throw new ShapFault({
      message: `\`base_value\` is ${stated}, and the file has ${found === null ? 'one that differs by row' : short(found)}`,
      field: 'base_value',
      detail: 'base contradicts',
      fix: 'leave `base_value` out, or correct what writes the file',
    });
  }
  return found ?? base;
}

function baseVaries(base: Float64Array): string {
  let [low, high] = [Infinity, -Infinity];
  for (const value of base) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return `The base value differs by row, from ${short(low)} to ${short(high)}.`;
}

function totalsOf(phi: Float64Array): { meanAbs: number; mean: number } {
  let [sum, absolute] = [0, 0];
  for (const value of phi) {
    sum += value;
    absolute += Math.abs(value);
  }
  return { meanAbs: absolute / phi.length, mean: sum / phi.length };
}

/** Register features that are several columns of the file, summed row by row. */
function groupsOf({ features, phi, n }: Contributions, register: readonly RegisterFeature[]): Shap['groups'] {
  const groups = register.flatMap(({ name, columns }) => {
    const at = columns.map((column) => features.indexOf(column)).filter((index) => index >= 0);
    if (at.length < 2) return [];
    let [sum, absolute] = [0, 0];
    for (let row = 0; row < n; row++) {
      let one = 0;
      for (const index of at) one += phi[index]![row]!;
      sum += one;
      absolute += Math.abs(one);
    }
    const present = at.map((index) => features[index]!);
    return [[name, { columns: present, mean_abs: short(absolute / n), mean: short(sum / n) }] as const];
  });
  return groups.length === 0 ? undefined : Object.fromEntries(groups);
}

/** The largest gap between base and contributions on one side, output on the other, over every row. */
function additivityOf(
  { phi, n, output }: Contributions,
  base: number | Float64Array | null,
): Shap['additivity'] {
  if (output === null || base === null) return undefined;
  let [worst, beyond, scale] = [0, 0, 0];
  for (let row = 0; row < n; row++) {
    let sum = typeof base === 'number' ? base : base[row]!;
    for (const column of phi) sum += column[row]!;
    const size = Math.abs(output[row]!);
    const gap = Math.abs(sum - output[row]!);
    worst = Math.max(worst, gap);
    scale = Math.max(scale, size);
    if (gap > Math.max(0.01, 0.01 * size)) beyond += 1;
  }
  return { max_abs_gap: short(worst), n, n_beyond: beyond, max_abs_output: short(scale) };
}

/** The rows that are drawn. */
function sampled(
  found: Contributions,
  { rows: kept }: About,
  bases: Float64Array | null,
): Pick<Shap, 'n_drawn' | 'sampling' | 'rows'> {
  const { n, phi, values, output, id } = found;
  const drawn = sampleRows(n, rowsKept(n, phi.length));
  const rows = drawn.map((row): ShapRow => ({
    ...(id && kept === 'all' && id(row) !== '' && { id: id(row) }),
    shap: phi.map((column) => short(column[row]!)),
    ...(values && { values: values.map((column) => cellOf(column, row)) }),
    ...(output && { output: short(output[row]!) }),
    ...(bases && { base_value: short(bases[row]!) }),
  }));
  return {
    n_drawn: rows.length,
    ...(rows.length < n && { sampling: samplingInWords(rows.length, n) }),
    rows,
  };
}

function cellOf(column: Values, row: number): number | string | null {
  const value = column[row] ?? null;
  if (typeof value !== 'number') return value;
  // An infinite value is no JSON; it is drawn as missing.
  return Number.isFinite(value) ? short(value) : null;
}

/** Bins in place of rows. */
function binned({ n, phi, values, features }: Contributions): Pick<Shap, 'n_drawn' | 'aggregates'> {
  if (n < fewest) {
    throw new ShapFault({
      message: `the file holds ${count(n, 'row')} about people and names nobody who permitted them: too few to be kept as bins`,
      field: '',
      detail: 'rows about people',
      fix: 'name the party that permitted the rows as `rows_approved_by`, or state `provenance: synthetic` where that is so',
    });
  }
  const aggregates = features.map((name, j) => [name, densityOf(phi[j]!, values?.[j] ?? null)] as const);
  return { n_drawn: 0, aggregates: Object.fromEntries(aggregates) };
}

/** Nine digits: they give a 32-bit float back whole, and leave additivity as exact as it is. */
const short = (value: number): number => Number(value.toPrecision(9));
