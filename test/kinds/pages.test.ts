import { expect, test } from 'vitest';
import type { Cell, CellState } from '../../src/core/cell.ts';
import type { Kind } from '../../src/core/kind.ts';
import type { Catalogue, Clause } from '../../src/core/obligation.ts';
import { startOf } from '../../src/core/place.ts';
import type { DriftRow, Portfolio } from '../../src/core/portfolio.ts';
import type { Head, HeadOf } from '../../src/core/view.ts';
import {
  assessmentOf,
  groupsOf,
  outcomeOf,
  relationOf,
  tally,
  totals,
  usualAssessment,
} from '../../src/kinds/compliance-mapping/groups.ts';
import { head as mappingHead, headlineOf } from '../../src/kinds/compliance-mapping/head.ts';
import { kind as complianceMapping } from '../../src/kinds/compliance-mapping/kind.ts';
import { head as driftHead } from '../../src/kinds/drift-governance/head.ts';
import { kind as driftGovernance } from '../../src/kinds/drift-governance/kind.ts';
import {
  byBaseline,
  crossed,
  ledgerOf,
  otherReadingsOf,
  readingsOf,
  seriesOf,
  watchedBy,
} from '../../src/kinds/drift-governance/ledger.ts';
import type { Monitor } from '../../src/kinds/drift-governance/monitor.ts';
import { ownFacts as ruleFactsOwn, usualFacts } from '../../src/kinds/drift-governance/rule-facts.ts';
import { head as failureHead } from '../../src/kinds/failure-modes/head.ts';
import { kind as failureModes } from '../../src/kinds/failure-modes/kind.ts';
import { openActions, ranked, riskGrid } from '../../src/kinds/failure-modes/ranking.ts';
import { ownFacts, sharedFacts } from '../../src/kinds/feature-register/facts.ts';
import type { Feature } from '../../src/kinds/feature-register/schema.ts';
import { head as handoffHead } from '../../src/kinds/handoff-checklist/head.ts';
import { kind as handoffChecklist } from '../../src/kinds/handoff-checklist/kind.ts';
import { byArea, conditionsOf, questionsOf } from '../../src/kinds/handoff-checklist/review.ts';
import { head as architectureHead } from '../../src/kinds/mlops-architecture/head.ts';
import { kind as mlopsArchitecture } from '../../src/kinds/mlops-architecture/kind.ts';
import { head as validationHead } from '../../src/kinds/validation-report/head.ts';
import { kind as validationReport } from '../../src/kinds/validation-report/kind.ts';
import { asOf, edited, editedAll, fixture, portfolioOf } from './support.ts';

const artefactIn = (portfolio: Portfolio, kind: Kind) =>
  portfolio.artefacts.find((artefact) => artefact.kind === kind.name)!;

function headIn(portfolio: Portfolio, kind: Kind, head: HeadOf): Head {
  const system = portfolio.index.systems.get('x') ?? null;
  return head({ artefact: artefactIn(portfolio, kind), system, portfolio });
}

test('a validation says that nothing was found only where its report says so', () => {
  const headline = (findings: object) =>
    headIn(
      portfolioOf(validationReport, {
        title: 'Validation',
        opinion: 'fit-for-purpose',
        ...(findings as object),
      }),
      validationReport,
      validationHead,
    ).headline;
  expect([headline({}), headline({ findings: [] })]).toEqual([
    'Fit for purpose',
    'Fit for purpose: no findings',
  ]);
});

test('failure modes stand by priority, then severity; an unrated one stands above all', () => {
  const unrated = edited(fixture('failure-modes'), ['failure_modes', 2, 'detection'], undefined);
  const modes = ranked(artefactIn(portfolioOf(failureModes, unrated), failureModes));
  expect(modes.map(({ item, priority, rpn }) => [item.local, priority, rpn])).toEqual([
    ['FM-03', null, null],
    ['FM-02', 'H', 270],
    ['FM-01', 'L', 48],
  ]);
});

