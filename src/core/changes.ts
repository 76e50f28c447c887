// What differs between two states of a portfolio: the question of every review after the first.
import { byText, compareNatural } from './compare.ts';
import { isInScope, type CellState, type Timing } from './cell.ts';
import type { CalendarDate } from './date.ts';
import type { Finding } from './finding.ts';
import { isWeaker } from './strength.ts';
import type { Share } from './totals.ts';

/** A portfolio as it stood on a day, as far as two are compared: a part of what `portfolio.json` holds. */
export interface Snapshot {
  as_of: CalendarDate;
  title: string;
  systems: readonly SystemThen[];
  artefacts: readonly ArtefactThen[];
  evidence: readonly EvidenceThen[];
  cells: readonly CellThen[];
  findings: readonly FindingThen[];
}

export interface SystemThen {
  id: string;
  risk_tier: string | null;
  lifecycle_stage: string | null;
}

export interface ArtefactThen {
  id: string;
  version: string | null;
  /** SHA-256 of the file. */
  digest: string;
  /** Whether its approval holds; absent in files that Casebook wrote before it said so. */
  approval?: string | undefined;
}

export interface EvidenceThen {
  id: string;
  sha256: string;
  state: string;
}

export interface CellThen {
  obligation: string;
  system: string;
  state: CellState;
  timing: Timing;
}

export type FindingThen = Pick<Finding, 'rule' | 'severity' | 'subject' | 'message' | 'key' | 'waived_by'>;

/** A thing before and after; `null` where it was not there. */
export interface Change<T> {
  before: T | null;
  after: T | null;
}

/** Which way a cell went; `else` when it came to apply no more, or to apply. */
export const turns = ['weaker', 'stronger', 'new', 'gone', 'else'] as const;
export type Turn = (typeof turns)[number];

export interface CellTurn extends Change<CellThen> {
  turn: Turn;
}

/** What differs between two states; lists by id, cells by the way they went, then by system and clause. */
export interface Changes {
  before: Point;
  after: Point;
  systems: Change<SystemThen>[];
  cells: CellTurn[];
  artefacts: Change<ArtefactThen>[];
  evidence: Change<EvidenceThen>[];
  /** Open after and not before: new, or no longer waived. */
  raised: FindingThen[];
  /** Open before and not after: mended, or waived. */
  settled: FindingThen[];
}

/** One of the two states. */
export interface Point {
  as_of: CalendarDate;
  title: string;
  /** Cells evidenced, of those in scope. */
  evidenced: Share;
}

/** Compares two states of a portfolio. */
export function changesBetween(before: Snapshot, after: Snapshot): Changes {
  const cellId = ({ system, obligation }: CellThen): string => `${system}\n${obligation}`;
  return {
    before: pointOf(before),
    after: pointOf(after),
    systems: changed(before.systems, after.systems, ({ id }) => id, ['risk_tier', 'lifecycle_stage']),
    cells: changed(before.cells, after.cells, cellId, ['state', 'timing'])
      .map((change): CellTurn => ({ ...change, turn: turnOf(change) }))
      .sort((a, b) => turns.indexOf(a.turn) - turns.indexOf(b.turn)),
    artefacts: changed(before.artefacts, after.artefacts, ({ id }) => id, ['digest', 'version', 'approval']),
    evidence: changed(before.evidence, after.evidence, ({ id }) => id, ['sha256', 'state']),
    raised: openOnlyIn(after.findings, before.findings),
    settled: openOnlyIn(before.findings, after.findings),
  };
}

/** Whether nothing differs but the day. */
export const isSame = ({ systems, cells, artefacts, evidence, raised, settled }: Changes): boolean =>
  [systems, cells, artefacts, evidence, raised, settled].every((list) => list.length === 0);

const pointOf = ({ as_of, title, cells }: Snapshot): Point => {
  const owed = cells.filter(isInScope);
  const part = owed.filter(({ state }) => state === 'evidenced').length;
  return { as_of, title, evidenced: { part, whole: owed.length } };
};

/** Things of one list that are not in the other, or differ in one of some fields; what neither states is alike. */
function changed<T extends object>(
  before: readonly T[],
  after: readonly T[],
  idOf: (thing: T) => string,
  fields: readonly (keyof T)[],
): Change<T>[] {
  const [was, is] = [before, after].map((list) => new Map(list.map((thing) => [idOf(thing), thing])));
  return [...new Set([...was!.keys(), ...is!.keys()])].sort(compareNatural).flatMap((id): Change<T>[] => {
    const [a = null, b = null] = [was!.get(id), is!.get(id)];
    const differs =
      a === null ||
      b === null ||
      fields.some((field) => a[field] !== b[field] && a[field] !== undefined && b[field] !== undefined);
    return differs ? [{ before: a, after: b }] : [];
  });
}

function turnOf({ before, after }: Change<CellThen>): Turn {
  if (before === null) return 'new';
  if (after === null) return 'gone';
  if (!isInScope(before) || !isInScope(after)) return 'else';
  if (isWeaker(after.state, before.state)) return 'weaker';
  return isWeaker(before.state, after.state) ? 'stronger' : 'else';
}

function openOnlyIn(these: readonly FindingThen[], others: readonly FindingThen[]): FindingThen[] {
  const open = new Set(others.filter(isOpen).map(({ key }) => key));
  return these
    .filter((one) => isOpen(one) && !open.has(one.key))
    .sort(byText(({ rule, subject, key }) => `${rule}\n${subject}\n${key}`));
}

const isOpen = ({ waived_by }: FindingThen): boolean => waived_by === null;
