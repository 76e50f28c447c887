// The numbers that a text of front matter rests on: those of the evidence and of the items that its row names.
import { spotOf, type Artefact, type Item } from '../core/artefact.ts';
import { asRecord, asText } from '../core/data.ts';
import { parseEvidenceReference } from '../core/id.ts';
import { once } from '../core/once.ts';
import { fromPointer, toPointer, valueAt, type Path, type Spot } from '../core/place.ts';
import type { Portfolio } from '../core/portfolio.ts';
import type { Evidence } from '../core/records.ts';
import { isMetrics, isShap } from '../evidence/content.ts';
import { evidenceSpot } from '../evidence/origin.ts';
import { quotedIn, type Known } from '../evidence/quoted.ts';
import { fieldPath } from '../kinds/numbers.ts';

/** Where a known number stands: its spot, and how a finding calls it. */
export interface KnownAt {
  spot: Spot;
  name: string;
  evidence: Evidence | null;
}

export type KnownNumber = Known<KnownAt>;

/**
 * The numbers that a text at a path rests on: of its row where it stands in one, else of the whole artefact. A row rests
 * on the evidence that it names, on the items that it names and what they name, and on its case of a file of SHAP values.
 */
export function restsOn(artefact: Artefact, path: Path, text: string, portfolio: Portfolio): KnownNumber[] {
  const [list, row] = path;
  const thresholds = /\bthresholds?\b/i.test(text)
    ? (thresholdsOf(portfolio).get(artefact.system) ?? [])
    : [];
  if (list === undefined || typeof row !== 'number') return [...thresholds, ...ofWhole(artefact, portfolio)];
  const scope = valueAt(artefact.data, [list, row]);
  return [
    ...thresholds,
    ...numbersNamed(scope, artefact, portfolio, 1),
    ...ofCase(scope, artefact, portfolio),
  ];
}

/** The decision thresholds that the cards of a system state. */
const thresholdsOf = once((portfolio: Portfolio): ReadonlyMap<string | null, KnownNumber[]> => {
  const found = new Map<string | null, KnownNumber[]>();
  for (const claim of portfolio.claims) {
    const artefact = portfolio.index.artefacts.get(claim.artefact);
    if (artefact?.kind !== 'model-card' || typeof claim.value !== 'number') continue;
    if (claim.field === null || !/^decision_thresholds\[\d+\]\.threshold$/.test(claim.field)) continue;
    const at = {
      spot: spotOf(artefact, fieldPath(claim.field)),
      name: `${artefact.local}, ${claim.field}`,
      evidence: null,
    };
    found.set(artefact.system, [
      ...(found.get(artefact.system) ?? []),
      { value: claim.value, at, isThreshold: true },
    ]);
  }
  return found;
});

/** What artefacts name depends on the portfolio around them; they themselves may be those of an earlier one. */
const wholes = once((_portfolio: Portfolio) => new Map<Artefact, KnownNumber[]>());
function ofWhole(artefact: Artefact, portfolio: Portfolio): KnownNumber[] {
  const known = wholes(portfolio);
  const numbers = known.get(artefact) ?? numbersNamed(artefact.data, artefact, portfolio, 0);
  known.set(artefact, numbers);
  return numbers;
}

/** Every number of front matter in a system: what an author may quote without a slip. */
export const numbersOfSystem = once((portfolio: Portfolio): ReadonlyMap<string | null, KnownNumber[]> => {
  const found = new Map<string | null, KnownNumber[]>();
  for (const artefact of portfolio.artefacts) {
    const known = found.get(artefact.system) ?? [];
    found.set(artefact.system, known);
    for (const { path, value } of numbersIn(artefact.data, []))
      known.push({
        value,
        isPlain: true,
        at: { spot: spotOf(artefact, path), name: path.join('.'), evidence: null },
      });
  }
  return found;
});

