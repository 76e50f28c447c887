import type { Item } from '../../src/core/artefact.ts';
import type { ComponentUse } from '../../src/core/document.ts';
import { qualify } from '../../src/core/id.ts';
import { startOf } from '../../src/core/place.ts';
import { defaultPolicy } from '../../src/core/policy.ts';
import type { Node, Portfolio, Resolution, System } from '../../src/core/portfolio.ts';
import type { Evidence } from '../../src/core/records.ts';

export const system = 's';

/** A row of an artefact as an item of the graph. */
export const itemOf = (kind: string, local: string, data: Record<string, unknown>): Item => ({
  id: `${system}/${local}`,
  local,
  kind,
  system,
  artefact: `${system}/drift-governance`,
  title: local,
  data,
  path: ['rows', 0],
  fingerprint: 'fp1:0',
});

export const evidenceOf = (local: string, content: unknown, more: Partial<Evidence> = {}): Evidence => ({
  id: `${system}/${local}`,
  local,
  system,
  title: local,
  file: `systems/s/evidence/${local}.json`,
  type: 'profile',
  sha256: '0'.repeat(64),
  captured_at: '2026-11-01',
  valid_until: null,
  cadence: 'monthly',
  produced_by: 'test',
  model_version: '1.0.0',
  provenance: 'synthetic',
  description: null,
  rows_approved_by: null,
  state: 'valid',
  why: null,
  lapse: null,
  found_sha256: '0'.repeat(64),
  size: 1,
  schema: (content as { schema?: string } | null)?.schema ?? null,
  content,
  at: { file: 'systems/s/evidence/evidence.yaml', path: ['evidence', 0] },
  ...more,
});

/** A graph of one tier-1 system, with just enough in it for evidence to be attached. */
export function portfolioOf(given: {
  items?: Item[];
  evidence?: Evidence[];
  decisions?: string[];
  components?: ComponentUse[];
  tier?: System['risk_tier'];
}): Portfolio {
  const { items = [], evidence = [], decisions = [], components = [] } = given;
  const nodes = new Map<string, Node>();
  const add = (type: Node['type'], local: string, kind: string): void => {
    const id = qualify(system, local);
    const at = startOf('x');
    nodes.set(id, { id, local, type, kind, title: local, system, artefact: null, fingerprint: null, at });
  };
  for (const item of items) add('item', item.local, item.kind);
  for (const one of evidence) add('evidence', one.local, 'evidence');
  for (const one of decisions) add('artefact', one, 'decision');
  const resolve = (reference: string, within: string | null): Resolution => {
    const node = nodes.get(reference) ?? nodes.get(qualify(within, reference));
    return node ? { state: 'found', node } : { state: 'dangling', suggestion: null };
  };
  const one = { id: system, risk_tier: given.tier === undefined ? 'tier-1' : given.tier } as System;
  const artefact = { id: 's/model-card', system, body: { components } };
  return {
    as_of: '2026-11-20',
    policy: defaultPolicy,
    breaches: [],
    items,
    evidence,
    artefacts: [artefact],
    index: {
      nodes,
      systems: new Map([[system, one]]),
      evidence: new Map(evidence.map((record) => [record.id, record])),
      artefacts: new Map(),
      items: new Map(items.map((item) => [item.id, item])),
      linksTo: new Map(
        items.flatMap(({ id, data }) => {
          const found = resolve(String(data['decision']), system);
          return found.state === 'found' ? [[id, [{ type: 'decides', from: found.node.id }]]] : [];
        }),
      ),
      linksFrom: new Map(),
      resolve,
    },
  } as unknown as Portfolio;
}
