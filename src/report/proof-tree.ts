import type { Cell, ProofStep } from '../core/cell.ts';

/** A step of a proof with what stands below it. */
export interface ProofNode {
  step: ProofStep;
  /** Index into the cell's steps: its place when the tree is read from the top. */
  index: number;
  /** How far below the obligation it stands: 0 for the obligation itself. */
  depth: number;
  /** Whether this step decides the cell's state. */
  deciding: boolean;
  children: ProofNode[];
}

/** The proof of a cell as a tree: what hangs from nothing comes first, usually the obligation alone. */
export function proofTree(cell: Pick<Cell, 'steps' | 'deciding_step'>): ProofNode[] {
  const nodes: ProofNode[] = [];
  const roots: ProofNode[] = [];
  cell.steps.forEach((step, index) => {
    const above = step.parent === null ? undefined : nodes[step.parent];
    const deciding = index === cell.deciding_step;
    const node = { step, index, depth: above ? above.depth + 1 : 0, deciding, children: [] };
    nodes.push(node);
    (above ? above.children : roots).push(node);
  });
  return roots;
}

/** Every node of a tree, in the order in which a reader meets them. */
export const inOrder = (nodes: readonly ProofNode[]): ProofNode[] =>
  nodes.flatMap((node) => [node, ...inOrder(node.children)]);
