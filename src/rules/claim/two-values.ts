import { spotOf, type Artefact } from '../../core/artefact.ts';
import { asRecord, asText } from '../../core/data.ts';
import { parseEvidenceReference } from '../../core/id.ts';
import { fromPointer, valueAt, type Path, type Spot } from '../../core/place.ts';
import type { Claim, Portfolio } from '../../core/portfolio.ts';
import { isProof, type Evidence } from '../../core/records.ts';
import { defineRule } from '../../core/rule.ts';
import { isMetrics } from '../../evidence/content.ts';
import { differ } from '../../evidence/rounding.ts';
import { metricName } from '../../evidence/metric-name.ts';
import { evidenceSpot } from '../../evidence/origin.ts';
import type { Metric } from '../../evidence/shapes/metrics.ts';
import { fieldPath } from '../../kinds/numbers.ts';
import { isClosed } from '../../kinds/rows.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'claim/two-values',
  severity: 'warning',
  what: 'A typed figure in front matter is another than evidence, or another artefact, states for the same measure of the same model version, dataset and slice.',
  why: 'A number that is typed where it could be read from evidence goes its own way at the next training. Two numbers for one thing cast doubt on every other number of the file.',
  fix: 'Write `value: { from: "ev:…#/…" }`, so that the evidence’s own is shown; or say in `dataset` or `slice` what makes the two figures different.',
  *check(portfolio) {
    const seen = new Map<string, Stated>();
    for (const one of statedIn(portfolio)) {
      const { artefact, name, value, isTyped, path, spot } = one;
      const held = isTyped ? heldFor(one, portfolio) : null;
      const key = keyOf(one);
      const first = key === null ? undefined : seen.get(key);
      if (key !== null && first === undefined) seen.set(key, one);
      const other =
        held !== null && differ(value, held.value)
          ? { value: held.value, of: held.evidence.id, at: held.at }
          : held === null && first !== undefined && (isTyped || first.isTyped) && differ(value, first.value)
            ? { value: first.value, of: first.artefact.id, at: first.spot }
            : null;
      if (other === null) continue;
      yield {
        message: `${code(artefact.id)} says ${value} for ${code(name)}${one.slice === null ? '' : ` of ${code(one.slice)}`}, and ${code(other.of)} says ${other.value} of the same model version, dataset and rows`,
        at: spot,
        subject: artefact.id,
        detail: `${path.join('.')} ${other.of}`,
        related: [{ at: other.at, message: `${other.value} in ${code(other.of)}` }],
        fix: 'write `value: { from: "ev:…#/…" }` in place of the number, or say in `dataset` or `slice` what is different',
      };
    }
  },
});

/** A figure of front matter with what it is a figure of. */
interface Stated {
  artefact: Artefact;
  /** The measure as written. */
  name: string;
  value: number;
  isTyped: boolean;
  dataset: string | null;
  slice: string | null;
  version: string | null;
  /** The row that states it, and the way to its value. */
  row: Record<string, unknown>;
  path: Path;
  spot: Spot;
}

/** Every figure of front matter that says of which measure it is. */
function* statedIn({ claims, index }: Portfolio): Generator<Stated> {
  for (const claim of claims) {
    const artefact = index.artefacts.get(claim.artefact);
    if (claim.field === null || typeof claim.value !== 'number' || !artefact || isClosed(artefact)) continue;
    const path = fieldPath(claim.field);
    if (path.at(-1) !== 'value') continue;
    const row = asRecord(valueAt(artefact.data, path.slice(0, -1)));
    const name = asText(row?.['type']) ?? asText(row?.['metric']);
    if (row === null || name === null) continue;
    yield {
      artefact,
      name,
      value: claim.value,
      isTyped: isTyped(claim),
      dataset: asText(row['dataset']),
      slice: asText(row['slice']),
      version: versionOf(artefact),
      row,
      path,
      spot: spotOf(artefact, path),
    };
  }
}

const isTyped = ({ state }: Claim): boolean => state === 'claim';

