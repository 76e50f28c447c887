/** A proof in the making: a tree of steps, written down in pre-order when it is done. */
import type { Artefact } from './artefact.ts';
import type { ProofStep } from './cell.ts';
import type { Crosswalk, CrosswalkRow } from './crosswalk.ts';
import { hasLapsed, isResolved, type Link } from './link.ts';
import type { Catalogue, Clause } from './obligation.ts';
import type { Index } from './portfolio.ts';
import type { Waiver } from './records.ts';
import { relationPhrases } from './relationship.ts';

/** A step with what hangs from it. */
export interface ProofNode {
  step: Omit<ProofStep, 'parent'>;
  below: ProofNode[];
}

/** A step with what hangs from it. */
export const nodeOf = (step: ProofNode['step'], below: ProofNode[] = []): ProofNode => ({ step, below });

/**
 * The steps of a tree, each after the one it hangs from, and where among them the deciding one is. The tree is left
 * as it was, so that several cells can share a branch.
 */
export function stepsOf(
  root: ProofNode,
  deciding: ProofNode | null,
): { steps: ProofStep[]; deciding_step: number | null } {
  const steps: ProofStep[] = [];
  let deciding_step: number | null = null;
  const write = ({ step, below }: ProofNode, parent: number | null): void => {
    const at = steps.length;
    steps.push({ ...step, parent });
    for (const node of below) {
      if (node === deciding) deciding_step = steps.length;
      write(node, at);
    }
  };
  if (root === deciding) deciding_step = 0;
  write(root, null);
  return { steps, deciding_step };
}

/** The clause: its text, the catalogue it stands in, the version. */
export const clauseNode = (clause: Clause, catalogue: Catalogue | undefined): ProofNode =>
  nodeOf({
    type: 'obligation',
    id: clause.id,
    title: `${clause.ref} ${clause.title}`,
    state: 'holds',
    note: [catalogue?.short_title, catalogue?.version].filter((part) => part).join(', '),
  });

/** A row of a crosswalk, read towards the clause it leads to. */
export const crosswalkNode = (crosswalk: Crosswalk, row: CrosswalkRow, isWhole: boolean): ProofNode =>
  nodeOf({
    type: 'crosswalk',
    id: crosswalk.id,
    title: crosswalk.title,
    state: isWhole ? 'holds' : 'partial',
    note: [
      `\`${row.source}\` ${relationPhrases[row.relationship]} \`${row.target}\``,
      row.rationale,
      row.confidence === null ? null : `Mapping confidence: ${row.confidence}`,
    ]
      .filter((part) => part !== null)
      .map(sentence)
      .join(' '),
  });

/** An item that carries out a control. */
export function itemNode(index: Index, link: Link): ProofNode {
  const node = index.nodes.get(link.to);
  return nodeOf(
    {
      type: 'item',
      id: node?.id ?? null,
      title: node?.title ?? link.to,
      state: stateOf(link),
      note: linkNote(link),
    },
    breachNodes(index, link),
  );
}

/** The record of the breach that makes a link suspect: the end of the path, where a reader finds what is open. */
function breachNodes(index: Index, link: Link): ProofNode[] {
  const isSuspect = (link.lapse ?? link.state) === 'suspect';
  const record = isSuspect && link.breach !== undefined ? index.nodes.get(link.breach) : undefined;
  if (record === undefined) return [];
  return [
    nodeOf({ type: 'item', id: record.id, title: record.title, state: stateOf(link), note: 'not settled' }),
  ];
}

/** A registered file, or the value in it that is cited. */
export function evidenceNode(index: Index, link: Link): ProofNode {
  const record = index.evidence.get(link.to);
  const isLater = record?.why?.startsWith('it was captured') === true;
  const captured = record?.captured_at && !isLater ? `captured ${record.captured_at}` : null;
  const until = record?.valid_until && record.why === null ? `valid until ${record.valid_until}` : null;
  const isLost = link.why !== undefined && record?.why === null;
  const what =
    record?.why ??
    (isLost ? link.why : isResolved(link.state) ? linkNote(link) : 'there is no such evidence');
  const where = link.pointer === undefined || isLost ? null : `cited at \`${link.pointer}\``;
  const accepted = link.state === 'waived' && record?.why ? 'which a waiver accepts' : null;
  const note = [what, accepted, where, captured, until].filter((part) => part).join(', ');
  return nodeOf(
    {
      type: 'evidence',
      id: record?.id ?? null,
      title: record?.local ?? link.to,
      state: stateOf(link),
      note: note === '' ? '' : `${note}.`,
    },
    breachNodes(index, link),
  );
}

/** The approval of the mapping that holds a row. It is told, and decides no cell: what is proved is proved. */
export function approvalNode(artefact: Artefact): ProofNode {
  const { status } = artefact.approval;
  const holds = status === 'approved';
  return nodeOf({
    type: 'approval',
    id: artefact.approval.by,
    title: artefact.title,
    state: holds ? 'holds' : 'missing',
    note: holds ? 'the mapping is approved' : `the mapping's approval is: ${status}`,
  });
}

/** A waiver that runs. */
export const waiverNode = (waiver: Waiver): ProofNode =>
  nodeOf({
    type: 'waiver',
    id: waiver.id,
    title: waiver.title,
    state: 'holds',
    note: `accepted by ${waiver.approved_by} until ${waiver.expires}`,
  });

const stateOf = (link: Link): ProofStep['state'] => (link.state === 'valid' ? 'holds' : link.state);

function linkNote({ state, lapse, why, breach }: Link): string {
  if (!isResolved(state)) return 'nothing has this id';
  if (breach !== undefined && why !== undefined)
    return lapse === undefined ? why : `${why}, which a waiver accepts`;
  if (lapse !== undefined) return `the link is ${lapse}, which a waiver accepts`;
  return hasLapsed(state) ? `the link is ${state}` : '';
}

/** A text as a sentence: with its full stop. */
export const sentence = (text: string): string =>
  /[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`;
