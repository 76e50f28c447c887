/** Portfolios of any size for measuring: deterministic, and close to what people write in rows and prose. */
import fs from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { sha256 } from '../../src/core/fingerprint.ts';
import { toCsv } from '../../src/report/csv.ts';
import { choices, ends, objects, page, prose, subjects, verbs } from './words.ts';

/** What one generated system holds: 10 artefacts and 100 items, as in the stated figures. */
export const perSystem = { artefacts: 10, items: 100 } as const;

const counts = {
  features: 40,
  mappings: 20,
  failureModes: 18,
  monitors: 8,
  questions: 10,
  stages: 4,
  decisions: 2,
};

const root = path.resolve(import.meta.dirname, '../..');

/**
 * Writes a portfolio of `systems` systems into a folder that does not exist yet.
 * @returns how many artefacts (pages of systems) and items (rows that others can point at) it holds.
 */
export function generatePortfolio(folder: string, systems: number): { artefacts: number; items: number } {
  const write = (file: string, text: string) => {
    const target = path.join(folder, file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, text);
  };
  write(
    'portfolio.yaml',
    stringify({
      title: `Bench portfolio of ${systems} systems`,
      organisation: 'Nobody (generated)',
      as_of: '2026-11-20',
      catalogues: ['eu-ai-act', 'us-sr-26-2'],
      parties: [
        { id: 'owner', title: 'Owner', roles: ['owner'] },
        { id: 'builders', title: 'Builders', roles: ['developer'] },
        { id: 'validators', title: 'Validators', roles: ['validator'] },
        { id: 'committee', title: 'Committee', roles: ['approver'] },
        { id: 'operations', title: 'Operations', roles: ['operator'] },
      ],
      owner: 'owner',
      authors: ['builders'],
      version: '1.0',
      confidentiality: 'internal',
      provenance: 'synthetic',
    }),
  );
  for (let n = 1; n <= 20; n++) write(`controls/${control(n)}.mdx`, controlText(n));
  const clauses = leafClauses();
  for (let n = 1; n <= systems; n++) writeSystem(write, `system-${String(n).padStart(4, '0')}`, n, clauses);
  return { artefacts: systems * perSystem.artefacts, items: systems * perSystem.items };
}

type Write = (file: string, text: string) => void;

const control = (n: number): string => `CTL-${String(n).padStart(2, '0')}`;
const numberedId = (prefix: string, n: number): string => `${prefix}-${String(n).padStart(2, '0')}`;

/** The leaves of the EU AI Act’s catalogue that fall on deployers, in its order. */
function leafClauses(): string[] {
  const text = fs.readFileSync(path.join(root, 'src/catalogues/eu-ai-act.yaml'), 'utf8');
  const { obligations } = parse(text) as {
    obligations: { id: string; parent?: string | null; applies_to?: string[] }[];
  };
  const parents = new Set(obligations.map((one) => one.parent));
  return obligations
    .filter((one) => !parents.has(one.id) && (one.applies_to ?? []).includes('deployer'))
    .map((one) => one.id);
}

const controlText = (n: number): string =>
  page(
    {
      title: `Control ${n}: a review that somebody holds`,
      type: 'detective',
      nature: 'hybrid',
      frequency: 'monthly',
      implementation_status: 'implemented',
    },
    `## Description\n\n${prose(n, 120)}`,
  );

