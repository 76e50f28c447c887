/** What is not there: the words that every list of holes is written in. */
import { addressOf } from '../../../core/address.ts';
import { isBroken, type Artefact } from '../../../core/artefact.ts';
import { once } from '../../../core/once.ts';
import type { Finding } from '../../../core/finding.ts';
import type { Portfolio } from '../../../core/portfolio.ts';
import { ownerOf } from '../../../core/settle.ts';
import { artefactsOf } from '../../../kinds/rows.ts';

/**
 * What is known of a row, the most pressing first.
 * - `open`: it is missing, and nobody has said why.
 * - `unread`: whether it is missing is not known, because what would tell could not be read. Never "no hole".
 * - `explained`: it is missing, and the record says why, or by whom and when it comes.
 * - `waived`: it is missing, and a waiver that runs accepts that until a date.
 */
export const holeStates = ['open', 'unread', 'explained', 'waived'] as const;
export type HoleState = (typeof holeStates)[number];

/** One thing that lacks something. */
export interface Hole {
  /** Qualified id of what lacks it, or of the file that could not be read. */
  id: string;
  title: string;
  /** Whose it is; `null` for what systems share. */
  system: string | null;
  /** The systems that lack it, for what they share; else its own. */
  systems: readonly string[];
  /** Parties that answer for it, by id; empty when nobody is named. */
  owners: readonly string[];
  /** One sentence why it is in the list, in the inline Markdown of findings. */
  why: string;
  /** Root-relative. */
  address: string;
  state: HoleState;
  /** Id of the waiver that accepts it, or `null`. */
  waiver: string | null;
}

/** A kind of hole with everything that was looked at. */
export interface HoleList {
  id: string;
  title: string;
  /** Which things are looked at and what they must lack to be here. */
  what: string;
  /** Why a reviewer asks. */
  asks: string;
  /** What is counted: singular and plural. */
  unit: readonly [one: string, many: string];
  /** How many were looked at, by system; under `null` those that systems share. */
  scope: ReadonlyMap<string | null, number>;
  rows: readonly Hole[];
}

/** What differs between holes; the rest follows from the id. */
export type HoleDraft = Pick<Hole, 'id' | 'why'> & Partial<Hole>;

/** A hole about something that has an id: its title, place and owner are looked up. */
export function holeAt(portfolio: Portfolio, draft: HoleDraft): Hole {
  const node = portfolio.index.nodes.get(draft.id);
  const system = draft.system === undefined ? (node?.system ?? null) : draft.system;
  const owner = ownerOf(portfolio, draft.id, system);
  return {
    title: node?.title ?? draft.id,
    system,
    systems: system === null ? [] : [system],
    owners: owner === null ? [] : [partyId(portfolio, owner, system)],
    address: node ? addressOf(node) : system === null ? '/findings/' : `/systems/${system}/`,
    state: 'open',
    waiver: null,
    ...draft,
  };
}

/** A party's id from a reference to it; a name that nobody in the portfolio has stays as it is written. */
export function partyId(
  portfolio: Pick<Portfolio, 'index'>,
  reference: string,
  system: string | null,
): string {
  const found = portfolio.index.resolve(reference, system);
  return found.state === 'found' ? found.node.id : reference;
}

/** Counts of things by the system they belong to. */
export function countBySystem(things: Iterable<{ system: string | null }>): Map<string | null, number> {
  const counts = new Map<string | null, number>();
  for (const { system } of things) counts.set(system, (counts.get(system) ?? 0) + 1);
  return counts;
}

const findingsBySubject = once((findings: readonly Finding[]) =>
  Map.groupBy(findings, (finding) => `${finding.rule}\n${finding.subject}`),
);

/** The state of a hole that a rule finds too: waived where its finding is. */
export function stateByRule(
  portfolio: Pick<Portfolio, 'findings'>,
  rule: string,
  subject: string,
  fits: (finding: Finding) => boolean = () => true,
): Pick<Hole, 'state' | 'waiver'> {
  const own = (findingsBySubject(portfolio.findings).get(`${rule}\n${subject}`) ?? []).filter(fits);
  const waiver = own.length > 0 && own.every((one) => one.waived_by !== null) ? own[0]!.waived_by : null;
  return waiver === null ? { state: 'open', waiver } : { state: 'waived', waiver };
}

/**
 * A row for each artefact of a kind that is in force and whose list could not be read: what it holds is not known,
 * so that nothing is missing in it as little as something is.
 */
export function unreadLists(portfolio: Portfolio, kind: string, field: string): Hole[] {
  return artefactsWith(portfolio, kind)
    .filter((artefact) => isBroken(artefact, [field]))
    .map((artefact) =>
      holeAt(portfolio, {
        id: artefact.id,
        why: `\`${field}\` could not be read; the findings say why.`,
        state: 'unread',
      }),
    );
}

/** The artefacts of a kind that are still in force. */
export const artefactsWith = (portfolio: Portfolio, kind: string): Artefact[] =>
  [...artefactsOf(portfolio, kind)].map(({ artefact }) => artefact);

/** A row for each evidence register whose list could not be read. */
export const unreadRegisters = (portfolio: Portfolio): Hole[] =>
  portfolio.records
    .filter((record) => record.kind === 'evidence-register' && isBroken(record, ['evidence']))
    .map((record) =>
      holeAt(portfolio, {
        id: record.id,
        title: record.title,
        system: record.system,
        why: '`evidence` could not be read; the findings say why.',
        state: 'unread',
      }),
    );
