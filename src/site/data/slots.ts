/** The eight places of a system's case, and what stands in each. */
import type { ApprovalStatus, Artefact } from '../../core/artefact.ts';
import { byText, compareNatural } from '../../core/compare.ts';
import type { Kind } from '../../core/kind.ts';
import type { Portfolio, System } from '../../core/portfolio.ts';
import { addressOf } from '../../core/address.ts';
import { demandedKinds } from '../../rules/demand.ts';
import { approvalWords } from '../../ui/words.ts';

export interface Slot {
  kind: Kind;
  title: string;
  /** The weakest status of what stands there; `missing` when it is demanded and nothing does; else `null`. */
  status: ApprovalStatus | null;
  /** Whether the policy of the system's tier asks for it. */
  demanded: boolean;
  artefacts: Artefact[];
  /** Root-relative; `null` when there is nothing to open. */
  address: string | null;
  /** `8 approved, 1 in review`, for a slot that holds several. */
  note: string | null;
}

/** Weakest first: one doubtful paper makes the slot doubtful. */
const weakness: readonly ApprovalStatus[] = [
  'missing',
  'rejected',
  'changed',
  'expired',
  'draft',
  'in-review',
  'approved',
];

/** The artefact's address, from the root of the site. */
export const artefactAddress = (artefact: Artefact): string =>
  addressOf({
    id: artefact.id,
    local: artefact.local,
    type: artefact.kind === 'control' ? 'control' : 'artefact',
    kind: artefact.kind,
    system: artefact.system,
    artefact: artefact.id,
  });

/** The eight slots of a system in the order a board reads, then its annexes (further kinds it holds). */
export function slotsOf(system: System, portfolio: Portfolio): Slot[] {
  const demanded = demandedKinds(portfolio, system);
  const paged = portfolio.kinds.filter(
    (kind) => kind.scope === 'system' && kind.form === 'page' && kind.name !== 'system',
  );
  const known = new Set(paged.map((kind) => kind.name));
  const shared = portfolio.kinds.filter(
    (kind) => kind.form === 'page' && !known.has(kind.name) && kind.name !== 'system',
  );
  return [...paged, ...shared]
    .sort((a, b) => (a.order || 99) - (b.order || 99) || byText<Kind>((kind) => kind.name)(a, b))
    .map((kind) => slotOf(kind, system, demanded.includes(kind.name)))
    .filter((slot) => slot.artefacts.length > 0 || slot.kind.order > 0);
}

function slotOf(kind: Kind, system: System, demanded: boolean): Slot {
  const artefacts = system.artefacts
    .filter((artefact) => artefact.kind === kind.name)
    .sort((a, b) => compareNatural(a.local, b.local));
  const several = isGathered(kind) || artefacts.length > 1;
  const first = artefacts[0];
  const status =
    weakness.find((state) => artefacts.some((artefact) => artefact.approval.status === state)) ??
    (demanded ? 'missing' : null);
  return {
    kind,
    title: several ? kind.plural : kind.title,
    status,
    demanded,
    artefacts,
    address:
      first === undefined ? null : isGathered(kind) ? gatheredAddress(system, kind) : artefactAddress(first),
    note: several && first !== undefined ? tally(artefacts) : null,
  };
}

/** Whether a system's artefacts of a kind share a page that lists them (decisions do). */
export const isGathered = (kind: Pick<Kind, 'many' | 'name'>): boolean =>
  kind.many && kind.name === 'decision';

/** The page that lists a system's artefacts of a kind. */
export const gatheredAddress = (system: Pick<System, 'id'>, kind: Pick<Kind, 'name'>): string =>
  `/systems/${system.id}/${kind.name}s/`;

function tally(artefacts: readonly Artefact[]): string {
  return [...weakness]
    .reverse()
    .map((state) => ({ state, n: artefacts.filter((artefact) => artefact.approval.status === state).length }))
    .filter(({ n }) => n > 0)
    .map(({ state, n }) => `${n} ${approvalWords[state].toLowerCase()}`)
    .join(', ');
}

/** How many of the slots that count (demanded ones, or all filled ones when none is) are approved. */
export function readiness(slots: readonly Slot[]): { approved: number; of: number } {
  const counted = slots.filter((slot) => slot.demanded || (slot.kind.order > 0 && slot.artefacts.length > 0));
  return { approved: counted.filter((slot) => slot.status === 'approved').length, of: counted.length };
}
