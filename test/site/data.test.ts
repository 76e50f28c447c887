import { expect, test } from 'vitest';
import type { Cell } from '../../src/core/cell.ts';
import { breachesOf } from '../../src/evidence/drift/breaches.ts';
import { attentionOf } from '../../src/site/data/attention/list.ts';
import { coverageHeadline } from '../../src/site/data/coverage.ts';
import { recordHeadline } from '../../src/site/data/evidence.ts';
import { homeOf } from '../../src/site/data/home.ts';
import { idShards } from '../../src/site/data/ids.ts';
import { metricOf } from '../../src/site/data/metric.ts';
import { formatNumber } from '../../src/site/data/numbers.ts';
import { neighbours, readingOrder } from '../../src/site/data/order.ts';
import { readiness, slotsOf } from '../../src/site/data/slots.ts';
import { cutWith, registerPages, splitAt } from '../../src/site/data/split.ts';
import { independenceOf, peopleOf } from '../../src/site/data/system.ts';
import { shardOf } from '../../src/site/scripts/shard.ts';
import { makePortfolio } from './fixture.ts';

test('a demanded paper that is not there is missing, and counts against readiness', () => {
  const portfolio = makePortfolio();
  const slots = slotsOf(portfolio.systems[0]!, portfolio);
  expect(slots.map((slot) => [slot.kind.name, slot.status])).toEqual([
    ['model-card', 'approved'],
    ['feature-register', 'missing'],
    ['decision', 'in-review'],
    ['failure-modes', 'expired'],
  ]);
  expect(readiness(slots)).toEqual({ approved: 1, of: 4 });
});

test('of a system that was decided against only the decision is demanded', () => {
  const portfolio = makePortfolio();
  const system = { ...portfolio.systems[0]!, lifecycle_stage: 'not-built', artefacts: [] };
  expect(
    slotsOf(system, portfolio)
      .filter((slot) => slot.status === 'missing')
      .map((slot) => slot.kind.name),
  ).toEqual(['decision']);
});

test('the home page says the most pressing fact', () => {
  expect(homeOf(makePortfolio()).headline).toBe('One of two systems needs attention');
  const portfolio = makePortfolio();
  portfolio.drift = [
    {
      system: 'early-warning',
      source: 'profile',
      tool: null,
      batch_to: null,
      recomputed: null,
      feature: 'income_stability',
      batch: '2026-10',
      evidence: 'early-warning/profile',
      monitor: null,
      method: 'PSI',
      bins: 10,
      zero_rule: 'clip 1e-6',
      value: 0.351,
      amber: 0.1,
      threshold: 0.25,
      noise_floor: 0.004,
      p_value: null,
      adjusted: null,
      interval: null,
      bound: null,
      threshold_source: null,
      note: null,
      direction: 'above',
      n_ref: 9000,
      n_cur: 2500,
      verdict: 'red',
      decision: null,
    },
  ];
  portfolio.breaches = breachesOf(portfolio);
  expect(homeOf(portfolio).headline).toBe('One of two systems has a drift breach that nobody has decided');
  expect(attentionOf(portfolio).find((matter) => matter.glyph === 'd-red')?.text).toBe(
    'PSI 0.351 in October 2026, against a limit of 0.25. Computed from the evidence; nobody recorded it.',
  );
});

test('one system alone is never called approved because it is alone', () => {
  const portfolio = makePortfolio();
  const [only] = portfolio.systems;
  portfolio.systems = [{ ...only!, artefacts: [], risk_tier: null }];
  portfolio.drift = [];
  portfolio.evidence = [];
  portfolio.waivers = [];
  expect(homeOf(portfolio).headline).toBe('The one system recorded is not fully approved');
});

test('what is not applicable leaves the denominator, and nothing of nothing is not a success', () => {
  const { cells } = makePortfolio();
  expect(coverageHeadline(cells)).toBe('1 of 2 clauses in scope is evidenced, 1 has lapsed');
  expect(coverageHeadline(cells.slice(2))).toBe('Nothing is in scope of the frameworks named');
  const over = cells.map((cell): Cell => ({ ...cell, timing: 'ended' }));
  expect(coverageHeadline(over)).toBe('Every duty of the frameworks named has ended');
  expect(coverageHeadline([...cells, ...over])).toBe(coverageHeadline(cells));
  expect(coverageHeadline([])).toBe('No framework is mapped yet');
});

