// One feature of categories: a bin for each that is frequent enough, one for the rest.
import type { ProfileFeature } from '../evidence/shapes/profile.ts';
import { numbersOf, textsOf, type Engine } from './engine.ts';
import { holdBack } from './privacy.ts';
import type { Asked } from './ordered-feature.ts';
import type { Feature } from './sides.ts';
import { categoriesSql, tallySql } from './sql/categories.ts';

/** The bin of what is not listed. */
const restName = '(other)';

interface Group {
  listed: Map<string, number>;
  /** Rows of categories that the reference has and the profile does not list, and how many these are. */
  other: number;
  others: number;
  named: string[];
  unnamed: number;
  fresh: number;
  missing: number;
  absent: number;
}

/** Features counted in one pass: each has a table of its own in the engine's memory. */
const featuresAtOnce = 8;

/** Counts the categories of features that are asked for in this order, some in one pass over the rows. */
export function talliedInTurn(engine: Engine, features: readonly number[]): (k: number) => Promise<void> {
  let held: readonly number[] = [];
  return async (k) => {
    if (held.includes(k)) return;
    const from = features.indexOf(k);
    held = features.slice(from, from + featuresAtOnce);
    for (const side of ['reference', 'current']) await engine.run(tallySql(side, held));
  };
}

/** Profiles a feature of categories, or of true and false, whose categories have been counted. */
export async function profileCategories(
  engine: Engine,
  feature: Feature,
  { k, request, kept, batches }: Asked & { batches: readonly number[] },
): Promise<Pick<ProfileFeature, 'categories' | 'reference' | 'batches'>> {
  const minimum = request.minimumGroup;
  const read = async (side: string): Promise<Map<number, Group>> =>
    groupsOf(await engine.query(categoriesSql(side, k, minimum, request.maximumCategories)));
  const reference = (await read('reference')).get(0)!;
  const current = await read('current');
  const listed = [...reference.listed].sort((a, b) => b[1] - a[1]).map(([name]) => name);
  if (feature.type === 'boolean') listed.sort();
  kept.categories += reference.others;
  const hasRest = reference.other > 0 || [...current.values()].some((one) => one.other + one.fresh > 0);
  let rest = restName;
  while (listed.includes(rest)) rest = `(${rest})`;
  const total = (one: Group): number =>
    [...one.listed.values()].reduce((sum, n) => sum + n, 0) + one.other + one.fresh;
  const binned = (one: Group): number[] => [
    ...listed.map((name) => one.listed.get(name) ?? 0),
    ...(hasRest || listed.length === 0 ? [one.other + one.fresh] : []),
  ];
  const counts = (one: Group): (number | null)[] => {
    const shown = holdBack(binned(one), minimum);
    kept.bins += shown.filter((count) => count === null).length;
    return shown;
  };
  const columns: ProfileFeature['batches'] = { n: [], missing: [], counts: [] };
  const unseen: string[][] = [];
  const unnamed: (number | null)[] = [];
  const fresh: (number | null)[] = [];
  for (const b of batches) {
    const one = current.get(b);
    const n = one === undefined ? 0 : total(one);
    const isAbsent = one === undefined || (one.absent > 0 && n + one.missing === 0);
    const isSmall = n > 0 && n < minimum;
    if (isSmall) kept.groups += 1;
    columns.n.push(isAbsent ? null : n);
    columns.missing.push(isAbsent ? null : one.missing);
    columns.counts.push(isAbsent ? null : isSmall ? binned(one).map(() => null) : counts(one));
    unseen.push(isAbsent || isSmall ? [] : one.named);
    unnamed.push(isAbsent || isSmall ? null : one.unnamed);
    // Fewer rows than a group has would come out of a bin that is shown.
    const isShown = !isAbsent && !isSmall && (one.fresh === 0 || one.fresh >= minimum);
    fresh.push(isShown ? one.fresh : null);
  }
  const own = counts(reference);
  return {
    categories: hasRest || listed.length === 0 ? [...listed, rest] : listed,
    reference: { n: total(reference), missing: reference.missing, counts: own },
    batches: {
      ...columns,
      unseen,
      ...(unnamed.some((one) => one !== 0) && { unseen_unnamed: unnamed }),
      unseen_rows: fresh,
    },
  };
}

function groupsOf(answer: Awaited<ReturnType<Engine['query']>>): Map<number, Group> {
  const groups = new Map<number, Group>();
  const [kinds, names] = [textsOf(answer, 'kind'), textsOf(answer, 'name')];
  numbersOf(answer, 'b').forEach((b, row) => {
    const group = groups.get(b) ?? {
      listed: new Map<string, number>(),
      other: 0,
      others: 0,
      named: [],
      unnamed: 0,
      fresh: 0,
      missing: 0,
      absent: 0,
    };
    groups.set(b, group);
    const n = numbersOf(answer, 'n')[row]!;
    const categories = numbersOf(answer, 'categories')[row]!;
    const name = names[row]!;
    switch (kinds[row]) {
      case 'listed':
        group.listed.set(name!, n);
        break;
      case 'other':
        group.other += n;
        group.others += categories;
        break;
      case 'new':
        group.fresh += n;
        if (name === null) group.unnamed += categories;
        else group.named.push(name);
        break;
      case 'missing':
        group.missing += n;
        break;
      default:
        group.absent += n;
    }
  });
  return groups;
}
