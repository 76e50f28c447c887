import type { Cell, CellState } from './cell.ts';
import type { CalendarDate } from './date.ts';
import type { Index } from './portfolio.ts';
import { nodeOf, type ProofNode } from './proof.ts';

/** What is known of a clause in a system before waivers: a cell in the making. */
export interface Assessment {
  state: CellState;
  /** One sentence for people. */
  reason: string;
  depth: Cell['depth'];
  /** Whether a waiver accepts the finding that made it lapse. */
  accepted: boolean;
  /** The branch of the proof that hangs from the clause. */
  branch: ProofNode;
  deciding: ProofNode | null;
  controls: string[];
  paths: CellState[];
  evidence: string[];
}

/** What a row is judged against. */
export interface Ground {
  index: Index;
  as_of: CalendarDate;
}

/** What a party is called; the reference as written when it is none. */
export const titleOf = ({ index }: Ground, reference: string): string =>
  index.parties.get(reference)?.title ?? reference;

/**
 * What is known of a clause that no row speaks of: nothing.
 * @param isUnread whether there are rows that could not be read.
 */
export function unassessed(isUnread: boolean): Assessment {
  const branch = nodeOf({
    type: 'row',
    id: null,
    title: isUnread ? 'mapping rows that cannot be read' : 'no mapping row',
    state: 'missing',
    note: isUnread ? unreadRows : 'Nobody has assessed this clause.',
  });
  const reason = isUnread ? unreadRows : 'Nobody has assessed this clause for this system.';
  return end('not-assessed', reason, branch, branch);
}

const unreadRows = 'The mapping cannot be read: whether somebody has assessed this clause is not known.';

/** An assessment that ends with the row itself, before any control. */
export const end = (
  state: CellState,
  reason: string,
  branch: ProofNode,
  deciding: ProofNode | null,
): Assessment => ({
  state,
  reason,
  depth: 'shallow',
  accepted: false,
  branch,
  deciding,
  controls: [],
  paths: [],
  evidence: [],
});
