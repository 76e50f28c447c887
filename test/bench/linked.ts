/**
 * Portfolios of linked items for measuring `check`: few artefacts with long tables, as a large bank keeps them in CSV
 * and YAML beside its pages. Every item has at least one typed link. Deterministic.
 */
import fs from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { sha256 } from '../../src/core/fingerprint.ts';
import { toCsv } from '../../src/report/csv.ts';
import { choices, ends, objects, page, prose, subjects, verbs } from './words.ts';

/** Items of one system: 500 of five kinds; decisions are artefacts besides. */
const counts = { features: 250, mappings: 100, modes: 80, monitors: 50, questions: 20 };

/** Items that one generated system holds. */
export const linkedPerSystem = Object.values(counts).reduce((sum, count) => sum + count, 0);

const clauses = { chapters: 10, each: 10 };
const controls = 60;

type Write = (file: string, text: string) => void;

const numbered = (prefix: string, n: number, digits = 2): string =>
  `${prefix}-${String(n).padStart(digits, '0')}`;
const clause = (n: number): string => `house:r-${Math.floor(n / clauses.each) + 1}-${(n % clauses.each) + 1}`;

/**
 * Writes a portfolio of `items` linked items, 500 to a system, into a folder that does not exist yet.
 * @returns how many systems and items it holds.
 */
export function generateLinked(folder: string, items: number): { systems: number; items: number } {
  const write: Write = (file, text) => {
    const target = path.join(folder, file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, text);
  };
  const systems = Math.max(1, Math.round(items / linkedPerSystem));
  write(
    'portfolio.yaml',
    stringify({
      title: `Bench portfolio of ${items} linked items`,
      organisation: 'Nobody (generated)',
      as_of: '2026-11-20',
      catalogues: ['./catalogues/house.yaml'],
      parties: ['owner', 'builders', 'validators', 'committee', 'operations'].map((id) => ({
        id,
        title: id,
        roles: [roleOf[id]],
      })),
      owner: 'owner',
      authors: ['builders'],
      version: '1.0',
      confidentiality: 'internal',
      provenance: 'synthetic',
    }),
  );
  write('catalogues/house.yaml', catalogueText());
  for (let n = 1; n <= controls; n++) write(`controls/${numbered('CTL', n)}.mdx`, controlText(n));
  for (let n = 1; n <= systems; n++) writeSystem(write, numbered('system', n, 4), n);
  return { systems, items: systems * linkedPerSystem };
}

const roleOf: Record<string, string> = {
  owner: 'owner',
  builders: 'developer',
  validators: 'validator',
  committee: 'approver',
  operations: 'operator',
};

/** A catalogue of the house’s own: ten chapters of ten rules. */
function catalogueText(): string {
  const chapters = Array.from({ length: clauses.chapters }, (_, c) => c + 1);
  const rules = Array.from({ length: clauses.chapters * clauses.each }, (_, n) => n);
  return stringify({
    framework: { id: 'house', title: 'Rules of the house', short_title: 'House', version: '2026' },
    obligations: [
      ...chapters.map((c) => ({ id: `house:r-${c}`, ref: String(c), title: `Chapter ${c}` })),
      ...rules.map((n) => {
        const chapter = Math.floor(n / clauses.each) + 1;
        const ref = `${chapter}.${(n % clauses.each) + 1}`;
        const parent = `house:r-${chapter}`;
        return { id: clause(n), ref, title: `Rule ${ref}`, summary: sentence(n), parent };
      }),
    ],
  });
}

function sentence(seed: number): string {
  const { pick } = choices(seed);
  return `${pick(subjects)} ${pick(verbs)} ${pick(objects)}, ${pick(ends)}`;
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
    `## Description\n\n${prose(n, 80)}`,
  );