function writeSystem(write: Write, id: string, n: number, clauses: readonly string[]): void {
  const at = (file: string) => `systems/${id}/${file}`;
  const features = Array.from(
    { length: counts.features },
    (_, i) => `feature_${String(i + 1).padStart(2, '0')}`,
  );
  const monitors = Array.from({ length: counts.monitors }, (_, i) => numberedId('MON', i + 1));
  const modes = Array.from({ length: counts.failureModes }, (_, i) => numberedId('FM', i + 1));
  const cited = [...features, ...monitors, ...modes, 'ADR-0001', 'model-card'];

  writeEvidence(write, id, n, features);
  write(
    at('system.mdx'),
    page(
      {
        title: `Generated system ${n}`,
        system_type: 'model',
        lifecycle_stage: 'in-production',
        risk_tier: 'tier-3',
        decision_role: 'informs',
        human_oversight_mode: 'in-the-loop',
        roles: ['deployer', 'bank'],
        frameworks: ['eu-ai-act'],
        eu_ai_act: { role: 'deployer', risk_class: 'high-risk-annex-iii', rationale: 'Generated.' },
        model_owner: 'owner',
        model_developer: 'builders',
        model_reviewer: 'validators',
        contact: 'desk',
        actual_use: { description: 'As approved.', compared_on: '2026-09-01', deviations: [] },
        prohibited_uses: ['Anything but what it was validated for.'],
        limitations: [{ statement: 'Young accounts.', impact: 'Wide intervals.', mitigation: 'None.' }],
      },
      `## Description\n\n${prose(n, 60)}\n\n## Intended purpose\n\n${prose(n + 1, 60)}`,
    ),
  );
  write(
    at('model-card.mdx'),
    page(
      {
        title: `Model card of system ${n}`,
        model_name: id,
        model_version: { name: '2.1.0', date: '2026-03-02', diff: 'Retrained.' },
        model_date: '2026-03-02',
        model_type: 'gradient-boosted trees',
        learning_approach: 'supervised',
        task: 'binary-classification',
        developed_by: 'Builders',
        inputs: features.map((name) => ({ name, feature: name, format: 'float' })),
        outputs: [{ name: 'score', format: 'float', range: '0 to 1', interpretation: 'A probability.' }],
        decision_thresholds: [
          { threshold: 0.2, action: 'A person looks.', rationale: 'Capacity.', set_by: 'ADR-0001' },
        ],
        primary_intended_users: ['analysts'],
        out_of_scope_uses: ['Pricing.', 'Marketing.'],
        metrics: [
          { type: 'AUC', value: { from: 'ev:performance#/metrics/auc/value' }, dataset: 'out of time' },
          {
            type: 'AUC',
            slice: 'young',
            value: { from: 'ev:performance#/slices/age/young/metrics/auc/value' },
            dataset: 'out of time',
          },
        ],
        evaluation_data: [{ dataset: 'out of time', motivation: 'Latest year.', preprocessing: 'None.' }],
        training_data: [
          { dataset: 'bookings', period: '2020 to 2024', size: 120_000, provenance: 'Generated.' },
        ],
        technical_limitations: ['Short histories.'],
      },
      `## Overview\n\nA score.\n\n## Primary intended uses\n\n- Triage.\n\n## How good it is\n\nThe AUC is <Metric of="ev:performance#/metrics/auc/value" />.\n\n${prose(n + 2, 300, cited)}`,
    ),
  );
  write(
    at('feature-register.mdx'),
    page(
      {
        title: `Features of system ${n}`,
        features: './features.csv',
        defaults: { features: featureDefaults },
      },
      `## Selection\n\n${prose(n + 3, 160, features)}`,
    ),
  );
  write(at('features.csv'), featureRows(n, features));
  for (let d = 1; d <= counts.decisions; d++)
    write(at(`decisions/000${d}-decision.mdx`), decisionText(n, d, cited));
  write(
    at('compliance-mapping.mdx'),
    page(
      { title: `Mapping of system ${n}`, mappings: mappingRows(n, clauses, monitors) },
      `## Approach\n\n${prose(n + 5, 120, monitors)}`,
    ),
  );
  write(at('mlops-architecture.mdx'), architectureText(n));
  write(at('drift-governance.mdx'), driftText(n, monitors, features, cited));
  write(
    at('failure-modes.mdx'),
    page(
      {
        title: `Failure modes of system ${n}`,
        failure_modes: modes.map((one, i) => failureMode(n, i, one, monitors)),
      },
      `## Method\n\n${prose(n + 7, 200, modes)}`,
    ),
  );
  write(at('handoff-checklist.mdx'), handoffText(n));
}

const featureDefaults = {
  status: 'approved',
  usage: 'model-input',
  approved_by: 'ADR-0001',
  approved_on: '2026-04-01',
  lawful_basis: 'legitimate-interests',
  owner: 'builders',
  source: 'ledger, nightly',
  logical_type: 'number',
  personal_data: 'personal',
  data_classification: 'confidential',
  protected_attribute_relation: 'none',
};

