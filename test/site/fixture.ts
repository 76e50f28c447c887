/** A small portfolio made by hand: two systems, three artefacts, one clause of each state that matters. */
import type { ApprovalStatus, Artefact, Item } from '../../src/core/artefact.ts';
import type { Cell, CellState } from '../../src/core/cell.ts';
import type { Body } from '../../src/core/document.ts';
import type { Kind } from '../../src/core/kind.ts';
import { nodesOf } from '../../src/core/nodes.ts';
import type { Catalogue, Clause } from '../../src/core/obligation.ts';
import { Origins } from '../../src/core/origins.ts';
import { startOf } from '../../src/core/place.ts';
import { defaultPolicy } from '../../src/core/policy.ts';
import type { Portfolio, System } from '../../src/core/portfolio.ts';
import type { Evidence, Party } from '../../src/core/records.ts';
import { Resolver } from '../../src/core/resolve.ts';
import { z } from 'zod';

const place = startOf('portfolio.yaml');

const kind = (name: string, title: string, order: number, many = false): Kind => ({
  name,
  title,
  plural: title + 's',
  summary: '',
  order,
  initials: title.slice(0, 2).toUpperCase(),
  scope: 'system',
  many,
  form: 'page',
  files: /^$/,
  schema: z.object({}),
  items: [],
  rules: [],
});

export const kinds: Kind[] = [
  kind('system', 'System', 0),
  kind('model-card', 'Model card', 1),
  kind('feature-register', 'Feature register', 2),
  kind('decision', 'Decision', 3, true),
  kind('failure-modes', 'Failure modes', 7),
];

const body: Body = {
  blocks: [
    { type: 'html', html: '<h2 id="limits">Limits</h2><p>Weak under twelve months of history, see ' },
    { type: 'reference', target: 'FM-02', label: null, place },
    { type: 'html', html: ' and ' },
    { type: 'reference', target: 'FM-99', label: null, place },
    { type: 'html', html: '.</p>' },
    {
      type: 'component',
      name: 'Callout',
      props: { tone: 'watch', title: 'Lag' },
      children: [{ type: 'html', html: '<p>Labels arrive six months late.</p>' }],
      place,
    },
  ],
  headings: [{ depth: 2, text: 'Limits', slug: 'limits', place }],
  sections: [],
  citations: [],
  components: [],
  placeholders: [],
  fingerprint: 'fp1:00',
  text: 'Limits Weak under twelve months of history',
};

function artefact(
  system: string,
  local: string,
  kindName: string,
  title: string,
  status: ApprovalStatus,
  data: Record<string, unknown> = {},
): Artefact {
  const all = { title, version: '1.2.0', owner: 'head-analytics', ...data };
  return {
    id: `${system}/${local}`,
    local,
    kind: kindName,
    system,
    title,
    file: `systems/${system}/${local}.mdx`,
    digest: 'ab'.repeat(32),
    data: all,
    own: all,
    body,
    items: [],
    broken: [],
    origins: new Origins(),
    fingerprints: { meaning: 'fp1:11', body: null },
    approval: { status, by: null, changed: [] },
  };
}

const profile = artefact('early-warning', 'system', 'system', 'Early warning', 'approved', {
  risk_tier: 'tier-1',
  intended_purpose:
    'Estimates the chance that a customer misses three payments, so that an adviser can call first.',
  prohibited_uses: ['Granting, refusing or pricing credit', 'Business customers'],
  limitations: [
    { statement: 'Weak under 12 months of history', impact: 'AUC 0.71', mitigation: 'shown as advisory' },
  ],
  approved_uses: [
    { use: 'Ranks accounts monthly for an outbound call', since: '2026-06-11', decision: 'ADR-0001' },
  ],
  model_owner: 'head-analytics',
  model_approver: 'committee',
  change_history: [
    {
      version: '1.2.0',
      date: '2026-06-11',
      author: 'head-analytics',
      summary: 'Recalibrated, see [[ADR-0001]].',
    },
  ],
});
const card = artefact('early-warning', 'model-card', 'model-card', 'Early warning model card', 'approved');
const decision = artefact(
  'early-warning',
  'ADR-0001',
  'decision',
  'Recalibrate, keep the reference',
  'in-review',
);
const modes = artefact('early-warning', 'failure-modes', 'failure-modes', 'Failure modes', 'expired');
const item: Item = {
  id: 'early-warning/FM-02',
  local: 'FM-02',
  kind: 'failure-mode',
  system: 'early-warning',
  artefact: modes.id,
  title: 'Bureau feed arrives late',
  data: {},
  path: ['failure_modes', 0],
  fingerprint: 'fp1:22',
};
modes.items = [item];

const system = (id: string, title: string, artefacts: Artefact[], profileOf: Artefact | null): System => ({
  id,
  title,
  profile: profileOf,
  risk_tier: profileOf ? 'tier-1' : null,
  lifecycle_stage: 'in-production',
  status: 'final',
  owner: 'head-analytics',
  frameworks: ['eu-ai-act'],
  roles: ['provider'],
  legal_classes: ['high-risk'],
  artefacts,
  folder: `systems/${id}`,
});