function numbersNamed(
  scope: unknown,
  artefact: Artefact,
  portfolio: Portfolio,
  depth: number,
): KnownNumber[] {
  const { index } = portfolio;
  const own = asRecord(scope)?.['id'];
  return [...new Set([...textsAt(scope, [])].map(({ text }) => text))].flatMap(
    (text): readonly KnownNumber[] => {
      if (!/^(?:ev:)?[\w./|-]+(?:#\S*)?$/.test(text)) return [];
      const { id, pointer } = parseEvidenceReference(text);
      const found = index.resolve(id, artefact.system);
      if (found.state !== 'found') return [];
      const evidence = index.evidence.get(found.node.id);
      if (evidence !== undefined) return ofEvidence(evidence, fromPointer(pointer) ?? []);
      const item = itemsOf(portfolio).get(found.node.id);
      // A row names itself by its id.
      if (item === undefined || item.id === artefact.id || item.local === own) return [];
      const holder = index.artefacts.get(item.artefact);
      if (holder === undefined) return [];
      const at = (path: Path): KnownAt => ({
        spot: spotOf(holder, [...item.path, ...path]),
        name: `${item.local}, ${path.join('.')}`,
        evidence: null,
      });
      const stated = [
        ...[...numbersIn(item.data, [])].map(({ path, value }) => ({ value, at: at(path) })),
        // What a row says in words, such as `limit 0.60`.
        ...[...textsAt(item.data, [])].flatMap(({ path, text: words }) =>
          quotedIn(words).map(({ digits }) => ({ value: Number(digits), isPlain: true, at: at(path) })),
        ),
      ];
      return depth === 0 ? stated : [...stated, ...numbersNamed(item.data, holder, portfolio, 0)];
    },
  );
}

const itemsOf = once(
  ({ items }: Portfolio): ReadonlyMap<string, Item> => new Map(items.map((item) => [item.id, item])),
);

/** Numbers at a way into evidence: below it, and beside it where it leads to one number. */
function ofEvidence(evidence: Evidence, steps: readonly string[]): readonly KnownNumber[] {
  const { content } = evidence;
  if (isMetrics(content)) {
    const path = typeof valueAt(content, steps) === 'object' ? steps : steps.slice(0, -1);
    // Of a file that is named as a whole, its figures over all rows.
    const from: Path = path.length === 0 ? ['metrics'] : path;
    return knownIn(evidence, from);
  }
  if (!isShap(content)) return [];
  if (steps.length > 0) return knownIn(evidence, steps);
  return [
    ...['mean_abs', 'additivity', 'base_value', 'n_total', 'n_drawn'].flatMap((key) =>
      knownIn(evidence, [key]),
    ),
  ];
}

/** Numbers of evidence that say how a figure was made or how sure it is: among them any two digits would be found. */
const settings = new Set(['ci_level', 'ci_lower', 'ci_upper', 'bins_requested', 'p_value']);

const knownByPlace = once((_evidence: Evidence) => new Map<string, KnownNumber[]>());

/** The numbers from a place in evidence down, found once for as long as the file and its record stay as they are. */
function knownIn(evidence: Evidence, from: Path): readonly KnownNumber[] {
  const known = knownByPlace(evidence);
  const place = toPointer(from);
  let numbers = known.get(place);
  if (!numbers) known.set(place, (numbers = findNumbers(evidence, from)));
  return numbers;
}

function findNumbers(evidence: Evidence, from: Path): KnownNumber[] {
  const start = valueAt(evidence.content, from);
  return [...numbersIn(start, [])].flatMap(({ path, value }): KnownNumber[] => {
    if (settings.has(String(path.at(-1)))) return [];
    const whole = [...from, ...path];
    const beside = asRecord(valueAt(evidence.content, whole.slice(0, -1)));
    const n = whole.at(-1) === 'value' ? beside?.['n'] : undefined;
    // Rows with the outcome are a share of the rows of their part.
    const rows = whole.at(-1) === 'positives' ? beside?.['n'] : undefined;
    const isShare = typeof rows === 'number' && rows > 0;
    const type = asText(beside?.['type']);
    return [
      {
        value: isShare ? value / rows : value,
        at: {
          spot: evidenceSpot(evidence, whole),
          name: `${evidence.local}#/${whole.join('/')}`,
          evidence,
        },
        ...(typeof n === 'number' && value >= 0 && value <= 1 && { n }),
        ...(isShare && { n: rows }),
        ...(type !== null && /ratio/i.test(type) && { isRatio: true }),
      },
    ];
  });
}

/** The row of SHAP values that a case of an explanation is. */
function ofCase(scope: unknown, artefact: Artefact, portfolio: Portfolio): KnownNumber[] {
  const row = asRecord(scope)?.['row'];
  const named = artefact.data['attributions'];
  if (typeof named !== 'string' || typeof row !== 'number') return [];
  const found = portfolio.index.resolve(parseEvidenceReference(named).id, artefact.system);
  const evidence = found.state === 'found' ? portfolio.index.evidence.get(found.node.id) : undefined;
  return evidence !== undefined && isShap(evidence.content)
    ? [
        ...knownIn(evidence, ['rows', row, 'values']),
        ...['shap', 'output'].flatMap((key) =>
          knownIn(evidence, ['rows', row, key]).map((one) => ({ ...one, isPlain: true })),
        ),
      ]
    : [];
}

function* numbersIn(data: unknown, path: Path): Generator<{ path: Path; value: number }> {
  if (typeof data === 'number') yield { path, value: data };
  else if (Array.isArray(data)) for (const [i, one] of data.entries()) yield* numbersIn(one, [...path, i]);
  else if (typeof data === 'object' && data !== null)
    for (const [key, one] of Object.entries(data)) yield* numbersIn(one, [...path, key]);
}

/** Every text of data, with the way to it. */
export function* textsAt(data: unknown, path: Path): Generator<{ path: Path; text: string }> {
  if (typeof data === 'string') yield { path, text: data };
  else if (Array.isArray(data)) for (const [i, one] of data.entries()) yield* textsAt(one, [...path, i]);
  else if (typeof data === 'object' && data !== null)
    for (const [key, one] of Object.entries(data)) yield* textsAt(one, [...path, key]);
}
