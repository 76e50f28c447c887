import { linksOf } from '../../core/links-of.ts';
import { defineRule } from '../../core/rule.ts';
import type { Breach } from '../../kinds/drift-governance/breach.ts';
import { aboutRow, lacks, rowsOf } from '../../kinds/rows.ts';
import { code, codes } from '../../kinds/words.ts';
import { decisionsOf } from '../../evidence/drift/breach.ts';

export const rule = defineRule({
  id: 'drift/decision-without-batch',
  severity: 'error',
  what: 'A decision about drift names no batch: the breach that it answers says none, or it speaks of a monitor as such.',
  why: 'A decision is about what was seen. Without the batch nobody can look the reading up, or say which later batches it still covers, and it would seem to answer whatever the monitor shows next year.',
  fix: 'Name the `batch` of the breach as the evidence names it; let a decision name breaches, not monitors, under `decides`.',
  source: 'US SR 26-2 section V: outcomes of monitoring and what was done about them are documented',
  *check(portfolio) {
    for (const row of rowsOf<Breach>(portfolio, 'breach')) {
      const decisions = decisionsOf(row.item, portfolio).map(({ id }) => id);
      if (decisions.length === 0 || !lacks(row, 'batch')) continue;
      yield aboutRow(row, ['id'], {
        message: `${codes(decisions)} ${decisions.length === 1 ? 'answers' : 'answer'} breach ${code(row.item.id)}, which names no batch`,
        detail: 'batch',
        fix: 'add `batch:` as the evidence names it',
        absent: [['batch']],
      });
    }
    for (const link of linksOf(portfolio.links, 'decides')) {
      const monitor = portfolio.index.items.get(link.to);
      if (monitor?.kind !== 'monitor') continue;
      yield {
        message: `decision ${code(link.from)} speaks of monitor ${code(link.to)} and of no batch`,
        at: link.at,
        subject: link.from,
        detail: link.to,
        fix: 'record the breach with its `batch`, and name the breach under `decides`',
      };
    }
  },
});