function featureRows(n: number, features: readonly string[]): string {
  const { pick } = choices(n + 100);
  const header = [
    'name',
    'business_name',
    'definition',
    'unit_or_categories',
    'justification',
    'drift_monitor',
  ];
  return toCsv(
    header,
    features.map((name, i) => [
      name,
      `Feature ${i + 1}`,
      `${pick(subjects)} ${pick(verbs)} ${pick(objects)}.`,
      pick(['EUR', 'days', 'count', 'share']),
      `${pick(subjects)} ${pick(verbs)} ${pick(objects)}.`,
      numberedId('MON', 1 + (i % counts.monitors)),
    ]),
  );
}

function mappingRows(n: number, clauses: readonly string[], monitors: readonly string[]) {
  return Array.from({ length: Math.min(counts.mappings, clauses.length) }, (_, i) => ({
    obligation: clauses[(n + i) % clauses.length]!,
    applicability: 'applicable',
    implementation_status: 'implemented',
    controls: [control(1 + ((n + i) % 20))],
    implemented_by: [monitors[i % monitors.length]!],
    evidence: [i % 2 === 0 ? 'performance' : 'profile'],
    note: prose(n * 31 + i, 20).split('. ')[0],
  }));
}

const decisionText = (n: number, d: number, cited: readonly string[]): string =>
  page(
    {
      title: `Decision ${d} of system ${n}`,
      adr_status: 'accepted',
      date: '2026-04-01',
      decision_makers: ['committee'],
    },
    [
      `## Context and Problem Statement\n\n${prose(n * 3 + d, 120, cited)}`,
      '## Considered Options\n\n- Keep the model\n- Retrain on the last year',
      '## Decision Outcome\n\nChosen option: "Keep the model", because its error is within the limit.',
      '### Consequences\n\n- Good, because nothing has to be validated again.\n- Bad, because the drift goes on.',
      `## Revisit when\n\n- The next quarter is read.`,
    ].join('\n\n'),
  );

const architectureText = (n: number): string =>
  page(
    {
      title: `Architecture of system ${n}`,
      serving_pattern: 'batch',
      pipeline_stages: ['Extract', 'Train', 'Validate', 'Serve'].slice(0, counts.stages).map((stage) => ({
        stage,
        purpose: `${stage} and write down what was done.`,
        trigger: 'monthly',
        gate: 'A person has looked.',
        owner: 'operations',
      })),
    },
    prose(n + 11, 260),
  );

const driftText = (
  n: number,
  monitors: readonly string[],
  features: readonly string[],
  cited: readonly string[],
): string =>
  page(
    {
      title: `Drift governance of system ${n}`,
      monitors: monitors.map((id, i) => ({
        id,
        type: 'data-drift',
        target: features[i]!,
        metric: 'PSI',
        method: 'psi-reference-quantiles',
        bins: 10,
        zero_rule: 'clip 1e-6',
        window: 'calendar month',
        amber: 0.1,
        red: 0.25,
        thresholds_set_on: '2026-01-05',
        frequency: 'monthly',
        owner: 'operations',
        response_time: 'P30D',
        action_amber: 'Look into it.',
        action_red: 'Decide.',
        evidence: ['profile'],
      })),
      baseline: {
        dataset: 'bookings',
        period: '2024',
        frozen_on: '2026-01-05',
        approved_by: 'validators',
        evidence: 'profile',
      },
      escalation_path: [{ level: 'Red', role: 'owner', within: 'P2D' }],
      retraining_decision: { owner: 'owner', triggers: ['A red reading.'] },
    },
    `## Threshold rationale\n\n${prose(n + 13, 180, cited)}`,
  );

function failureMode(n: number, i: number, id: string, monitors: readonly string[]) {
  const { pick } = choices(n * 17 + i);
  return {
    id,
    failure_mode: `${pick(subjects)} ${pick(verbs)} ${pick(objects)}`,
    item_or_function: 'score',
    failure_effects: [{ on: 'person', effect: `A person waits, ${pick(ends)}` }],
    causes: [`${pick(subjects)} ${pick(verbs)} ${pick(objects)}.`],
    category: 'data',
    severity: 3 + (i % 4),
    occurrence: 2 + (i % 3),
    detection: 3,
    prevention_controls: ['A check before the batch.'],
    detection_controls: ['The monitor.'],
    linked_monitor: monitors[i % monitors.length]!,
    controls: [control(1 + (i % 20))],
    treatment: 'mitigate',
    owner: 'owner',
  };
}

