import type { Node } from './portfolio.ts';

/** What a thing is called in running text: `evidence`, `control`, `failure mode`, `pipeline stage`. */
export const thingWord = (node: Pick<Node, 'type' | 'kind'>): string =>
  (node.type === 'item' || node.type === 'artefact' ? node.kind : node.type).replaceAll('-', ' ');
