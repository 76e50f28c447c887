import { isPlace, toPointer } from '../../core/place.ts';
import { defineRule, type Rule } from '../../core/rule.ts';
import { within } from '../about.ts';
import { code } from '../words.ts';

const empty = defineRule({
  id: 'waiver/empty',
  severity: 'error',
  what: 'A waiver names neither an obligation nor a finding.',
  why: 'A waiver that speaks of nothing in particular is read as speaking of everything.',
  fix: 'Add `obligations:` or `findings:` with what is accepted.',
  source: 'OSCAL risk deviation',
  *check(portfolio) {
    for (const waiver of portfolio.waivers) {
      if (waiver.obligations.length + waiver.findings.length > 0) continue;
      // What it names and cannot be read has its finding there.
      const file = portfolio.records.find((one) => one.file === waiver.at.file);
      const row = isPlace(waiver.at) ? [] : waiver.at.path;
      const lists = ['obligations', 'findings'].map((name) => toPointer([...row, name]));
      if (file?.broken.some((at) => lists.some((list) => at === list || at.startsWith(`${list}/`)))) continue;
      yield {
        message: `waiver ${code(waiver.id)} names neither an obligation nor a finding`,
        at: waiver.at,
        subject: waiver.id,
        detail: 'empty',
        fix: 'add `obligations:` or `findings:`',
      };
    }
  },
});

const reversed = defineRule({
  id: 'waiver/reversed',
  severity: 'error',
  what: 'A waiver ends before it begins.',
  why: 'It never runs, and the hole it was meant for stays open while its file says otherwise.',
  fix: 'Correct `date` or `expires`.',
  source: 'PRA SS1/23 Principle 5.3',
  *check(portfolio) {
    for (const waiver of portfolio.waivers) {
      if (waiver.expires >= waiver.date) continue;
      yield {
        message: `waiver ${code(waiver.id)} is given on ${waiver.date} and ends on ${waiver.expires}, which is earlier`,
        at: within(waiver.at, 'expires'),
        subject: waiver.id,
        detail: 'expires',
        fix: 'correct `date` or `expires`',
      };
    }
  },
});

export const rules: Rule[] = [empty, reversed];