const handoffText = (n: number): string =>
  page(
    {
      title: `Handoff of system ${n}`,
      from_team: 'builders',
      to_team: 'operations',
      items: Array.from({ length: counts.questions }, (_, i) => ({
        id: numberedId('HO', i + 1),
        area: 'monitoring',
        question: `Does somebody read figure ${i + 1}?`,
        result: 'pass',
        evidence: ['performance'],
        owner: 'operations',
      })),
      go_no_go: { decision: 'go', by: 'committee', on: '2026-04-10' },
    },
    prose(n + 17, 200),
  );

/** A metrics file and a profile of all features over twelve months in which nothing moves much. */
function writeEvidence(write: Write, id: string, n: number, features: readonly string[]): void {
  const { next } = choices(n + 1000);
  const head = {
    producer: { name: 'generated', version: '1' },
    model: id,
    model_version: '2.1.0',
    provenance: 'synthetic',
  };
  const auc = (rows: number) => {
    const value = round(0.72 + 0.1 * next());
    return {
      type: 'auc',
      value,
      n: rows,
      ci_lower: round(value - 0.02),
      ci_upper: round(value + 0.02),
      ci_level: 0.95,
    };
  };
  const months = Array.from({ length: 12 }, (_, i) => `2025-${String(i + 1).padStart(2, '0')}`);
  const lastDay = (month: string) =>
    new Date(Date.UTC(2025, Number(month.slice(5)), 0)).toISOString().slice(0, 10);
  const bins = (rows: number) => {
    const even = Array.from({ length: 10 }, () => Math.round((rows / 10) * (0.9 + 0.2 * next())));
    even[9] = rows - even.slice(0, 9).reduce((sum, count) => sum + count, 0);
    return even;
  };
  const files: Record<string, [type: string, content: unknown]> = {
    performance: [
      'metrics',
      {
        schema: 'casebook/metrics@1',
        ...head,
        dataset: 'out of time',
        period: { from: '2025-01-01', to: '2025-12-31' },
        n: 24_000,
        metrics: { auc: auc(24_000) },
        slices: { age: { young: { n: 4000, metrics: { auc: auc(4000) } } } },
      },
    ],
    profile: [
      'profile',
      {
        schema: 'casebook/profile@1',
        ...head,
        dataset: 'bookings',
        time: { column: 'month', by: 'month' },
        bin_rule: {
          numeric: 'reference-quantiles',
          requested: 10,
          categorical: 'categories',
          closed: 'left',
        },
        zero_rule: { name: 'clip', epsilon: 1e-6 },
        reference: {
          label: '2024',
          period: { from: '2024-01-01', to: '2024-12-31' },
          n: 20_000,
          frozen_on: '2026-01-05',
        },
        batches: months.map((month) => ({
          id: month,
          period: { from: `${month}-01`, to: lastDay(month) },
          n: 2000,
        })),
        features: Object.fromEntries(
          features.map((name) => [
            name,
            {
              type: 'numeric',
              role: 'input',
              edges: [1, 2, 3, 4, 5, 6, 7, 8, 9],
              reference: { n: 20_000, missing: 0, counts: bins(20_000) },
              batches: {
                n: months.map(() => 2000),
                missing: months.map(() => 0),
                counts: months.map(() => bins(2000)),
              },
            },
          ]),
        ),
      },
    ],
  };
  const rows = Object.entries(files).map(([name, [type, content]]) => {
    const text = JSON.stringify(content) + '\n';
    write(`systems/${id}/evidence/${name}.json`, text);
    return {
      id: name,
      title: `${name} of ${id}`,
      file: `${name}.json`,
      type,
      sha256: sha256(text),
      captured_at: '2026-02-01',
      produced_by: 'generator',
      provenance: 'synthetic',
    };
  });
  write(`systems/${id}/evidence/evidence.yaml`, stringify({ evidence: rows }));
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
