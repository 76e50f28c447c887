import { spotOf } from '../../core/artefact.ts';
import { defineRule } from '../../core/rule.ts';
import { aboutField } from '../../kinds/about.ts';
import { opinionWords } from '../../kinds/validation-report/words.ts';
import { code, codes, count } from '../../kinds/words.ts';
import { validated, type Validated } from '../validation-each.ts';

export const rule = defineRule({
  id: 'validation/opinion-contradicted',
  severity: 'error',
  what: 'The opinion of a validation is better than its open findings and conditions allow.',
  why: 'An opinion is what committees read. “Fit for purpose” above an open high finding, or with conditions that are not tied to the critical one, tells them that somebody looked and saw nothing.',
  fix: 'Correct the opinion, close the findings with proof, or tie a condition to each critical finding (`finding:` of the condition).',
  source: 'PRA SS1/23 Principle 4.1; review practice X10',
  *check(portfolio) {
    for (const report of validated(portfolio)) {
      const against = contradicting(report);
      if (against.length === 0) continue;
      const { artefact, data } = report;
      yield aboutField(artefact, ['opinion'], {
        message: `the opinion of ${code(artefact.id)} is “${opinionWords[data.opinion!].toLowerCase()}”, and ${against.map(({ words }) => words).join('; ')}`,
        fix: 'correct the opinion, close what stands against it with proof, or tie conditions to it',
        related: against.flatMap(({ rows }) =>
          rows.map(({ item }) => ({
            at: spotOf(artefact, item.path),
            message: `${code(item.local)} is open`,
          })),
        ),
      });
    }
  },
});

type Row = Pick<Validated['findings'][number] | Validated['conditions'][number], 'item'>;

/** What stands open against an opinion, in words. */
function contradicting({ data, findings, conditions }: Validated): { words: string; rows: Row[] }[] {
  const said = (rows: Row[], one: string, more: string): { words: string; rows: Row[] }[] =>
    rows.length === 0
      ? []
      : [
          {
            words: `${count(rows.length, one)} ${rows.length === 1 ? 'is' : 'are'} ${more} (${codes(rows.map(({ item }) => item.local))})`,
            rows,
          },
        ];
  const open = findings.filter((one) => one.open);
  if (data.opinion === 'fit-for-purpose') {
    const grave = open.filter(({ row }) => row.severity === 'critical' || row.severity === 'high');
    return [
      ...said(grave, 'critical or high finding', 'open'),
      ...said(
        conditions.filter((one) => one.open),
        'condition',
        'open',
      ),
    ];
  }
  if (data.opinion !== 'fit-with-conditions') return [];
  const tied = new Set(
    conditions.filter(({ row }) => row.status !== 'dropped').map(({ row }) => row.finding?.split('/').at(-1)),
  );
  return said(
    open.filter(({ item, row }) => row.severity === 'critical' && !tied.has(item.local)),
    'critical finding',
    'open, tied to no condition',
  );
}
