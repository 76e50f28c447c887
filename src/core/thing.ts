import type { Node } from './portfolio.ts';

/** A noun with its article: `a control`, `an artefact`, and `evidence` and `anything` without one. */
export const withArticle = (noun: string): string =>
  noun === 'evidence' || noun === 'anything' ? noun : `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;

/** What a thing is called in running text: `evidence`, `control`, `failure mode`, `pipeline stage`. */
export const thingWord = (node: Pick<Node, 'type' | 'kind'>): string =>
  (node.type === 'item' || node.type === 'artefact' ? node.kind : node.type).replaceAll('-', ' ');

/** Whether a node is a decision: an artefact that is also the item it records. */
export const isDecision = (node: Pick<Node, 'type' | 'kind'>): boolean =>
  node.type === 'artefact' && node.kind === 'decision';