function writeSystem(write: Write, id: string, n: number): void {
  const at = (file: string) => `systems/${id}/${file}`;
  const list = (prefix: string, count: number, digits = 2) =>
    Array.from({ length: count }, (_, i) => numbered(prefix, i + 1, digits));
  const features = Array.from(
    { length: counts.features },
    (_, i) => `feature_${String(i + 1).padStart(3, '0')}`,
  );
  const monitors = list('MON', counts.monitors);
  const modes = list('FM', counts.modes);
  const decisions = list('ADR', 10, 4);

  write(
    at('system.mdx'),
    page(
      {
        title: `Generated system ${n}`,
        system_type: 'model',
        lifecycle_stage: 'in-production',
        risk_tier: 'tier-4',
        decision_role: 'informs',
        human_oversight_mode: 'in-the-loop',
        roles: ['bank'],
        frameworks: ['house'],
        model_owner: 'owner',
        model_developer: 'builders',
        model_reviewer: 'validators',
        contact: 'desk',
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
        model_type: 'gradient-boosted trees',
        task: 'binary-classification',
        developed_by: 'Builders',
        primary_intended_uses: ['Triage.'],
        out_of_scope_uses: ['Pricing.'],
        metrics: [{ type: 'AUC', value: { from: 'ev:performance#/metrics/auc/value' }, dataset: 'bookings' }],
      },
      `## Overview\n\n${prose(n + 2, 120, [...modes, ...decisions])}`,
    ),
  );
  const table = (
    file: string,
    title: string,
    fields: Record<string, unknown>,
    references: readonly string[],
  ) =>
    write(
      at(file),
      page({ title: `${title} of system ${n}`, ...fields }, `## Notes\n\n${prose(n + 3, 80, references)}`),
    );

  table(
    'feature-register.mdx',
    'Features',
    { features: './features.csv', defaults: { features: featureDefaults } },
    features,
  );
  write(at('features.csv'), featureRows(n, features, monitors, decisions));
  table('compliance-mapping.mdx', 'Mapping', { mappings: './mappings.csv' }, monitors);
  write(at('mappings.csv'), mappingRows(n, monitors));
  table('failure-modes.mdx', 'Failure modes', { failure_modes: './failure-modes.yaml' }, modes);
  write(
    at('failure-modes.yaml'),
    stringify(
      modes.map((one, i) => modeRow(n * 1000 + i, one, monitors)),
      { lineWidth: 0 },
    ),
  );
  table(
    'drift-governance.mdx',
    'Drift governance',
    {
      monitors: './monitors.yaml',
      defaults: { monitors: monitorDefaults },
      baseline: { dataset: 'bookings', period: '2024', frozen_on: '2026-01-05', approved_by: 'validators' },
    },
    monitors,
  );
  write(at('monitors.yaml'), stringify(monitors.map((one, i) => ({ id: one, target: features[i]! }))));
  table(
    'handoff-checklist.mdx',
    'Handoff',
    { from_team: 'builders', to_team: 'operations', items: questions() },
    modes,
  );
  for (const [d, decision] of decisions.entries()) {
    write(
      at(`decisions/${decision.slice(4)}-decision.mdx`),
      decisionText(n * 100 + d, [...features, ...modes]),
    );
  }
  writeEvidence(write, id, n);
}

const featureDefaults = {
  status: 'approved',
  usage: 'model-input',
  approved_on: '2026-04-01',
  lawful_basis: 'legitimate-interests',
  owner: 'builders',
  source: 'ledger, nightly',
  logical_type: 'number',
  personal_data: 'personal',
  data_classification: 'confidential',
  protected_attribute_relation: 'none',
};

function featureRows(
  n: number,
  features: readonly string[],
  monitors: readonly string[],
  decisions: readonly string[],
): string {
  const { pick } = choices(n + 100);
  return toCsv(
    [
      'name',
      'business_name',
      'definition',
      'unit_or_categories',
      'justification',
      'approved_by',
      'drift_monitor',
    ],
    features.map((name, i) => [
      name,
      `Feature ${i + 1}`,
      `${pick(subjects)} ${pick(verbs)} ${pick(objects)}.`,
      pick(['EUR', 'days', 'count', 'share']),
      `${pick(subjects)} ${pick(verbs)} ${pick(objects)}.`,
      decisions[i % decisions.length]!,
      monitors[i % monitors.length]!,
    ]),
  );
}

