import { defineRule } from '../../core/rule.ts';
import { aboutRow, lacks } from '../../kinds/rows.ts';
import { code, listed } from '../../kinds/words.ts';
import { validated } from '../validation-each.ts';

export const rule = defineRule({
  id: 'validation/threshold-after-run',
  severity: 'warning',
  what: 'A threshold of a validation was set on or after the day on which its result was known, or nothing says when or by whom, or when the test was run.',
  why: 'A threshold chosen with the result in sight can be chosen so that it holds. What it then says is a description and no test, and a board that asks whether the model passed is told that it did.',
  fix: 'State `set_by:` and `set_on:`, a day before the run. If the threshold is newer than the result, say so in the note and let it judge the next run.',
  source: 'Regulation (EU) 2024/1689, Art. 9(8); ruling 6 of the field reference',
  *check(portfolio) {
    for (const { artefact, tests } of validated(portfolio)) {
      for (const { item, row, evidence, known_on: known } of tests) {
        if (row.threshold === undefined || row.outcome === 'not-run') continue;
        const missing = (['set_by', 'set_on', 'run_on'] as const).filter((name) =>
          lacks({ artefact, item }, name),
        );
        if (missing.length > 0) {
          yield aboutRow({ artefact, item }, ['threshold'], {
            message: `${code(item.local)} does not say ${listed(missing.map((name) => unsaid[name]))}`,
            detail: 'set',
            fix: `add ${listed(missing.map((name) => code(`${name}:`)))}`,
            absent: missing.map((name) => [name]),
          });
        }
        if (row.set_on === undefined || known === null || row.set_on < known) continue;
        const byRun = known === row.run_on;
        yield aboutRow({ artefact, item }, ['set_on'], {
          message: `the threshold of ${code(item.local)} was set on ${row.set_on}, not before ${byRun ? `its run of ${known}` : `${code(evidence!.id)} of ${known}, which holds its result`}`,
          fix: 'judge by a threshold of an earlier day, or correct `set_on`',
          ...(evidence !== null &&
            !byRun && {
              related: [{ at: evidence.at, message: `${code(evidence.id)}, captured on ${known}` }],
            }),
        });
      }
    }
  },
});

const unsaid = {
  set_by: 'who set its threshold',
  set_on: 'when its threshold was set',
  run_on: 'when it was run',
};
