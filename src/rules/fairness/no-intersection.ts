import { spotOf } from '../../core/artefact.ts';
import { defineRule } from '../../core/rule.ts';
import type { Compared } from '../../kinds/fairness-assessment/read.ts';
import { aboutRow } from '../../kinds/rows.ts';
import { code, codes } from '../../kinds/words.ts';
import { assessed } from '../fairness-each.ts';

export const rule = defineRule({
  id: 'fairness/no-intersection',
  severity: 'warning',
  what: 'An assessment compares two attributes or more one by one and never crosses them, or crosses them and sets no limit there.',
  why: 'Every attribute alone can hold its limit while those who combine two are far below it. On the Adult census table one rule gives 0.842 by sex and 0.197 by sex and race.',
  fix: 'Compare crossed groups with `intersection: true` and a limit of their own. Where they cannot be crossed, say so in `limits_of_assessment` and have a waiver accept it until a date.',
  source: 'Review practice X14; Mitchell et al. (2019), § 4.5, intersectional results',
  *check(portfolio) {
    for (const { artefact, comparisons, criteria } of assessed(portfolio)) {
      const crossed = comparisons.filter(isCrossed);
      const attributes = new Set(
        comparisons.filter((one) => !isCrossed(one)).flatMap(({ row }) => row.attribute ?? []),
      );
      if (crossed.length === 0 && attributes.size > 1) {
        yield {
          message: `${code(artefact.id)} compares ${codes([...attributes])} one by one, and nobody by both at once`,
          at: spotOf(artefact, ['comparisons']),
          subject: artefact.id,
          detail: 'not crossed',
          fix: 'add a comparison of crossed groups with `intersection: true`, and a limit for it',
        };
      }
      for (const one of crossed) {
        if (criteria.some(({ compared }) => compared?.item.id === one.item.id)) continue;
        yield aboutRow({ artefact, item: one.item }, ['intersection'], {
          message: `${code(one.item.local)} crosses attributes, and no limit is set for it`,
          detail: 'no limit',
          fix: `add a row of \`metrics:\` with \`comparison: ${one.item.local}\``,
        });
      }
    }
  },
});

/** Groups of several attributes at once: said to be, or named so, as in `female|18-24`. */
const isCrossed = ({ row, groups }: Compared): boolean =>
  row.intersection === true || (groups.length > 0 && groups.every(({ name }) => name.includes('|')));
