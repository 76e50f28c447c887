/** What rests on a breach: proof that cannot be relied on while a limit is crossed and nobody has settled it. */
import { Before } from './before.ts';
import { isUnsettled, type Breach } from './breach.ts';
import { compareText } from './compare.ts';
import { acceptedBy, isAccepted, isSameLink } from './link-state.ts';
import type { Link } from './link.ts';
import { once } from './once.ts';
import type { Index, Portfolio } from './portfolio.ts';

/** A breach with how its name is told. */
type Doubting = Pick<
  Breach,
  'key' | 'record' | 'monitor' | 'feature' | 'baseline' | 'batches' | 'evidence' | 'doubts'
>;

/**
 * The links that rest on a red breach, so that they are suspect while it is not settled. Exactly these:
 * - `implemented-by` from a control to the monitor whose limit was crossed: the control says that what it watches is
 *   under control, and just now nobody has said that it is;
 * - `implemented-by` from a control to a failure mode that the monitor detects: what it provides for may be happening;
 * - `evidenced-by` with a pointer into what was read: the value of the breached feature or series in a breached batch,
 *   or a list that holds it.
 *
 * A number in prose or front matter that is read from such a value is suspect as well. Everything else stays as it
 * is: whoever cites the file as a whole cites that there was a reading, and there was; the reference, other features
 * and other batches were not crossed; a control that mitigates the failure mode is there for when it happens; what a
 * monitor is evidenced by is the very reading that raised the alarm.
 */
export function restingOn({ monitor, evidence, doubts }: Doubting, index: Index): Link[] {
  const to = (id: string, type: Link['type']): Link[] =>
    (index.linksTo.get(id) ?? []).filter((link) => link.type === type);
  const detected =
    monitor === null
      ? []
      : (index.linksFrom.get(monitor) ?? []).filter(
          ({ type, state }) => type === 'detects' && state !== 'dangling',
        );
  return [
    ...(monitor === null ? [] : to(monitor, 'implemented-by')),
    ...detected.flatMap((link) => to(link.to, 'implemented-by')),
    ...(evidence === null || doubts.length === 0 ? [] : to(evidence, 'evidenced-by')).filter(
      ({ pointer }) => pointer !== undefined && doubts.some((doubt) => isInDoubt(pointer, doubt)),
    ),
  ];
}

/**
 * Whether a JSON Pointer leads to a value in doubt, into it, or to what holds it, from the feature or series down.
 */
export function isInDoubt(pointer: string, doubt: string): boolean {
  const steps = pointer.split('/').slice(1);
  const pattern = doubt.split('/').slice(1);
  return (
    steps.length >= 2 &&
    steps.every((step, i) => i >= pattern.length || pattern[i] === '*' || pattern[i] === step)
  );
}

const doubting = once((breaches: readonly Breach[]) =>
  Map.groupBy(breaches.filter(isUnsettled), ({ evidence }) => evidence),
);

/** The unsettled breach that casts doubt on a value in an evidence file, or `null`. */
export const doubtOn = (breaches: readonly Breach[], evidence: string, pointer: string): Breach | null =>
  doubting(breaches)
    .get(evidence)
    ?.find(({ doubts }) => doubts.some((doubt) => isInDoubt(pointer, doubt))) ?? null;

/** What a breach is called in a sentence: its record's id, else what crossed the limit where. */
export const nameOfBreach = ({
  record,
  monitor,
  feature,
  baseline,
  batches,
}: Omit<Doubting, 'doubts' | 'evidence' | 'key'>): string =>
  record === null
    ? `of \`${feature ?? monitor ?? 'unknown'}\` in \`${batches[0] ?? 'unknown'}\`${baseline === undefined ? '' : ` against \`${baseline}\``}`
    : `\`${record}\``;

/** Why a link does not hold that rests on a breach. */
const whySuspect = (breach: Doubting): string => {
  const about =
    breach.record === null
      ? 'which nobody recorded'
      : [breach.feature && `\`${breach.feature}\``, breach.batches[0] && `batch \`${breach.batches[0]}\``]
          .filter((part) => part)
          .join(', ');
  return `red breach ${nameOfBreach(breach)}${about === '' ? '' : ` (${about})`} is not settled`;
};

/** A link as it is while a breach that it rests on is not settled; one that does not hold anyway stays as it is. */
export const suspectLink = (link: Link, breach: Doubting): Link =>
  link.state === 'valid' ? { ...link, state: 'suspect', breach: breach.key, why: whySuspect(breach) } : link;

/** The suspect copy of each link that had one: the same for as long as it says the same. */
const suspects = new WeakMap<Link, Link>();

/**
 * The links and look-ups of a graph with those suspect that rest on an unsettled red breach; `waived` where a waiver
 * accepts the finding that says so. Nothing is copied where there is no such breach.
 * @param before gives lists that came out for another portfolio, where they come out again.
 */
export function withSuspects(
  graph: Pick<Portfolio, 'links' | 'index' | 'waivers' | 'breaches'>,
  before = new Before(),
): Pick<Portfolio, 'links' | 'index'> {
  const { links, index, waivers } = graph;
  const changed = new Map<Link, Link>();
  const accepts = acceptedBy(waivers, index);
  for (const breach of graph.breaches.filter(isUnsettled)) {
    for (const link of restingOn(breach, index)) {
      if (changed.has(link) || link.state !== 'valid') continue;
      const suspect = suspectLink(link, breach);
      const now: Link = isAccepted(suspect, index, accepts)
        ? { ...suspect, lapse: 'suspect', state: 'waived' }
        : suspect;
      const before = suspects.get(link);
      const doubted = before && isSameLink(before, now) ? before : now;
      suspects.set(link, doubted);
      changed.set(link, doubted);
    }
  }
  if (changed.size === 0) return { links, index };
  const replaced = (by: ReadonlyMap<string, Link[]>, end: 'from' | 'to'): Map<string, Link[]> => {
    const now = new Map(by);
    for (const id of new Set([...changed.keys()].map((link) => link[end])))
      now.set(
        id,
        before.list(
          `links ${end} ${id}, in doubt`,
          (by.get(id) ?? []).map((link) => changed.get(link) ?? link),
        ),
      );
    return now;
  };
  return {
    links: before.list(
      'links in doubt',
      links.map((link) => changed.get(link) ?? link),
    ),
    index: {
      ...index,
      linksFrom: replaced(index.linksFrom, 'from'),
      linksTo: replaced(index.linksTo, 'to'),
    },
  };
}

/** Breaches that are settled only by decisions, by each of these. */
const settledBy = once((breaches: readonly Breach[]): ReadonlyMap<string, Breach[]> => {
  const by = new Map<string, Breach[]>();
  for (const breach of breaches) {
    if (breach.severity !== 'red' || isUnsettled(breach)) continue;
    for (const id of breach.decisions) by.set(id, [...(by.get(id) ?? []), breach]);
  }
  return by;
});

/** The settled breaches that would be open questions again without some decisions, by key. */
export function reopenedWithout(
  gone: ReadonlySet<string>,
  { breaches }: Pick<Portfolio, 'breaches'>,
): Breach[] {
  const settled = settledBy(breaches);
  if (settled.size === 0) return [];
  const reopened = [...gone]
    .flatMap((id) => settled.get(id) ?? [])
    .filter(({ decisions }) => decisions.every((id) => gone.has(id)));
  return [...new Set(reopened)].sort((a, b) => compareText(a.key, b.key));
}
