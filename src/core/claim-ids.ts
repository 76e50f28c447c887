import type { FindingDraft } from './finding.ts';
import { isSlug } from './id.ts';
import type { Node } from './portfolio.ts';
import { thingWord, withArticle } from './thing.ts';

/** A node with what its id alone tells of it. */
export interface Claimant {
  node: Node;
  /** The id in lower case. */
  letters: string;
  fault: FindingDraft | null;
}

/** Who has which id. */
export interface Ids {
  /** Everything that claims an id, in the order of claims. */
  claimants: readonly Claimant[];
  nodes: Map<string, Node>;
  drafts: FindingDraft[];
  /** Whether the same ids were claimed for things of the same kind by the portfolio before. */
  isAsBefore: boolean;
}

/** The ids before any portfolio. */
export const noIds: Ids = { claimants: [], nodes: new Map(), drafts: [], isAsBefore: false };

/** A node as a claimant of its id. */
export const claimantOf = (node: Node): Claimant => ({
  node,
  letters: node.id.toLowerCase(),
  fault: faultOf(node),
});

/**
 * Gives each id to the first that claims it; a second claim is a finding that names both, and references go to the
 * first, so that one fault gives one finding.
 * @param last what came out for another portfolio: where the same ids are claimed for things of the same kind, and
 *   nothing was wrong with them, nothing is wrong with them now.
 */
export function claimIds(claimants: readonly Claimant[], last: Ids): Ids {
  const isAsBefore = areSameIds(last.claimants, claimants);
  if (!isAsBefore || last.drafts.length > 0) return { claimants, ...claimAnew(claimants), isAsBefore };
  return { claimants, nodes: new Map(claimants.map(({ node }) => [node.id, node])), drafts: [], isAsBefore };
}

/** Whether the same ids are claimed in the same order, for things of the same kind. */
const areSameIds = (last: readonly Claimant[], now: readonly Claimant[]): boolean =>
  last.length === now.length &&
  now.every(({ node }, i) => {
    const other = last[i]!.node;
    return (
      other === node ||
      (other.id === node.id &&
        other.type === node.type &&
        other.kind === node.kind &&
        other.system === node.system)
    );
  });

function claimAnew(claimants: readonly Claimant[]): Pick<Ids, 'nodes' | 'drafts'> {
  const nodes = new Map<string, Node>();
  const drafts: FindingDraft[] = [];
  // By type: most ids are in lower case already, and then they are the very text that the other map is asked for.
  const byLetters = new Map<Node['type'], Map<string, Node>>();
  const shared = new Map<string, Node>();
  for (const { node, letters } of claimants) if (isShared(node)) shared.set(letters, node);
  for (const { node, letters, fault } of claimants) {
    const first = nodes.get(node.id);
    if (first) {
      drafts.push(claimedTwice(first, node));
      continue;
    }
    nodes.set(node.id, node);
    if (fault !== null) drafts.push(fault);
    // A reference inside the system would lead to its own, and the library's would lose rows that nobody took from it.
    const library =
      node.type === 'control' && node.system !== null ? shared.get(node.local.toLowerCase()) : undefined;
    if (library) drafts.push(standsIn(library, node));
    let alike = byLetters.get(node.type);
    if (!alike) byLetters.set(node.type, (alike = new Map()));
    // Column names of data may differ so; files, pages and what people say aloud may not.
    const near = node.kind === 'feature' ? undefined : alike.get(letters);
    // Of two systems with the same letters, everything inside them has the same letters too.
    if (near !== undefined && node.type !== 'system' && near.system !== node.system) continue;
    if (near === undefined) alike.set(letters, node);
    else drafts.push(sameLetters(near, node));
  }
  return { nodes, drafts };
}

/** Whether a control is one of the library: its id is one in the whole portfolio. */
const isShared = ({ type, system }: Node): boolean => type === 'control' && system === null;

/** An id that no reference can name, or that no address can hold. */
function faultOf(node: Node): FindingDraft | null {
  const isName = node.type === 'system' || node.type === 'artefact' || node.type === 'control';
  const fine = isName || node.type === 'evidence' ? isSlug(node.local) : !/[/#|[\]]|^\s|\s$/.test(node.local);
  if (fine) return null;
  return {
    rule: 'schema/invalid',
    message: `\`${node.local}\` cannot be an id: ${isName || node.type === 'evidence' ? 'letters, digits, dots, underscores, hyphens' : 'it holds one of `/`, `#`, `|`, `[`, `]`, or begins or ends with a space'}`,
    at: node.at,
    subject: node.id,
    detail: 'id',
    fix: isName ? 'rename the file or folder that it comes from' : 'rename it, here and where it is named',
  };
}

const claimedTwice = (first: Node, node: Node): FindingDraft => ({
  rule: 'reference/duplicate',
  message:
    thingWord(first) === thingWord(node)
      ? `\`${node.id}\` is the id of two ${thingWord(node)} entries`
      : `\`${node.id}\` is the id of two things: ${withArticle(thingWord(first))} and ${withArticle(thingWord(node))}`,
  at: node.at,
  subject: node.id,
  detail: `${node.type}:${node.artefact ?? ''}`,
  related: [{ at: first.at, message: 'first defined here' }],
  fix: 'rename one of the two',
});

const standsIn = (library: Node, node: Node): FindingDraft => ({
  rule: 'reference/duplicate',
  message:
    library.id === node.local
      ? `\`${node.id}\` has the id of a control of the library, and would stand for it inside \`${node.system}\``
      : `\`${node.id}\` and \`${library.id}\`, a control of the library, differ only in upper and lower case`,
  at: node.at,
  subject: node.id,
  detail: `library:${library.id}`,
  related: [{ at: library.at, message: `\`${library.id}\` of the library is here` }],
  fix: 'give the control of the system another number',
});

const sameLetters = (first: Node, node: Node): FindingDraft => ({
  rule: 'reference/duplicate',
  message: `\`${first.id}\` and \`${node.id}\` differ only in upper and lower case`,
  at: node.at,
  subject: node.id,
  detail: `letters:${first.id}`,
  related: [{ at: first.at, message: `\`${first.id}\` is here` }],
  fix: 'rename one of the two',
});
