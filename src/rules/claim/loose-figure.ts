import { spotOf } from '../../core/artefact.ts';
import { looseFiguresIn, mayHoldFigure } from '../../core/loose-figures.ts';
import type { Path } from '../../core/place.ts';
import { defineRule } from '../../core/rule.ts';
import { fieldName } from '../../kinds/numbers.ts';
import { isClosed } from '../../kinds/rows.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'claim/loose-figure',
  severity: 'warning',
  what: 'Prose, a table or a text of front matter states a measured value, such as `AUC 0.84`, that is bound to no evidence.',
  why: 'A typed number is right on the day it is typed. After the next training it is still there, and nobody can tell it from one that was measured.',
  fix: 'Bind it: `<Metric of="ev:perf#/metrics/auc/value" />` prints what the file says. Where no file holds it, `<Metric value="0.84" />` says that it is the author’s word. A sentence that sets a limit or a target is left alone.',
  // Bodies are looked through while they are read; here follow the texts of front matter.
  *check(portfolio) {
    for (const artefact of portfolio.artefacts) {
      if (isClosed(artefact)) continue;
      for (const { path, text } of textsIn(artefact.data, [])) {
        for (const { text: words } of looseFiguresIn(text)) {
          yield {
            message: `${code(fieldName(path))} says ${code(words.replaceAll(/\s+/g, ' '))}: a measured value that rests on no evidence`,
            at: spotOf(artefact, path),
            subject: artefact.id,
            detail: `${path.join('.')} ${words}`,
            fix: 'name the evidence and leave the number to it, or write the sentence in the body with `<Metric of="ev:<id>#/…" />`',
          };
        }
      }
    }
  },
});

/** Every text of front matter that may hold a measured value, with the way to it. */
function* textsIn(data: unknown, path: Path): Generator<{ path: Path; text: string }> {
  if (typeof data === 'string') {
    if (mayHoldFigure(data)) yield { path, text: data };
  } else if (Array.isArray(data)) {
    for (const [i, one] of data.entries()) yield* textsIn(one, [...path, i]);
  } else if (typeof data === 'object' && data !== null) {
    for (const [key, one] of Object.entries(data)) yield* textsIn(one, [...path, key]);
  }
}
