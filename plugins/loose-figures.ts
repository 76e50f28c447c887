import type { Nodes, Root, Table } from 'mdast';
import { toString } from 'mdast-util-to-string';
import type { VFile } from 'vfile';
import { isFigureCell, looseFiguresIn, mayHoldFigure } from '../src/core/loose-figures.ts';
import { report, type Stretch } from './report.ts';
import { stretchOf } from './stretch.ts';

/**
 * remark plugin: finds measured values in prose and in cells of tables that are typed and not bound to evidence
 * (`AUC 0.84`, `recall of 74 %`). A sentence that sets a limit, a target or a tolerance is left alone, and so is code.
 */
export function remarkLooseFigures() {
  return (tree: Root, file: VFile): void => {
    if (mayHoldFigure(String(file))) findIn(tree, file);
  };
}

function findIn(node: Nodes, file: VFile): void {
  if (node.type === 'text') {
    let from = node.position?.start;
    for (const { text } of looseFiguresIn(node.value)) {
      const position = stretchOf(file, node, text, from);
      if (position !== node.position) from = position?.end;
      say(file, text, position);
    }
  }
  if (node.type === 'table') findInCells(node, file);
  if ('children' in node) for (const child of node.children) findIn(child, file);
}

function findInCells({ children: [head, ...rows] }: Table, file: VFile): void {
  const columns = head?.children.map((cell) => toString(cell)) ?? [];
  for (const row of rows) {
    const name = row.children[0] === undefined ? '' : toString(row.children[0]);
    for (const [i, cell] of row.children.entries()) {
      // Anything but words is code, a link or a component, which says what it rests on.
      const [only, ...more] = cell.children;
      if (i === 0 || only?.type !== 'text' || more.length > 0) continue;
      const column = columns[i] ?? '';
      if (isFigureCell(only.value, column, name)) {
        say(file, `${name} | ${column}: ${only.value.trim()}`, only.position);
      }
    }
  }
}

const say = (file: VFile, words: string, at: Stretch): void =>
  report(
    file,
    'claim/loose-figure',
    `the text says \`${words.replaceAll(/\s+/g, ' ')}\`: a measured value that rests on no evidence`,
    at,
    'write `<Metric of="ev:<id>#/…" />` in place of the number, or `<Metric value="…" />` where it is your own word',
  );
