import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kind } from '../../src/kinds/drift-governance/kind.ts';
import { ledgerOf } from '../../src/kinds/drift-governance/ledger.ts';
import { areSwapped, isOver, sayLimits, sideOf } from '../../src/kinds/drift-governance/limits.ts';
import { featureOf } from '../../src/kinds/drift-governance/links.ts';
import { edited, editedAll, findingsOf, fixture, linksIn, portfolioOf } from './support.ts';

const complete = fixture('drift-governance');
const file = 'systems/x/drift-governance.mdx';
const check = (rule: string, path: (string | number)[], value: unknown) =>
  findingsOf(kind, rule, edited(complete, path, value));

test('monitors and breaches are items, with titles for people', () => {
  expect(portfolioOf(kind, complete).items.map(({ id, kind, title }) => [id, kind, title])).toEqual([
    ['x/BR-01', 'breach', 'Breach, claim_amount, 2026-04'],
    ['x/BR-02', 'breach', 'Breach, MON-02, 2026-09'],
    ['x/MON-01', 'monitor', 'PSI of claim_amount'],
    ['x/MON-02', 'monitor', 'AUC of score'],
  ]);
});

test('a monitor of an input is linked to its feature; one of the score is not', () => {
  const links = linksIn(portfolioOf(kind, complete));
  expect(links.filter((link) => link.includes(' monitors '))).toEqual(['x/MON-01 monitors claim_amount']);
  expect(links).toContain('ADR-0002 decides x/BR-01');
  expect(links).toContain('claims-analytics owns x/MON-01');
  expect(links).toContain('x/BR-01 cites x/MON-01');
});

test('a feature is named by input monitors only, and never by a few words', () => {
  const target = (type: 'data-drift' | 'data-quality' | 'performance', target: string) =>
    featureOf({ type, target });
  expect(target('data-drift', 'claim_amount')).toBe('claim_amount');
  expect(target('data-quality', 'claim_amount')).toBe('claim_amount');
  expect(target('performance', 'claim_amount')).toBe(null);
  expect(target('data-drift', 'all features')).toBe(null);
  expect(target('data-drift', 'score')).toBe(null);
});

test('amber that is not before red', () => {
  expect(check('monitor/limits-swapped', ['monitors', 1, 'direction'], undefined)).toEqual([
    {
      message: 'amber 0.74 of `MON-02` is not before red 0.7, with trouble above',
      at: { file, path: ['monitors', 1, 'amber'] },
      subject: 'x/MON-02',
      detail: 'amber',
      fix: 'set amber below 0.7, or write `direction: below`',
    },
  ]);
  expect(check('monitor/limits-swapped', ['monitors', 0, 'amber'], 0.25)).toHaveLength(1);
});

test('a metric that is nearly one that is computed', () => {
  expect(check('monitor/unknown-metric', ['monitors', 0, 'metric'], 'PIS')).toEqual([
    {
      message: '`PIS` of `MON-01` is no statistic that is computed from profiles, and nothing is read for it',
      at: { file, path: ['monitors', 0, 'metric'] },
      subject: 'x/MON-01',
      detail: 'metric',
      fix: 'did you mean `PSI`?',
    },
  ]);
  for (const metric of ['PSI', 'KL', 'KS p-value', 'share of rows missing', 'energy distance']) {
    expect(check('monitor/unknown-metric', ['monitors', 0, 'metric'], metric)).toEqual([]);
  }
});

