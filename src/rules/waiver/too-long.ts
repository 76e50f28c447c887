import { dueAfter } from '../../core/policy.ts';
import { defineRule } from '../../core/rule.ts';
import { within } from '../../kinds/about.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'waiver/too-long',
  severity: 'warning',
  what: 'A waiver runs longer than the policy lets a hole be accepted at a time.',
  why: 'A waiver is a hole accepted for a time. One that ends in the year 9999 has an end in form only: nobody will be asked again whether the reasons still hold.',
  fix: 'Have it end within the span of `waiver_limit` in the policy, and decided anew if the hole is still open then; or set the limit that your exception process allows.',
  source: 'PRA SS1/23 Principle 5.3: exceptions are temporary and reviewed',
  *check({ waivers, policy }) {
    for (const waiver of waivers) {
      const last = dueAfter(waiver.date, policy.waiver_limit);
      if (last === null || waiver.expires <= last) continue;
      yield {
        message: `waiver ${code(waiver.id)} of ${waiver.date} runs until ${waiver.expires}; the policy allows ${code(policy.waiver_limit)}, until ${last}`,
        at: within(waiver.at, 'expires'),
        subject: waiver.id,
        detail: waiver.expires,
        ...(waiver.system !== null && { system: waiver.system }),
        fix: `let it end by ${last}, and decide again then`,
      };
    }
  },
});