/** The model version that an artefact speaks of, when it says one. */
function versionOf({ data }: Artefact): string | null {
  const version = data['model_version'];
  return asText(version) ?? asText(asRecord(version)?.['name']);
}

const same = (text: string): string => text.trim().toLowerCase().replaceAll(/\s+/g, ' ');

/** What makes two statements one; `null` where it does not say of which rows it speaks. */
const keyOf = ({ artefact, name, dataset, slice, version }: Stated): string | null =>
  dataset === null
    ? null
    : [artefact.system, version, same(dataset), same(slice ?? ''), metricName(name)].join('\n');

interface HeldFigure {
  evidence: Evidence;
  value: number;
  at: Spot;
}

/**
 * The figure of evidence that a typed one stands for: that whose rows or interval the same row reads from a file, else
 * the only one of its measure in a file of metrics of the same system, version and dataset.
 */
function heldFor(stated: Stated, portfolio: Portfolio): HeldFigure | null {
  return besideOf(stated, portfolio) ?? ofSameRows(stated, portfolio);
}

function besideOf({ artefact, row }: Stated, { index }: Portfolio): HeldFigure | null {
  for (const field of ['ci_lower', 'ci_upper', 'n']) {
    const from = asText(asRecord(row[field])?.['from']);
    if (from === null) continue;
    const { id, pointer } = parseEvidenceReference(from);
    const found = index.resolve(id, artefact.system);
    const evidence = found.state === 'found' ? index.evidence.get(found.node.id) : undefined;
    const steps = fromPointer(pointer);
    if (evidence === undefined || steps?.at(-1) !== field) continue;
    const path = [...steps.slice(0, -1), 'value'];
    const value = valueAt(evidence.content, path);
    if (typeof value === 'number') return { evidence, value, at: evidenceSpot(evidence, path) };
  }
  return null;
}

function ofSameRows(stated: Stated, portfolio: Portfolio): HeldFigure | null {
  const { artefact, name, dataset, version } = stated;
  if (dataset === null || version === null) return null;
  for (const evidence of portfolio.evidence) {
    const { content } = evidence;
    if (!isMetrics(content) || evidence.system !== artefact.system || !isProof(evidence.state)) continue;
    if (content.model_version !== version) continue;
    const names = [content.dataset, evidence.title, evidence.local, `ev:${evidence.local}`].map(same);
    if (!names.includes(same(dataset))) continue;
    const tables = tablesOf(content, stated.slice);
    // A slice of this name in two dimensions is not told apart.
    if (tables.length !== 1) continue;
    const { path, metrics } = tables[0]!;
    const all = Object.entries(metrics).filter(([, one]) => metricName(one.type) === metricName(name));
    const own = all.length > 1 ? all.filter(([id]) => metricName(id) === metricName(name)) : all;
    const [found] = own;
    if (found === undefined || own.length > 1 || found[1].value === null) continue;
    return {
      evidence,
      value: found[1].value,
      at: evidenceSpot(evidence, [...path, found[0], 'value']),
    };
  }
  return null;
}

interface FigureTable {
  path: Path;
  metrics: Record<string, Metric>;
}

/** The figures of all rows, or of the slice of a name: `islands`, `region islands` or `region=islands`. */
function tablesOf(
  { metrics, slices }: { metrics: Record<string, Metric>; slices?: Slices | undefined },
  slice: string | null,
): FigureTable[] {
  if (slice === null) return [{ path: ['metrics'], metrics }];
  const wanted = same(slice).replace(/\s*[=:]\s*/, ' ');
  return Object.entries(slices ?? {}).flatMap(([dimension, values]) =>
    Object.entries(values).flatMap(([value, { metrics: own }]) =>
      [value, `${dimension} ${value}`].map(same).includes(wanted)
        ? [{ path: ['slices', dimension, value, 'metrics'], metrics: own }]
        : [],
    ),
  );
}

type Slices = Record<string, Record<string, { metrics: Record<string, Metric> }>>;