test('each failure mode stands in the cell of its severity and occurrence', () => {
  const modes = ranked(artefactIn(portfolioOf(failureModes, fixture('failure-modes')), failureModes));
  const grid = riskGrid(modes).map((row) => row.map((cell) => cell.map(({ item }) => item.local).join(' ')));
  expect(grid).toEqual([
    ['', 'FM-02', ''],
    ['FM-01', '', ''],
    ['', '', ''],
    ['', 'FM-03', ''],
  ]);
});

test('the page of failure modes says how many are urgent and what is late', () => {
  const data = edited(
    fixture('failure-modes'),
    ['failure_modes', 1, 'recommended_actions', 0, 'due'],
    '2026-11-01',
  );
  const portfolio = portfolioOf(failureModes, data);
  const actions = openActions(ranked(artefactIn(portfolio, failureModes)), asOf);
  expect(actions.map(({ action, late }) => [action.action, late])).toEqual([
    ['Show the reasons before the rank', true],
  ]);
  const { headline, standfirst } = headIn(portfolio, failureModes, failureHead);
  expect(headline).toBe('1 of 3 failure modes has high action priority; 1 action is late');
  expect(standfirst).toBe('1 action is open, and 2 failure modes have no monitor of their own.');
});

test('the ledger puts what is open first and counts days', () => {
  const portfolio = portfolioOf(driftGovernance, fixture('drift-governance'));
  const entries = ledgerOf(artefactIn(portfolio, driftGovernance), portfolio);
  expect(
    entries.map(({ item, target, breach }) => [
      item?.local,
      target,
      breach.limit,
      breach.decide_by,
      breach.stage,
      breach.age,
      breach.answer,
    ]),
  ).toEqual([
    ['BR-02', 'score', 0.74, null, 'open', 46, 'not-needed'],
    ['BR-01', 'claim_amount', 0.25, '2026-06-03', 'closed', 29, 'overdue'],
  ]);
});

test('a red breach without a decision is late from the day after its response time', () => {
  const open = (detected: string) =>
    editedAll(fixture('drift-governance'), [
      [['breaches', 0, 'closed'], undefined],
      [['breaches', 0, 'decision'], undefined],
      [['breaches', 0, 'detected'], detected],
    ]);
  const state = (detected: string) => {
    const portfolio = portfolioOf(driftGovernance, open(detected));
    const entry = ledgerOf(artefactIn(portfolio, driftGovernance), portfolio).find(
      ({ item }) => item?.local === 'BR-01',
    );
    return [
      entry?.breach.decide_by,
      entry?.breach.answer,
      headIn(portfolio, driftGovernance, driftHead).headline,
    ];
  };
  expect(state('2026-10-21')).toEqual([
    '2026-11-20',
    'awaited',
    'claim_amount is past red and waits for a decision',
  ]);
  expect(state('2026-10-20')).toEqual([
    '2026-11-19',
    'overdue',
    'claim_amount is past red and waits for a decision, past the time to decide',
  ]);
});

test('a breach detected after the as-of date does not exist yet, one closed after it is still open', () => {
  const data = editedAll(fixture('drift-governance'), [
    [['breaches', 0, 'closed'], '2026-12-01'],
    [['breaches', 1, 'detected'], '2026-11-21'],
  ]);
  const portfolio = portfolioOf(driftGovernance, data);
  const entries = ledgerOf(artefactIn(portfolio, driftGovernance), portfolio);
  expect(entries.map(({ item, breach }) => [item?.local, breach.stage, breach.age])).toEqual([
    ['BR-01', 'open', 200],
  ]);
});

test('other readings are one line a feature and method, worst first, and are never drawn', () => {
  const base = { system: 'x', source: 'profile', bound: null, value: 0.2, direction: 'below' } as DriftRow;
  const of = (feature: string, method: string, batch: string, verdict: DriftRow['verdict']): DriftRow => ({
    ...base,
    feature,
    method,
    batch,
    verdict,
  });
  const drift = [
    of('age', 'KS p-value', '2026-01', 'red'),
    of('age', 'KS p-value', '2026-02', 'stable'),
    of('pay', 'KS p-value', '2026-01', 'stable'),
    of('pay', 'KS p-value', '2026-02', 'red'),
    of('pay', 'Wasserstein', '2026-02', 'no-verdict'),
  ];
  expect(readingsOf('x', drift)).toEqual([]);
  const lines = seriesOf(otherReadingsOf('x', drift));
  expect(
    lines.map(({ last, over, batches }) => [last.feature, last.method, last.verdict, over, batches]),
  ).toEqual([
    ['pay', 'KS p-value', 'red', 1, 2],
    ['pay', 'Wasserstein', 'no-verdict', 0, 1],
    ['age', 'KS p-value', 'stable', 1, 2],
  ]);
});

