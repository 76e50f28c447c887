import { isPast } from '../../core/date.ts';
import { defineRule } from '../../core/rule.ts';
import { within } from '../../kinds/about.ts';
import { code, count, daysBefore } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'waiver/expired',
  severity: 'warning',
  what: 'A waiver has run out, and what it accepted counts again.',
  why: 'A hole may be accepted for a time, by somebody, for a reason. When the time is over the hole is simply a hole, and the person who accepted it should be the first to know.',
  fix: 'Close what was waived, or have a new waiver decided with its own rationale and end; do not move the date of the old one.',
  *check(portfolio) {
    for (const waiver of portfolio.waivers) {
      if (!isPast(waiver.expires, portfolio.as_of)) continue;
      const covers = [
        ...(waiver.obligations.length > 0 ? [count(waiver.obligations.length, 'obligation')] : []),
        ...(waiver.findings.length > 0 ? [count(waiver.findings.length, 'finding')] : []),
      ];
      yield {
        message: `waiver ${code(waiver.id)} by ${code(waiver.approved_by)} expired on ${waiver.expires}, ${daysBefore(waiver.expires, portfolio.as_of)} before ${portfolio.as_of}; it covered ${covers.join(' and ') || 'nothing'}`,
        at: within(waiver.at, 'expires'),
        subject: waiver.id,
        detail: waiver.expires,
        ...(waiver.system !== null && { system: waiver.system }),
        fix: 'close what it covered, or have a new waiver decided',
      };
    }
  },
});
