import { expect, test } from 'vitest';
import { found, parties, system, type Files } from './support.ts';

const files = (policy: string): Files => ({
  'portfolio.yaml': `title: Test portfolio\n${parties}policy:\n${policy}`,
  'systems/demo/system.mdx': system(),
});

test('a policy of real names finds nothing', async () => {
  const policy = `  severities: { review/overdue: error }
  tiers:
    tier-1: { kinds: [model-card], also: [drift-governance.monitors.red], except: [system.vendor.exit_plan] }
`;
  expect(await found('policy/unknown-name', files(policy))).toEqual([]);
});

test('a misspelt rule, kind and field are each found at their place', async () => {
  const policy = `  severities: { review/overdu: error }
  tiers:
    tier-1: { kinds: [model-cards], also: [drift-governance.monitor], except: [nothing] }
`;
  const findings = await found('policy/unknown-name', files(policy));
  expect(findings.map(({ message, fix, line, severity }) => ({ message, fix, line, severity }))).toEqual([
    {
      message: 'the policy names the rule `review/overdu`, and there is none of that name',
      fix: 'did you mean `review/overdue`?',
      line: expect.any(Number),
      severity: 'error',
    },
    {
      message: 'the policy names the kind `model-cards`, and there is none of that name',
      fix: 'did you mean `model-card`?',
      line: expect.any(Number),
      severity: 'error',
    },
    {
      message: 'the policy names the field `drift-governance.monitor`, and there is none of that name',
      fix: 'did you mean `drift-governance.monitors`?',
      line: expect.any(Number),
      severity: 'error',
    },
    {
      message: 'the policy names the field `nothing`, and there is none of that name',
      fix: 'correct the name, or remove it',
      line: expect.any(Number),
      severity: 'error',
    },
  ]);
});
