import type { Nodes, Root } from 'mdast';
import type { VFile } from 'vfile';
import type { Body } from '../src/core/document.ts';
import { report } from './report.ts';
import { placeOf, stretchOf } from './stretch.ts';

declare module 'vfile' {
  interface DataMap {
    placeholders: Body['placeholders'];
  }
}

const placeholder = /\[More Information Needed\]|\b(?:TODO|TBD|FIXME)\b/gi;
const inSource = /TODO|TBD|FIXME|\[More Information Needed\]/i;

/**
 * remark plugin: finds words in prose that say "not filled in yet" (`[More Information Needed]`, `TODO`, `TBD`,
 * `FIXME` as whole words, the last three in capitals). Code is left alone.
 */
export function remarkPlaceholders() {
  return (tree: Root, file: VFile): void => {
    if (inSource.test(String(file))) findIn(tree, file);
  };
}

function findIn(node: Nodes, file: VFile): void {
  if (node.type === 'text') {
    let from = node.position?.start;
    for (const [text] of node.value.matchAll(placeholder)) {
      if (!text.startsWith('[') && text !== text.toUpperCase()) continue;
      const position = stretchOf(file, node, text, from);
      if (position !== node.position) from = position?.end;
      (file.data.placeholders ??= []).push({ text, place: placeOf(file, position) });
      report(
        file,
        'content/placeholder',
        `the text says \`${text}\`: it is not filled in yet`,
        position,
        'write the content, or say that it is not known and who will find out by when',
      );
    }
  }
  if ('children' in node) for (const child of node.children) findIn(child, file);
}
