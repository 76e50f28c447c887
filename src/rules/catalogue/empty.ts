import { makesCell, type Catalogue } from '../../core/obligation.ts';
import { isPlace, type Path } from '../../core/place.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { defineRule } from '../../core/rule.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'catalogue/empty',
  severity: 'error',
  what: 'A catalogue in use holds no clause that asks for anything: none at all, or only headings and withdrawn ones.',
  why: 'Cells are made of clauses. A framework without any is missing from the matrix and from its denominators, and a system that answers to it looks as though nothing were left to do.',
  fix: 'Add the clauses, take the file again from its publisher, or name another under `catalogues:`. Of a profile, look at what it imports and includes.',
  source: 'Domain model, “Coverage”',
  *check(portfolio) {
    for (const catalogue of portfolio.catalogues) {
      if (catalogue.clauses.some(makesCell) || isFaulty(portfolio, catalogue)) continue;
      const [first] = catalogue.clauses;
      yield {
        message: first
          ? `no clause of ${code(catalogue.id)} asks for anything: each is a heading or withdrawn`
          : `catalogue ${code(catalogue.id)} has no clauses`,
        at: { file: catalogue.file, path: topOf(catalogue.file) },
        subject: catalogue.file,
        detail: catalogue.id,
        fix: 'add its clauses, or name another catalogue under `catalogues:` of `portfolio.yaml`',
      };
    }
  },
});

/** The list that ought to hold the clauses; a file in JSON is pointed at as a whole. */
const topOf = (file: string): Path => (/\.json$/i.test(file) ? [] : ['obligations']);

const lists: Path = ['obligations', 'groups', 'controls'];

/** Whether clauses were left out because of faults of their own, each of which is said. */
const isFaulty = ({ drafts }: Pick<Portfolio, 'drafts'>, { file }: Catalogue): boolean =>
  drafts.some(({ at }) => at.file === file && !isPlace(at) && at.path.some((step) => lists.includes(step)));