test('readings against two baselines are drawn apart, and stand in lines of their own', () => {
  const of = (baseline: string, batch: string, method = 'PSI'): DriftRow =>
    ({
      system: 'x',
      source: 'profile',
      feature: 'age',
      method,
      batch,
      baseline,
      verdict: 'stable',
    }) as DriftRow;
  const drift = [
    of('last quarter', '2026-02'),
    of('training', '2026-01'),
    of('training', '2026-02'),
    of('last quarter', '2026-02', 'KS'),
    of('training', '2026-02', 'KS'),
  ];
  expect(
    byBaseline(readingsOf('x', drift)).map((own) => own.map(({ baseline, batch }) => [baseline, batch])),
  ).toEqual([
    [
      ['training', '2026-01'],
      ['training', '2026-02'],
    ],
    [['last quarter', '2026-02']],
  ]);
  expect(seriesOf(otherReadingsOf('x', drift)).map(({ last, batches }) => [last.baseline, batches])).toEqual([
    ['last quarter', 1],
    ['training', 1],
  ]);
  expect(byBaseline([])).toEqual([]);
});

test('a monitor shows the worst reading of its last batch, or that there is none', () => {
  const row = (feature: string, batch: string, verdict: DriftRow['verdict'], method = 'PSI'): DriftRow => ({
    system: 'x',
    source: 'profile',
    tool: null,
    batch_to: null,
    recomputed: null,
    feature,
    batch,
    evidence: 'x/drift-profile',
    monitor: 'x/MON-01',
    method,
    bins: 10,
    zero_rule: 'clip 1e-6',
    value: 0.3,
    amber: 0.1,
    threshold: 0.25,
    noise_floor: 0.01,
    p_value: null,
    adjusted: null,
    interval: null,
    bound: null,
    threshold_source: 'x/MON-01',
    note: null,
    direction: 'above',
    n_ref: 1000,
    n_cur: 1000,
    verdict,
    decision: null,
  });
  const drift = [
    row('claim_amount', '2026-09', 'red'),
    row('claim_amount', '2026-10', 'stable'),
    row('age', '2026-10', 'amber'),
    row('age', '2026-10', 'stable', 'KS'),
  ];
  const portfolio = { ...portfolioOf(driftGovernance, fixture('drift-governance')), drift };
  const watched = watchedBy(artefactIn(portfolio, driftGovernance), portfolio);
  expect(watched.map(({ item, last, readings }) => [item.local, last?.feature ?? null, readings])).toEqual([
    ['MON-01', 'age', 3],
    ['MON-02', null, 0],
  ]);
  expect(crossed('x', drift)).toEqual(['claim_amount']);
  expect(crossed('y', drift)).toEqual([]);
  expect(readingsOf('x', drift).map(({ method }) => method)).toEqual(['PSI', 'PSI', 'PSI']);
  expect(otherReadingsOf('x', drift).map(({ method }) => method)).toEqual(['KS']);
});

test('a checklist puts what stands first, area by area in the order of the review', () => {
  const artefact = artefactIn(portfolioOf(handoffChecklist, fixture('handoff-checklist')), handoffChecklist);
  const questions = questionsOf(artefact);
  expect(questions.map(({ item }) => item.local)).toEqual(['HO-02', 'HO-01', 'HO-03', 'HO-04', 'HO-05']);
  expect(byArea(questions).map(({ area }) => area)).toEqual([
    'monitoring',
    'capacity',
    'rollback',
    'training',
    'legal',
  ]);
});

