import { systemOf } from './classify.ts';
import type { CalendarDate } from './date.ts';
import { findingKey } from './finding.ts';
import { isResolved, type Lapse, type Link } from './link.ts';
import { fromPointer, isSameSpot, valueAt, type Spot } from './place.ts';
import type { Index } from './portfolio.ts';
import { isInEffect, type Confirmation, type Waiver } from './records.ts';

/** Confirmations by the link they speak of; of several, the last by date that exists by then counts. */
export type Confirmed = ReadonlyMap<string, Confirmation>;

/**
 * What tells a link from every other: its ends, its type, and the system that states it. A mapping from a clause
 * to a shared control is stated by each system for itself, and confirmed so.
 */
const keyOf = (link: { from: string; type: string; to: string; at: Spot }): string =>
  [systemOf(link.at.file), link.from, link.type, link.to].join('\n');

/** The confirmation that speaks of a link, or `undefined`. */
export const confirmationOf = (link: Link, confirmed: Confirmed): Confirmation | undefined =>
  confirmed.size === 0 ? undefined : confirmed.get(keyOf(link));

/** The confirmations that exist on a date, by link. */
export function confirmedOn(confirmations: readonly Confirmation[], asOf: CalendarDate): Confirmed {
  const confirmed = new Map<string, Confirmation>();
  for (const one of confirmations) {
    const before = confirmed.get(keyOf(one));
    if (one.date <= asOf && (!before || before.date <= one.date)) confirmed.set(keyOf(one), one);
  }
  return confirmed;
}

/** Whether a waiver that runs accepts a finding, by its key, in a system. */
export type Accepts = (key: string, system: string | null) => boolean;

/** What the waivers of a portfolio that are in effect accept; one of the portfolio itself speaks for every system. */
export function acceptedBy(waivers: readonly Waiver[], index: Pick<Index, 'parties'>): Accepts {
  const running = new Map<string, (string | null)[]>();
  for (const waiver of waivers) {
    if (!isInEffect(waiver, index)) continue;
    for (const key of waiver.findings) running.set(key, [...(running.get(key) ?? []), waiver.system]);
  }
  return (key, system) => running.get(key)?.some((one) => one === null || one === system) ?? false;
}

/** What tells the finding about a suspect link from others of its source. */
export const suspectDetail = (link: Pick<Link, 'type' | 'to'>): string => `${link.type} ${link.to}`;

/** What tells the finding about a link that rests on a breach from others of its source. */
export const breachDetail = (link: Pick<Link, 'type' | 'to' | 'breach'>): string =>
  `${link.type} ${link.to} ${link.breach ?? ''}`;

/** The system whose breach makes a link suspect: that of what it leads to. */
export const systemOfBreach = (link: Pick<Link, 'to' | 'at'>, index: Pick<Index, 'nodes'>): string | null =>
  index.nodes.get(link.to)?.system ?? systemOf(link.at.file);

/**
 * A resolved link in its state: the state of the evidence it leads to, `broken` when it cites a value that the file
 * does not hold, else `suspect` when the target's fingerprint is not the one last confirmed; `waived` when a waiver
 * accepts the finding that says so. The same object where that is the state it has.
 * @param contentOf the parsed content of a JSON file; nothing for any other.
 */
export function linkInState(
  resolved: Link,
  index: Pick<Index, 'nodes' | 'evidence'>,
  confirmed: Confirmed,
  accepts: Accepts,
  contentOf: (file: string) => unknown,
): Link {
  if (!isResolved(resolved.state)) return resolved;
  const confirmation = confirmationOf(resolved, confirmed);
  const link = confirmation ? { ...resolved, confirmed: confirmation.fingerprint } : resolved;
  const lapsed = (state: Lapse): Link => {
    const one: Link = { ...link, state };
    return isAccepted(one, index, accepts) ? { ...one, lapse: state, state: 'waived' } : one;
  };
  const evidence = index.evidence.get(link.to);
  if (evidence && evidence.state !== 'valid') return lapsed(evidence.state);
  if (evidence && link.pointer !== undefined) {
    const why = lossOf(link.pointer, evidence.content ?? contentOf(evidence.file), evidence.file);
    if (why !== null) return { ...link, state: 'broken', why };
  }
  if (!confirmation) return link;
  const now = index.nodes.get(link.to)?.fingerprint ?? null;
  return now === null || now === confirmation.fingerprint ? link : lapsed('suspect');
}

/** All that a link says but its place; one that is added to links has to be added here. */
const sayings = Object.keys({
  type: true,
  from: true,
  to: true,
  state: true,
  field: true,
  confirmed: true,
  lapse: true,
  pointer: true,
  why: true,
  breach: true,
} satisfies Record<Exclude<keyof Link, 'at'>, true>) as Exclude<keyof Link, 'at'>[];

/** Whether two links say the same, at the same place. */
export const isSameLink = (a: Link, b: Link): boolean =>
  a === b || (sayings.every((name) => a[name] === b[name]) && isSameSpot(a.at, b.at));

/** Whether a waiver accepts the finding that says why a link does not hold: of its evidence, else of itself. */
export function isAccepted(link: Link, index: Pick<Index, 'nodes' | 'evidence'>, accepts: Accepts): boolean {
  const evidence = index.evidence.get(link.to);
  if (evidence?.lapse) {
    const { rule, detail } = evidence.lapse;
    return accepts(findingKey(rule, evidence.id, detail), evidence.system);
  }
  const system = index.nodes.get(link.from)?.system ?? systemOf(link.at.file);
  if (link.breach !== undefined)
    return accepts(
      findingKey('drift/resting-on-breach', link.from, breachDetail(link)),
      systemOfBreach(link, index),
    );
  return accepts(findingKey('link/suspect', link.from, suspectDetail(link)), system);
}

/** Why a pointer does not lead to a value of a file; `null` when it does. */
function lossOf(pointer: string, content: unknown, file: string): string | null {
  if (content === undefined || content === null)
    return `\`${file}\` is no JSON that \`${pointer}\` could lead into`;
  const path = fromPointer(pointer);
  if (path === null) return `\`${pointer}\` is no JSON Pointer`;
  return valueAt(content, path) === undefined ? `\`${file}\` has nothing at \`${pointer}\`` : null;
}