test('two different limits are right in exactly one direction', () => {
  const limit = fc.double({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(limit, limit, (amber, red) => {
      const above = areSwapped({ amber, red, direction: 'above' });
      const below = areSwapped({ amber, red, direction: 'below' });
      return amber === red ? above && below : above !== below;
    }),
  );
});

test('a reading on the limit is over it', () => {
  expect([
    isOver(0.25, 0.25),
    isOver(0.2499, 0.25),
    isOver(0.7, 0.7, 'below'),
    isOver(0.71, 0.7, 'below'),
  ]).toEqual([true, false, true, false]);
});

test('a monitor that nobody owns and that leads to nothing', () => {
  const bare = editedAll(complete, [
    [['monitors', 0, 'owner'], undefined],
    [['monitors', 0, 'action_red'], undefined],
  ]);
  expect(findingsOf(kind, 'monitor/unanswered', bare)).toEqual([
    {
      message: 'monitor `MON-01` has no `owner` and no `action_red`',
      at: { file, path: ['monitors', 0, 'id'] },
      subject: 'x/MON-01',
      detail: 'owner action_red',
      fix: 'add `owner:` and `action_red:`',
      absent: [
        'systems/x/drift-governance.mdx#/monitors/0/owner',
        'systems/x/drift-governance.mdx#/monitors/0/action_red',
      ],
    },
  ]);
  expect(check('monitor/unanswered', ['monitors', 1, 'owner'], undefined)[0]?.message).toBe(
    'monitor `MON-02` has no `owner`',
  );
});

test('a breach closed before it was detected', () => {
  expect(check('breach/closed-before-detected', ['breaches', 0, 'closed'], '2026-05-03')).toEqual([
    {
      message: 'breach `BR-01` was closed on 2026-05-03, before it was detected on 2026-05-04',
      at: { file, path: ['breaches', 0, 'closed'] },
      subject: 'x/BR-01',
      detail: 'closed',
      fix: 'correct `detected` or `closed`',
    },
  ]);
  expect(check('breach/closed-before-detected', ['breaches', 0, 'closed'], '2026-05-04')).toEqual([]);
});

test('a breach whose reading is within the limit', () => {
  expect(check('breach/value-contradicts', ['breaches', 0, 'value'], 0.2)).toEqual([
    {
      message: 'breach `BR-01` reads 0.2, which is not over red 0.25 of `MON-01`',
      at: { file, path: ['breaches', 0, 'value'] },
      subject: 'x/BR-01',
      detail: 'value',
      related: [{ at: { file, path: ['monitors', 0, 'red'] }, message: 'the limit is set here' }],
      fix: 'correct `value` or `severity`',
    },
  ]);
  expect(check('breach/value-contradicts', ['breaches', 1, 'value'], 0.75)[0]?.message).toBe(
    'breach `BR-02` reads 0.75, which is not under amber 0.74 of `MON-02`',
  );
});

test('a breach of a monitor that does not exist has its finding from the reference alone', () => {
  expect(check('breach/value-contradicts', ['breaches', 0, 'monitor'], 'MON-99')).toEqual([]);
});

test('a red breach is late by its monitor’s time, a part of a day being a day; undated it is late at once', () => {
  const entry = (time: string, detected?: string) => {
    const data = editedAll(complete, [
      [['monitors', 0, 'response_time'], time],
      [['breaches', 0, 'decision'], undefined],
      [['breaches', 0, 'closed'], undefined],
      [['breaches', 0, 'detected'], detected],
    ]);
    const portfolio = portfolioOf(kind, data);
    const found = ledgerOf(
      portfolio.artefacts.find((one) => one.kind === kind.name)!,
      portfolio,
    );
    const { answer, decide_by } = found.find(({ item }) => item?.local === 'BR-01')!.breach;
    return { answer, decide_by };
  };
  expect(entry('PT24H', '2026-11-19')).toEqual({ answer: 'awaited', decide_by: '2026-11-20' });
  expect(entry('PT24H', '2026-11-18')).toEqual({ answer: 'overdue', decide_by: '2026-11-19' });
  expect(entry('P30D', '2026-11-18')).toEqual({ answer: 'awaited', decide_by: '2026-12-18' });
  expect(entry('P30D')).toEqual({ answer: 'overdue', decide_by: null });
});

test('a p-value is trouble below, whatever direction is written', () => {
  const p = { metric: 'KS p-value', amber: 0.05, red: 0.01 };
  expect([areSwapped(p), areSwapped({ ...p, direction: 'above' })]).toEqual([false, false]);
  expect(sideOf({ metric: 'KS', direction: undefined })).toBe('above');
  const swapped = editedAll(complete, [
    [['monitors', 0, 'metric'], 'chi-square p-value'],
    [['monitors', 0, 'amber'], 0.01],
    [['monitors', 0, 'red'], 0.05],
  ]);
  const [finding] = findingsOf(kind, 'monitor/limits-swapped', swapped);
  expect(finding).toMatchObject({
    message: 'amber 0.01 of `MON-01` is not before red 0.05, with trouble below',
    fix: 'set amber above 0.05',
  });
});

test('limits are said on the side where the trouble is', () => {
  expect([
    sayLimits({ amber: 0.1, threshold: 0.25, direction: 'above' }),
    sayLimits({ amber: null, threshold: 0.01, direction: 'below' }),
    sayLimits({ amber: null, threshold: null, direction: 'above' }),
  ]).toEqual([['amber from 0.1', 'red from 0.25'], ['red up to 0.01'], ['none']]);
});