test('a condition met after the as-of date is still open', () => {
  const data = edited(fixture('handoff-checklist'), ['conditions', 1, 'met_on'], '2026-11-21');
  const portfolio = portfolioOf(handoffChecklist, data);
  expect(
    conditionsOf(artefactIn(portfolio, handoffChecklist), asOf).map(({ item, open, late }) => [
      item.local,
      open,
      late,
    ]),
  ).toEqual([
    ['HC-02', true, true],
    ['HC-01', true, false],
  ]);
  const { headline, standfirst } = headIn(portfolio, handoffChecklist, handoffHead);
  expect(headline).toBe('Go with conditions: 2 of 2 conditions open, 1 late');
  expect(standfirst).toBe('Decided on 1 October 2026. 1 blocker stands. The day shift is ready.');
});

test('an architecture says how fast it stops, and never that an untried switch works', () => {
  const headline = (path: string[], value: unknown) =>
    headIn(
      portfolioOf(mlopsArchitecture, edited(fixture('mlops-architecture'), path, value)),
      mlopsArchitecture,
      architectureHead,
    ).headline;
  expect(headline(['title'], 'T')).toBe('The system can be stopped in 5 minutes; that has been tried');
  expect(headline(['kill_switch', 'last_tested'], undefined)).toBe(
    'The system can be stopped in 5 minutes; that has never been tried',
  );
  expect(headline(['kill_switch', 'last_tested'], '2025-01-01')).toBe(
    'The system can be stopped in 5 minutes; the last trial is too long ago',
  );
  expect(headline(['kill_switch'], undefined)).toBe('Nothing says how the system is stopped');
});

const clause = (id: string): Clause => ({
  id,
  catalogue: id.split(':')[0]!,
  ref: id.split(':')[1]!,
  title: id,
  summary: '',
  parent: null,
  children: [],
  heading: false,
  withdrawn: false,
  replaced_by: [],
  applies_to: [],
  legal_class: null,
  applies_from: [],
  ends: null,
  status: null,
  evidence: [],
  source: null,
  confidence: null,
  note: null,
  fingerprint: 'fp1:0',
  at: startOf('catalogue.yaml'),
});

const cell = (obligation: string, state: CellState, row: string | null): Cell => ({
  obligation,
  system: 'x',
  state,
  underlying: state,
  timing: 'in-force',
  applies_from: null,
  derived: false,
  derived_from: null,
  row,
  controls: [],
  evidence: [],
  depth: 'shallow',
  paths: [],
  steps: [],
  deciding_step: null,
  reason: '',
});

function mapped(): Portfolio {
  const portfolio = portfolioOf(complianceMapping, fixture('compliance-mapping'));
  const clauses = ['art-14-4-e', 'art-9-1', 'art-12-1'].map((ref) => clause(`eu-ai-act:${ref}`));
  const catalogue = { id: 'eu-ai-act', short_title: 'EU AI Act', clauses } as Catalogue;
  return {
    ...portfolio,
    catalogues: [catalogue],
    clauses,
    index: { ...portfolio.index, clauses: new Map(clauses.map((one) => [one.id, one])) },
    cells: [
      cell('eu-ai-act:art-14-4-e', 'partial', 'x/map:eu-ai-act:art-14-4-e'),
      cell('eu-ai-act:art-9-1', 'evidenced', 'x/map:eu-ai-act:art-9-1'),
      cell('eu-ai-act:art-12-1', 'not-assessed', null),
    ],
  };
}

test('a mapping stands by framework in the order of the law; clauses of no catalogue stand apart', () => {
  const portfolio = mapped();
  const groups = groupsOf(artefactIn(portfolio, complianceMapping), portfolio);
  expect(
    groups.map(({ catalogue, rows }) => [catalogue?.id ?? null, rows.map(({ row }) => row.obligation)]),
  ).toEqual([
    ['eu-ai-act', ['eu-ai-act:art-14-4-e', 'eu-ai-act:art-9-1']],
    [null, ['eu-ai-act:art-15-5', 'eu-ai-act:art-26-7', 'eu-ai-act:art-27-1']],
  ]);
  expect(groups[0]?.unassessed.map(({ cell }) => cell.obligation)).toEqual(['eu-ai-act:art-12-1']);
  expect(totals(groups)).toMatchObject({ partial: 1, evidenced: 1, 'not-assessed': 1 });
  expect(tally(groups)).toEqual({ inScope: 3, evidenced: 1, holes: 1 });
  expect(headIn(portfolio, complianceMapping, mappingHead).headline).toBe(
    '1 of 3 clauses in scope is evidenced; 1 is a hole',
  );
  const cells = portfolio.cells.map((one): Cell => ({ ...one, timing: 'ended' }));
  const over = groupsOf(artefactIn(portfolio, complianceMapping), { ...portfolio, cells });
  expect(tally(over)).toEqual({ inScope: 0, evidenced: 0, holes: 0 });
});

