import { defineRule } from '../../core/rule.ts';
import { didYouMean } from '../../core/suggest.ts';
import { aboutRow, lacks } from '../../kinds/rows.ts';
import { code, codes } from '../../kinds/words.ts';
import { assessed } from '../fairness-each.ts';

export const rule = defineRule({
  id: 'fairness/no-comparison-group',
  severity: 'error',
  what: 'A comparison names no comparison group, or one that is not among its groups.',
  why: 'A ratio is of something to something. Where the group that the others are held against is left open, it can be chosen afterwards, so that all looks well.',
  fix: 'Name in `comparison_group:` one of the groups of the evidence, and say why that one.',
  source: 'Review practice X14; 29 CFR 1607.4(D)',
  *check(portfolio) {
    for (const { artefact, comparisons } of assessed(portfolio)) {
      for (const { item, row, found, groups, comparison } of comparisons) {
        if (comparison !== null) continue;
        const names = groups.map(({ name }) => name);
        if (lacks({ artefact, item }, 'comparison_group')) {
          yield aboutRow({ artefact, item }, ['comparison_group'], {
            message: `${code(item.local)} names no comparison group`,
            fix: names.length > 0 ? `name one of ${codes(names)}` : 'name one of the groups of the evidence',
            absent: [['comparison_group']],
          });
        } else if (found !== null && row.comparison_group !== undefined) {
          yield aboutRow({ artefact, item }, ['comparison_group'], {
            message: `${code(row.comparison_group)} is not one of the groups that ${code(item.local)} compares`,
            fix: didYouMean(row.comparison_group, names) ?? `name one of ${codes(names)}`,
          });
        }
      }
    }
  },
});
