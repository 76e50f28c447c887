// What readings are compared with, where a system has more than one: what is read against two baselines is two series.
import type { CalendarDate } from '../../core/date.ts';
import type { Evidence } from '../../core/records.ts';
import { isProfile } from '../content.ts';
import { reportOf } from './reported.ts';

/** Whether a file was captured after a day: it does not exist yet then. */
export const isAhead = ({ captured_at }: Pick<Evidence, 'captured_at'>, day: CalendarDate): boolean =>
  captured_at !== null && captured_at > day;

/** A baseline of a system, by its names. */
export interface Baseline {
  /** What pages and findings call it: the label of its reference, with the day it was frozen where two share one. */
  name: string;
  /** What a monitor may call it, in plain words: its name, its label, or a file that holds it. */
  called: ReadonlySet<string>;
}

/**
 * The baseline of each profile of a system, by the id of its file. A reference that is frozen is another one when it
 * is frozen anew; one that is not moves along under its label, and stays the same baseline.
 */
export function baselinesOf(
  files: readonly Pick<Evidence, 'id' | 'local' | 'content'>[],
): ReadonlyMap<string, Baseline> {
  const held = files.flatMap(({ id, local, content }) =>
    isProfile(content) ? [{ id, local, ...content.reference }] : [],
  );
  const byLabel = Map.groupBy(held, ({ label }) => label);
  const found = new Map<string, Baseline>();
  for (const [label, labelled] of byLabel) {
    const byDay = Map.groupBy(labelled, ({ frozen_on }) => frozen_on);
    for (const [day, own] of byDay) {
      const name = day === undefined || byDay.size === 1 ? label : `${label}, frozen on ${day}`;
      const called = new Set([name, label, ...own.flatMap(({ id, local }) => [id, local])].map(plain));
      const baseline = { name, called };
      for (const { id } of own) found.set(id, baseline);
    }
  }
  return found;
}

/**
 * All baselines of a system: those of its profiles, and those that other tools' results state in words of their own.
 * With one alone nothing has to be told apart.
 */
export function allBaselines(
  held: Iterable<Baseline>,
  files: readonly Pick<Evidence, 'report'>[],
): Baseline[] {
  const known = new Set(held);
  for (const file of files) {
    for (const { baseline: stated } of reportOf(file)?.readings ?? []) {
      if (stated === null) continue;
      const meant = [...known].filter((one) => isCalled(stated, one));
      // A label that two references share says of neither that it is meant.
      if (meant.length === 1 || meant.some(({ name }) => name === stated)) continue;
      known.add({ name: stated, called: new Set([plain(stated)]) });
    }
  }
  return [...known];
}

/** Words without case, code marks and needless spaces. */
const plain = (words: string): string =>
  words.toLowerCase().replace(/`/g, '').replace(/\s+/g, ' ').trim().replace(/\.$/, '');

/** Whether a monitor means a baseline by the words that it states. */
export const isCalled = (stated: string, { called }: Pick<Baseline, 'called'>): boolean =>
  called.has(plain(stated));

/**
 * The monitors that read against a baseline: those that name it, then those that name none. One that names another
 * of the system's baselines is for that; words that name none of them cannot tell baselines apart, so that such a
 * monitor goes on judging all of them (`drift/basis-differs` says so).
 */
export function monitorsAgainst<M extends { baseline: string | null }>(
  monitors: readonly M[],
  baseline: Baseline,
  all: readonly Baseline[],
): M[] {
  const names = (one: M): boolean => one.baseline !== null && isCalled(one.baseline, baseline);
  const isOpen = ({ baseline: stated }: M): boolean =>
    stated === null || !all.some((other) => isCalled(stated, other));
  return [...monitors.filter(names), ...monitors.filter((one) => !names(one) && isOpen(one))];
}