test('a clause that is covered through a crosswalk stands apart from those nobody looked at', () => {
  const portfolio = mapped();
  const cells = portfolio.cells.map((one): Cell => {
    if (one.obligation !== 'eu-ai-act:art-12-1') return one;
    const obligation = 'gdpr:art-30';
    const from = { obligation, crosswalk: 'c', relationship: 'equal-to' as const, origin: obligation };
    return { ...one, state: 'implemented', derived: true, derived_from: from };
  });
  const [group] = groupsOf(artefactIn(portfolio, complianceMapping), { ...portfolio, cells });
  expect(group!.derived.map(({ cell: one }) => one.obligation)).toEqual(['eu-ai-act:art-12-1']);
  expect(group!.unassessed).toEqual([]);
});

test('how controls relate to a clause is a sentence, with what it rests on', () => {
  expect(relationOf({})).toBe(null);
  expect(
    relationOf({
      relationship: 'subset-of',
      mapping_rationale: 'semantic',
      mapping_confidence: 'high',
    }),
  ).toBe('The controls are a subset of what the clause asks for (semantic, high confidence)');
  expect(relationOf({ relationship: 'intersects-with', mapping_confidence: 'unspecified' })).toBe(
    'The controls intersect with what the clause asks for',
  );
});

test('nothing in scope is said in words, never as a full score', () => {
  expect(headlineOf([])).toBe('Nothing is in scope');
  const empty = portfolioOf(complianceMapping, { title: 'T' });
  expect(headIn(empty, complianceMapping, mappingHead).headline).toBe(null);
});

test('the assessment that most rows share is said once', () => {
  const portfolio = mapped();
  const [group] = groupsOf(artefactIn(portfolio, complianceMapping), portfolio);
  const rows = group!.rows;
  expect(assessmentOf(rows[1]!.row, portfolio)).toBe(
    'Assessed on 1 June 2026 by compliance-team (examine) against the catalogue “OJ L 2024/1689 as amended 2026”',
  );
  expect(usualAssessment(rows, portfolio)).toBe(null);
  expect(outcomeOf(rows[0]!.row)).toBe('Not satisfied');
  expect(usualAssessment([rows[1]!, rows[1]!, rows[1]!, rows[0]!], portfolio)).toBe(
    'Assessed on 1 June 2026 by compliance-team (examine) against the catalogue “OJ L 2024/1689 as amended 2026”',
  );
});

test('what rows of a register share is said once, and what one says otherwise stays with it', () => {
  const income = {
    name: 'income',
    feature_view: 'monthly',
    online: false,
    logical_type: 'number',
  } as Feature;
  const shared = sharedFacts([income, { ...income, logical_type: 'integer' }]);
  expect(shared).toEqual([{ label: 'Served', text: 'from monthly, in batches' }]);
  expect(ownFacts(income, shared)).toEqual([{ label: 'Values', text: 'number' }]);
  expect(sharedFacts([income])).toEqual([]);
  const monitor = { id: 'M', window: 'batch', method: 'counted' } as Monitor;
  const usual = usualFacts([monitor, monitor, { ...monitor, window: 'P6M' }]);
  expect(usual).toEqual([
    { label: 'rule', text: 'counted' },
    { label: 'read over', text: 'batch' },
  ]);
  expect(ruleFactsOwn({ id: 'N', window: 'P6M' } as Monitor, usual)).toEqual([
    { label: 'read over', text: 'P6M' },
    { label: 'rule', text: 'not said' },
  ]);
});