test('who is not named is independent of nobody', () => {
  const people = ['Developer', 'Validator', 'Approver'].map((role) => ({ role }));
  expect(independenceOf([], people).glyph).toBe('a-approved');
  expect(independenceOf([], people.slice(0, 1))).toEqual({
    glyph: 'a-draft',
    words: 'The profile names no validator and no approver, so independence is checked in part only.',
  });
  expect(independenceOf([{ rule: 'independence/developer-approves' }], []).glyph).toBe('a-missing');
});

test('a validator is called independent of a developer only where the register of parties says so', () => {
  const portfolio = makePortfolio();
  const noteOf = (data: object): string | undefined => {
    const [first] = portfolio.systems;
    const system = { ...first!, profile: { ...first!.profile!, data: { ...data } } };
    return peopleOf(system, portfolio).find(({ role }) => role === 'Validator')?.note;
  };
  expect([
    noteOf({ model_developer: 'a', model_reviewer: 'b' }),
    noteOf({ model_developer: 'a', model_reviewer: 'a' }),
    noteOf({ model_reviewer: 'b' }),
  ]).toEqual([
    'challenges, independent of development',
    'developer self-review: not independent of development',
    'challenges; who developed it is not named',
  ]);
});

test('an id is found whole, local, in any case, an obligation also by its clause', () => {
  const shards = idShards(makePortfolio());
  const find = (query: string): string[] => {
    const key = query.toLowerCase();
    return (shards[shardOf(key, shards.length)]?.[key] ?? []).map((entry) => entry.address);
  };
  expect(find('FM-02')).toEqual(['/systems/early-warning/failure-modes/#FM-02']);
  expect(find('early-warning/FM-02')).toEqual(find('fm-02'));
  expect(find('adr-0001')).toEqual(['/systems/early-warning/ADR-0001/']);
  expect(find('eu-ai-act:art-14-4-e')).toEqual(['/obligations/eu-ai-act/from-art-9-2-a/#art-14-4-e']);
  expect(find('ART-14-4-E')).toEqual(find('eu-ai-act:art-14-4-e'));
  expect(find('perf-oot')).toEqual(['/evidence/early-warning/perf-oot/']);
});

test('the pages of a system follow each other as a board reads them', () => {
  const portfolio = makePortfolio();
  const steps = readingOrder(portfolio.systems[0]!, portfolio);
  expect(steps.map((step) => step.address)).toEqual([
    '/systems/early-warning/',
    '/systems/early-warning/model-card/',
    '/systems/early-warning/decisions/',
    '/systems/early-warning/ADR-0001/',
    '/systems/early-warning/failure-modes/',
    '/systems/early-warning/profile/',
  ]);
  expect(neighbours(steps, '/systems/early-warning/model-card/').next?.title).toBe('Decisions');
  expect(neighbours(steps, '/systems/early-warning/').previous).toBeNull();
});

test('a register above its limit is cut by system', () => {
  const portfolio = makePortfolio();
  const rows = (n: number) =>
    Array.from({ length: n }, (_, i) => ({ id: `early-warning/f-${i}`, system: 'early-warning' }));
  expect(registerPages(rows(splitAt), portfolio).map((page) => page.params.system)).toEqual([undefined]);
  expect(registerPages(rows(splitAt + 1), portfolio).map((page) => page.params.system)).toEqual([
    undefined,
    'early-warning',
    'early-warning/2',
  ]);
  const [first] = registerPages(rows(splitAt + 1), portfolio);
  expect(cutWith(first!.props, ({ id }) => id.endsWith('-0'))?.slug).toBe('early-warning');
  expect(cutWith(first!.props, ({ id }) => id.endsWith(`-${splitAt}`))?.slug).toBe('early-warning/2');
  expect(cutWith(first!.props, () => false)).toBeNull();
});

test('a metric without evidence is a claim, one that leads nowhere is unbound', () => {
  const portfolio = makePortfolio();
  portfolio.index.evidence.get('early-warning/perf-oot')!.content = { metrics: { auc: { value: 0.8431 } } };
  expect(
    metricOf({ of: 'ev:perf-oot#/metrics/auc/value', digits: 2 }, portfolio, 'early-warning'),
  ).toMatchObject({
    text: '0.84',
    state: 'bound',
  });
  expect(metricOf({ of: 'ev:perf-oot#/metrics/gini' }, portfolio, 'early-warning')).toMatchObject({
    text: 'not found',
    state: 'unbound',
    title: 'Nothing stands at ev:perf-oot#/metrics/gini',
  });
  expect(metricOf({ value: 0.9 }, portfolio, 'early-warning')).toMatchObject({ text: '0.9', state: 'claim' });
});