const mappingRows = (n: number, monitors: readonly string[]): string =>
  toCsv(
    [
      'obligation',
      'applicability',
      'implementation_status',
      'controls',
      'implemented_by',
      'evidence',
      'note',
    ],
    Array.from({ length: counts.mappings }, (_, i) => [
      clause(i),
      'applicable',
      'implemented',
      [numbered('CTL', 1 + ((n + i) % controls)), numbered('CTL', 1 + ((n + i + 7) % controls))],
      monitors[i % monitors.length]!,
      i % 2 === 0 ? 'performance' : 'review',
      sentence(n * 31 + i),
    ]),
  );

function modeRow(seed: number, id: string, monitors: readonly string[]) {
  const { pick } = choices(seed);
  return {
    id,
    failure_mode: `${pick(subjects)} ${pick(verbs)} ${pick(objects)}`,
    item_or_function: 'score',
    failure_effects: [{ on: 'person', effect: `A person waits, ${pick(ends)}` }],
    causes: [`${pick(subjects)} ${pick(verbs)} ${pick(objects)}.`],
    category: 'data',
    severity: 3 + (seed % 4),
    occurrence: 2 + (seed % 3),
    detection: 3,
    linked_monitor: monitors[seed % monitors.length]!,
    controls: [numbered('CTL', 1 + (seed % controls))],
    treatment: 'mitigate',
    owner: 'owner',
  };
}

const monitorDefaults = {
  type: 'data-drift',
  metric: 'PSI',
  method: 'psi-reference-quantiles',
  bins: 10,
  zero_rule: 'clip 1e-6',
  window: 'calendar month',
  amber: 0.1,
  red: 0.25,
  frequency: 'monthly',
  owner: 'operations',
  response_time: 'P30D',
  action_amber: 'Look into it.',
  action_red: 'Decide.',
  evidence: ['review'],
};

const questions = () =>
  Array.from({ length: counts.questions }, (_, i) => ({
    id: numbered('HO', i + 1),
    area: 'monitoring',
    question: `Does somebody read figure ${i + 1}?`,
    result: 'pass',
    evidence: ['performance'],
    owner: 'operations',
  }));

const decisionText = (seed: number, cited: readonly string[]): string =>
  page(
    {
      title: `Decision ${seed}`,
      adr_status: 'accepted',
      date: '2026-04-01',
      decision_makers: ['committee'],
    },
    [
      `## Context and Problem Statement\n\n${prose(seed, 60, cited)}`,
      '## Considered Options\n\n- Keep the model\n- Retrain on the last year',
      '## Decision Outcome\n\nChosen option: "Keep the model", because its error is within the limit.',
    ].join('\n\n'),
  );

/** A metrics file and the record of a review, registered with their digests. */
function writeEvidence(write: Write, id: string, n: number): void {
  const { next } = choices(n + 1000);
  const value = Math.round(1000 * (0.72 + 0.1 * next())) / 1000;
  const files: Record<string, [type: string, file: string, text: string]> = {
    performance: [
      'metrics',
      'performance.json',
      JSON.stringify({
        schema: 'casebook/metrics@1',
        producer: { name: 'generated', version: '1' },
        model: id,
        model_version: '2.1.0',
        provenance: 'synthetic',
        dataset: 'bookings',
        period: { from: '2025-01-01', to: '2025-12-31' },
        n: 24_000,
        metrics: { auc: { type: 'auc', value, n: 24_000 } },
      }) + '\n',
    ],
    review: ['minutes', 'review.txt', prose(n, 200) + '\n'],
  };
  const rows = Object.entries(files).map(([name, [type, file, text]]) => {
    write(`systems/${id}/evidence/${file}`, text);
    return {
      id: name,
      title: `${name} of ${id}`,
      file,
      type,
      sha256: sha256(text),
      captured_at: '2026-02-01',
      produced_by: 'generator',
      provenance: 'synthetic',
    };
  });
  write(`systems/${id}/evidence/evidence.yaml`, stringify({ evidence: rows }));
}
