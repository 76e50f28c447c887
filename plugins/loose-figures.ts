import type { Nodes, Root } from 'mdast';
import type { VFile } from 'vfile';
import { report } from './report.ts';
import { stretchOf } from './stretch.ts';

/** Names of measures that evidence holds, as prose writes them. */
const measures =
  'ROC[- ]AUC|AUROC|AUC|Gini|KS|PSI|Brier(?: score)?|F1(?:[- ]score)?|ECE|MCE|MAE|RMSE|MAPE|MCC|log[- ]loss|precision|recall|accuracy|specificity|sensitivity';
/** A measured value: a fraction or a percentage. A whole number counts something, or is a version. */
const value = String.raw`[−–-]?(?:\d+\.\d+|\d+(?:\.\d+)?[\s\u00a0]?%)`;
/** What may stand between a measure and its value; `above`, `below` and the like make it a limit. */
const link = String.raw`(?:\s+(?:is|was|of|to|reached|fell to|rose to|stands at|stood at|came to)|\s*[=:(])?\s*`;

const figure = new RegExp(
  `(?<![\\w.-])(?:(?:${measures})${link}${value}|${value}\\s+(?:${measures}))(?![\\w.]\\d|\\w)`,
  'giu',
);
const inSource = new RegExp(measures, 'i');

/** A sentence that sets a value and does not report one. */
const sets =
  /\b(?:limit|threshold|target|amber|red|tolerance|appetite|at least|at most|no (?:more|less) than)\b/i;

/**
 * remark plugin: finds measured values in prose that are typed and not bound to evidence (`AUC 0.84`, `recall of
 * 74 %`). A sentence that sets a limit, a target or a tolerance is left alone, and so is code.
 */
export function remarkLooseFigures() {
  return (tree: Root, file: VFile): void => {
    if (inSource.test(String(file))) findIn(tree, file);
  };
}

function findIn(node: Nodes, file: VFile): void {
  if (node.type === 'text') {
    let from = node.position?.start;
    for (const match of node.value.matchAll(figure)) {
      const [text] = match;
      if (sets.test(sentenceAt(node.value, match.index))) continue;
      const position = stretchOf(file, node, text, from);
      if (position !== node.position) from = position?.end;
      report(
        file,
        'claim/loose-figure',
        `the text says \`${text.replaceAll(/\s+/g, ' ')}\`: a measured value that rests on no evidence`,
        position,
        'write `<Metric of="ev:<id>#/…" />` in place of the number, or `<Metric value="…" />` where it is your own word',
      );
    }
  }
  if ('children' in node) for (const child of node.children) findIn(child, file);
}

/** The sentence of a text around a place, as far as the text has it. */
function sentenceAt(text: string, at: number): string {
  const start = Math.max(text.lastIndexOf('. ', at), text.lastIndexOf('; ', at)) + 1;
  const end = text.slice(at).search(/[.;](?:\s|$)/);
  return text.slice(start, end < 0 ? text.length : at + end);
}