test('a metric is written as asked, with its interval and its difference to a named baseline', () => {
  const portfolio = makePortfolio();
  const evidence = portfolio.index.evidence.get('early-warning/perf-oot')!;
  evidence.content = {
    auc: { value: 0.84, ci_lower: 0.8312, ci_upper: 0.8501, ci_level: 0.9 },
    before: { value: 0.86 },
    gap: { value: 0.0000123 },
  };
  const shown = (props: Parameters<typeof metricOf>[0]) => metricOf(props, portfolio, 'early-warning');
  const [of, baseline] = ['ev:perf-oot#/auc/value', 'ev:perf-oot#/before/value'];
  expect(shown({ of, interval: true, baseline })).toMatchObject({
    text: '0.84',
    interval: '90\u00a0% interval 0.831 to 0.85',
    against: { text: '−0.020 against 0.86', evidence: { id: 'early-warning/perf-oot' } },
  });
  expect(shown({ of, format: 'percent', digits: 0, interval: true, baseline })).toMatchObject({
    text: '84\u00a0%',
    interval: '90\u00a0% interval 83\u00a0% to 85\u00a0%',
    against: { text: '−2 points against 86\u00a0%' },
  });
  expect(shown({ of, format: 'number', unit: 'AUC' }).text).toBe('0.840\u00a0AUC');
  expect(shown({ of, format: 'signed', digits: 2 }).text).toBe('+0.84');
  expect(shown({ of: 'ev:perf-oot#/gap/value', format: 'scientific' }).text).toBe('1.2\u00a0×\u00a010⁻⁵');
  // As typed, zeros at the end included, where the evidence agrees.
  expect(shown({ of, value: '0.840' }).text).toBe('0.840');
  expect(shown({ of, baseline: 'ev:perf-oot#/later/value' }).against).toEqual({
    text: 'nothing to compare with at ev:perf-oot#/later/value',
    evidence: null,
  });
});

test('the page of a file that does not hold says why, whatever broke it', () => {
  const shaped = { schema: 'casebook/metrics@1', content: {} };
  const record = {
    title: 'Override log',
    state: 'broken' as const,
    why: '`a/log.csv` does not exist',
    ...shaped,
  };
  expect(recordHeadline(record, '2026-11-20')).toBe(
    'Override log does not hold on 20 Nov 2026: a/log.csv does not exist',
  );
  expect(recordHeadline({ ...record, why: 'it was valid until 2026-09-30' }, '2026-11-20')).toBe(
    'Override log does not hold on 20 Nov 2026: it was valid until 30 Sep 2026',
  );
  expect(recordHeadline({ ...record, state: 'valid', why: null }, '2026-11-20')).toBe(
    'Override log holds on 20 Nov 2026',
  );
  expect(recordHeadline({ ...record, state: 'valid', why: null, content: null }, '2026-11-20')).toBe(
    'Override log is as registered on 20 Nov 2026, but does not have the shape it claims',
  );
});

test('a typed metric is judged as the record judges it, however few digits the page shows', () => {
  const portfolio = makePortfolio();
  portfolio.index.evidence.get('early-warning/perf-oot')!.content = { auc: 0.8431 };
  const of = 'ev:perf-oot#/auc';
  const stateOf = (value: string, digits: number) =>
    metricOf({ of, value, digits }, portfolio, 'early-warning');
  expect(stateOf('0.80', 1)).toMatchObject({
    text: '0.8',
    state: 'contradicted',
    title: 'The text says 0.80; ev:perf-oot#/auc says 0.8431',
  });
  expect(stateOf('0.84', 3).state).toBe('bound');
});

test('figures have a true minus and no false digits', () => {
  expect([formatNumber(-0.02345, 3), formatNumber(30048), formatNumber(null), formatNumber(0.5)]).toEqual([
    '−0.023',
    '30,048',
    '–',
    '0.5',
  ]);
});
