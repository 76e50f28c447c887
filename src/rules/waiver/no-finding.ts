import { isInEffect } from '../../core/records.ts';
import { defineRule } from '../../core/rule.ts';
import { suggest } from '../../core/suggest.ts';
import { within } from '../../kinds/about.ts';
import { code, codes } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'waiver/no-finding',
  severity: 'warning',
  what: 'A waiver runs for a finding that is not there.',
  why: 'A misspelt key accepts nothing, and the finding it was meant for is open. A key whose finding is gone is a leftover: what it accepted has been repaired, and the waiver would silently accept it when it comes back (which is only worth an info).',
  fix: 'Copy the key from `casebook check --format json`; or, where the finding is repaired, take the key out of the waiver.',
  source: 'PRA SS1/23 Principle 5.3: exceptions are temporary and reviewed',
  over: 'findings',
  *check(portfolio) {
    const systems = Map.groupBy(portfolio.findings, ({ key }) => key);
    for (const waiver of portfolio.waivers) {
      if (!isInEffect(waiver, portfolio.index)) continue;
      for (const [i, key] of waiver.findings.entries()) {
        const found = systems.get(key) ?? [];
        if (found.some(({ system }) => waiver.system === null || waiver.system === system)) continue;
        const about = {
          at: within(waiver.at, 'findings', i),
          subject: waiver.id,
          detail: key,
          ...(waiver.system !== null && { system: waiver.system }),
        };
        if (found.length > 0) {
          const others = [...new Set(found.map(({ system }) => system))];
          const whose = others.includes(null)
            ? 'of the portfolio itself'
            : `of ${codes(others.filter((one) => one !== null))}`;
          yield {
            ...about,
            message: `waiver ${code(waiver.id)} accepts the finding ${code(key)}, which is ${whose} and not of ${code(waiver.system ?? '')}`,
            fix: 'have it accepted by a waiver that stands there',
          };
          continue;
        }
        const near = suggest(key, systems.keys());
        yield {
          ...about,
          message: `waiver ${code(waiver.id)} accepts the finding ${code(key)}, and there is none with that key on ${portfolio.as_of}`,
          ...(near === null && { severity: 'info' as const }),
          fix:
            near === null
              ? 'take the key out if what it accepted is repaired; else copy it from `casebook check --format json`'
              : `did you mean ${code(near)}?`,
        };
      }
    }
  },
});
