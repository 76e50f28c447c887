import type { Portfolio } from '../../core/portfolio.ts';
import { defineRule, type RuleFinding } from '../../core/rule.ts';
import { readingsFrom } from '../../evidence/drift/readings-from.ts';
import { tolerance } from '../../evidence/drift/recompute.ts';
import { code } from '../../kinds/words.ts';
import { againstWords, readingDetail } from '../breach-words.ts';

export const rule = defineRule({
  id: 'drift/reported-differs',
  severity: 'error',
  what: 'A value that another tool reported is not the one that its own counts, or a profile of the same rows, give.',
  why: 'The same method on the same rows has one answer. When the two differ, the file was changed, the rows were others, or one of the two tools computes something else under the name: until that is known, no decision can rest on the value.',
  fix: 'Find out which of the two is right: whether the report and the profile are of the same rows, and whether the file is as the tool wrote it. Write both again from the same data.',
  *check(portfolio) {
    for (const row of readingsFrom(portfolio.drift, 'reported')) {
      if (row.recomputed === null || row.recomputed.equal) continue;
      yield differs(portfolio, row);
    }
  },
});

function differs({ index }: Portfolio, row: Portfolio['drift'][number]): RuleFinding {
  const evidence = index.evidence.get(row.evidence)!;
  const from = /recomputed from ([^;]+)/.exec(row.note ?? '')?.[1] ?? 'what lies beside it';
  return {
    message: `${row.tool!} reports ${row.value!} for ${code(row.feature)} in ${code(row.batch)} (${row.method}${againstWords(row)}); ${from} ${from.includes('counts') ? 'give' : 'gives'} ${Number(row.recomputed!.value.toPrecision(6))}, which is not the same ${tolerance}`,
    at: { file: evidence.file, path: row.reported?.path ?? [] },
    subject: row.evidence,
    detail: readingDetail(row),
    system: row.system,
    related: [{ at: evidence.at, message: `registered as ${code(evidence.local)}` }],
    fix: 'make sure that both are of the same rows, and write them again from the same data',
  };
}
