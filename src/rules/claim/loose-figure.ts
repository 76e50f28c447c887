import { spotOf, type Artefact } from '../../core/artefact.ts';
import { looseFiguresIn, mayHoldFigure } from '../../core/loose-figures.ts';
import { once } from '../../core/once.ts';
import type { Path } from '../../core/place.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { defineRule, type RuleFinding } from '../../core/rule.ts';
import { misquotedIn, quotedIn } from '../../evidence/quoted.ts';
import { fieldName } from '../../kinds/numbers.ts';
import { isClosed } from '../../kinds/rows.ts';
import { code } from '../../kinds/words.ts';
import { numbersOfSystem, restsOn, textsAt } from '../rests-on.ts';

export const rule = defineRule({
  id: 'claim/loose-figure',
  severity: 'warning',
  what: 'Prose, a table or a text of front matter states a measured value, such as `AUC 0.84`, that is bound to no evidence; or a text of front matter is one digit away from the evidence that its row rests on.',
  why: 'A typed number is right on the day it is typed. After the next training it is still there, and nobody can tell it from one that was measured.',
  fix: 'Bind it: `<Metric of="ev:perf#/metrics/auc/value" />` prints what the file says. Where no file holds it, `<Metric value="0.84" />` says that it is the author’s word. A sentence that sets a limit or a target is left alone.',
  // Bodies are looked through while they are read; here follow the texts of front matter.
  *check(portfolio) {
    for (const artefact of portfolio.artefacts) {
      if (isClosed(artefact)) continue;
      for (const { path, words } of figuresIn(artefact.data)) {
        yield {
          message: `${code(fieldName(path))} says ${code(words.replaceAll(/\s+/g, ' '))}: a measured value that rests on no evidence`,
          at: spotOf(artefact, path),
          subject: artefact.id,
          detail: `${path.join('.')} ${words}`,
          fix: 'name the evidence and leave the number to it, or write the sentence in the body with `<Metric of="ev:<id>#/…" />`',
        };
      }
      if (!resting.has(artefact.kind)) continue;
      for (const { path, text } of textsAt(artefact.data, [])) {
        if (isVersion(path) || quotedIn(text).length === 0) continue;
        yield* misquoted(artefact, path, text, portfolio);
      }
    }
  },
});

/** Kinds whose texts say in words what evidence says in numbers, row by row. */
const resting: ReadonlySet<string> = new Set(['fairness-assessment', 'explainability', 'validation-report']);

/** Whether a field names a version, of this text, of the model or of a program: `1.0` there is no figure. */
const isVersion = (path: Path): boolean => /(?:^|_)version$/.test(String(path.at(-1)));

/** Figures of a text that are one digit away from what its row rests on. */
function* misquoted(
  artefact: Artefact,
  path: Path,
  text: string,
  portfolio: Portfolio,
): Generator<RuleFinding> {
  const known = numbersOfSystem(portfolio).get(artefact.system) ?? [];
  for (const { quoted, known: from, says } of misquotedIn(
    text,
    restsOn(artefact, path, text, portfolio),
    known,
  )) {
    const { spot, name, evidence } = from.at;
    yield {
      message: `${code(fieldName(path))} says ${code(quoted.text.trim())}, one digit away from ${says}, as ${code(name)} has it`,
      at: spotOf(artefact, path),
      subject: artefact.id,
      detail: `${path.join('.')} ${quoted.text}`,
      related: [
        { at: spot, message: 'the number it rests on' },
        ...(evidence === null ? [] : [{ at: evidence.at, message: `registered as ${code(evidence.local)}` }]),
      ],
      fix: `write ${code(says)} if that is what is meant; else say in the text what the number is of`,
    };
  }
}

/** A measured value in a text of front matter, and the way to the text. */
interface Figure {
  path: Path;
  words: string;
}

/** The measured values in the texts of front matter; the fields of an artefact stay as they are as long as its file does. */
const figuresIn = once((data: object): readonly Figure[] => {
  const figures: Figure[] = [];
  const way: (string | number)[] = [];
  const lookIn = (one: unknown): void => {
    if (typeof one === 'string') {
      if (!mayHoldFigure(one)) return;
      for (const { text } of looseFiguresIn(one)) figures.push({ path: [...way], words: text });
    } else if (Array.isArray(one)) {
      for (let i = 0; i < one.length; i++) step(i, one[i]);
    } else if (typeof one === 'object' && one !== null) {
      for (const [key, value] of Object.entries(one)) step(key, value);
    }
  };
  // One way for all texts: nearly none of them holds a figure, and a way of its own for each is most of the work.
  const step = (key: string | number, value: unknown): void => {
    way.push(key);
    lookIn(value);
    way.pop();
  };
  lookIn(data);
  return figures;
});