const parties: Party[] = [
  {
    id: 'head-analytics',
    title: 'Head of Portfolio Analytics',
    roles: ['owner'],
    unit: null,
    contact: null,
    description: null,
    at: place,
  },
  {
    id: 'committee',
    title: 'Model Risk Committee',
    roles: ['approver'],
    unit: null,
    contact: null,
    description: null,
    at: place,
  },
];

const clause = (local: string, ref: string, title: string): Clause => ({
  id: `eu-ai-act:${local}`,
  catalogue: 'eu-ai-act',
  ref,
  title,
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
  fingerprint: 'fp1:33',
  at: place,
});

const evidence: Evidence = {
  id: 'early-warning/perf-oot',
  local: 'perf-oot',
  system: 'early-warning',
  title: 'Out-of-time performance',
  file: 'systems/early-warning/evidence/perf.json',
  type: 'metrics',
  sha256: 'cd'.repeat(32),
  captured_at: '2026-10-31',
  valid_until: '2027-01-31',
  cadence: null,
  produced_by: 'head-analytics',
  model_version: '1.2.0',
  provenance: 'synthetic',
  description: null,
  rows_approved_by: null,
  state: 'valid',
  why: null,
  lapse: null,
  found_sha256: 'cd'.repeat(32),
  size: 812,
  schema: 'casebook/metrics@1',
  content: { schema: 'casebook/metrics@1' },
  at: place,
};

const cell = (local: string, state: CellState): Cell => ({
  obligation: `eu-ai-act:${local}`,
  system: 'early-warning',
  state,
  underlying: state,
  timing: 'in-force',
  applies_from: '2026-08-02',
  derived: false,
  derived_from: null,
  row: null,
  controls: [],
  evidence: [],
  depth: 'shallow',
  steps: [],
  paths: [],
  deciding_step: null,
  reason: '',
});

/** A fresh portfolio, so that a test may change it. */
export function makePortfolio(): Portfolio {
  const clauses = [
    clause('art-9-2-a', 'Art. 9(2)(a)', 'Identify foreseeable risks'),
    clause('art-14-4-e', 'Art. 14(4)(e)', 'Stop'),
    clause('art-15-5', 'Art. 15(5)', 'Cybersecurity'),
  ];
  const catalogue: Catalogue = {
    id: 'eu-ai-act',
    title: 'Regulation (EU) 2024/1689',
    short_title: 'EU AI Act',
    jurisdiction: 'EU',
    issuer: null,
    legal_force: 'binding',
    version: null,
    status: null,
    url: null,
    as_of: null,
    confirmation: null,
    notes: [],
    superseded_by: null,
    starts: null,
    ends: null,
    shipped: true,
    file: 'eu-ai-act.yaml',
    clauses,
  };
  const systems = [
    system('early-warning', 'Early warning', [profile, card, decision, modes], profile),
    system('bed-demand', 'Bed demand', [], null),
  ];
  const artefacts = [profile, card, decision, modes];
  const { nodes } = nodesOf({
    systems,
    pages: artefacts,
    evidence: [evidence],
    parties,
    clauses,
    waivers: [],
  });
  const resolver = new Resolver(
    nodes,
    systems.map((one) => one.id),
  );
  const byId = <T extends { id: string }>(list: readonly T[]): ReadonlyMap<string, T> =>
    new Map(list.map((one) => [one.id, one]));
  return {
    title: 'Model governance portfolio',
    organisation: 'Example Bank (fictional)',
    description: null,
    as_of: '2026-11-20',
    as_of_source: 'portfolio',
    indexable: false,
    records: [],
    policy: defaultPolicy,
    kinds,
    parties,
    catalogues: [catalogue],
    crosswalks: [],
    clauses,
    systems,
    artefacts,
    items: [item],
    evidence: [evidence],
    approvals: [],
    confirmations: [],
    waivers: [],
    links: [
      { type: 'cites', from: card.id, to: item.id, state: 'valid', at: place, confirmed: null, field: null },
    ],
    cells: [cell('art-9-2-a', 'evidenced'), cell('art-14-4-e', 'lapsed'), cell('art-15-5', 'not-applicable')],
    drift: [],
    breaches: [],
    claims: [],
    findings: [],
    unregistered: [],
    index: {
      nodes,
      artefacts: byId(artefacts),
      items: byId([item]),
      evidence: byId([evidence]),
      parties: byId(parties),
      clauses: byId(clauses),
      systems: byId(systems),
      linksFrom: new Map(),
      linksTo: new Map([
        [
          item.id,
          [
            {
              type: 'cites',
              from: card.id,
              to: item.id,
              state: 'valid',
              at: place,
              confirmed: null,
              field: null,
            },
          ],
        ],
      ]),
      isControlUnread: () => false,
      resolve: (reference, from) => resolver.resolve(reference, from),
    },
    drafts: [],
    locate: () => place,
  };
}
