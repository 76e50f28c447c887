// Every kind's view on its own: with the example's artefacts, and with artefacts that state nothing but a title.
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ZodArray, ZodObject, ZodString, type z } from 'zod';
import { analyse } from '../../src/cli/analyse.ts';
import { approvalsFor, recordDigest, type ApprovalRecord } from '../../src/core/approvals.ts';
import type { Artefact } from '../../src/core/artefact.ts';
import type { Portfolio } from '../../src/core/portfolio.ts';
import { addressOf } from '../../src/core/address.ts';
import { parseDuration } from '../../src/core/date.ts';
import { fieldMeta, unwrap } from '../../src/core/field.ts';
import { valueAt } from '../../src/core/place.ts';
import type { HeadOf } from '../../src/core/view.ts';
import { schemaOf } from '../../src/kinds/envelope.ts';
import { kinds } from '../../src/kinds/index.ts';
import { writtenFields } from '../../src/kinds/written.ts';
import { attentionOf } from '../../src/site/data/attention/list.ts';
import { startRenderer, type Renderer } from '../charts/render.ts';
import { temporaryFolder } from '../cli/support.ts';
import { digestOf, lenient, page, portfolioOf, system } from '../rules/support.ts';

const pageKinds = kinds.filter((kind) => kind.form === 'page').map((kind) => kind.name);

/** What only a slip of a view writes. Prose of the example holds none of these words. */
const slips = /\bundefined\b|\[object |\bNaN\b|\bInfinity\b|\bnull\b|Invalid Date/;

let renderer: Renderer;
let example: Portfolio;
let bare: Portfolio;
/** The example without its evidence: the folders, and the files that registers name. */
let bereft: Portfolio[];

beforeAll(async () => {
  renderer = await startRenderer('src/kinds');
  example = await analyse(path.resolve(import.meta.dirname, '../../content'), { asOf: '2026-11-20' });
  bereft = await Promise.all([without(/\/evidence\b/), without(/\/evidence\/(?!evidence\.yaml)/)]);
  bare = await portfolioOf({
    'portfolio.yaml': lenient,
    'systems/demo/system.mdx': system(),
    'controls/CTL-ONE.mdx': page('title: A control'),
    'systems/demo/decisions/0001-a.mdx': page('title: A decision'),
    ...Object.fromEntries(
      pageKinds
        .filter((name) => !['system', 'control', 'decision'].includes(name))
        .map((name) => [`systems/demo/${name}.mdx`, page(`title: A ${name}`)]),
    ),
  });
});
afterAll(() => renderer.close());

/** The example without the files whose paths hold something. */
function without(what: RegExp): Promise<Portfolio> {
  const content = path.join(temporaryFolder(), 'content');
  const filter = (file: string): boolean => !what.test(file);
  fs.cpSync(path.resolve(import.meta.dirname, '../../content'), content, { recursive: true, filter });
  return analyse(content, { asOf: '2026-11-20' });
}

async function draw(artefact: Artefact, portfolio: Portfolio) {
  const props = {
    artefact,
    portfolio,
    system: artefact.system === null ? null : portfolio.index.systems.get(artefact.system)!,
  };
  const html = await renderer.render(`${artefact.kind}/View`, props);
  const { head } = (await import(`../../src/kinds/${artefact.kind}/head.ts`)) as { head: HeadOf };
  const text = html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/[ \t\n]+/g, ' ');
  return { html, text, head: head(props) };
}

/** Rows that others point at, and that have no place on the page under the address they are pointed at. */
const unplaced = (artefact: Artefact, portfolio: Portfolio, html: string): string[] =>
  artefact.items
    .map(({ id }) => addressOf(portfolio.index.nodes.get(id)!))
    .filter((address) => !html.includes(`id="${address.split('#')[1] ?? ''}"`));

/** An artefact with the fields, and the rows with theirs, that its schema calls required, and no other. */
function required(artefact: Artefact): Artefact {
  const prune = (type: z.ZodType, value: unknown): unknown => {
    const bare = unwrap(type);
    if (bare instanceof ZodArray && Array.isArray(value)) {
      return value.map((one: unknown) => prune(bare.element as z.ZodType, one));
    }
    if (!(bare instanceof ZodObject) || value === null || typeof value !== 'object') return value;
    const shape = bare.shape as Record<string, z.ZodType>;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([name]) => shape[name] && (fieldMeta(shape[name]).need === 'R' || ids.has(name)))
        .map(([name, inner]) => [name, prune(shape[name]!, inner)]),
    );
  };
  const schema = schemaOf(kinds.find(({ name }) => name === artefact.kind)!);
  const data = prune(schema, artefact.data) as Record<string, unknown>;
  const items = artefact.items.flatMap((item) => {
    const row = valueAt(data, item.path) as Record<string, unknown> | undefined;
    return row ? [{ ...item, data: row }] : [];
  });
  return { ...artefact, data, own: data, items };
}

/** What names a row, whatever its need. */
const ids = new Set(['id', 'name', 'obligation', 'stage']);

const artefactsOf = (portfolio: Portfolio, kind: string): Artefact[] =>
  portfolio.artefacts.filter((one) => one.kind === kind);

describe.each(pageKinds)('the view of a %s', (kind) => {
  test('shows each of the example’s artefacts, with the sections its head announces', async () => {
    const artefacts = artefactsOf(example, kind);
    expect(artefacts.length).toBeGreaterThan(0);
    for (const artefact of artefacts) {
      const { html, text, head } = await draw(artefact, example);
      expect([artefact.id, slips.exec(text)?.[0]]).toEqual([artefact.id, undefined]);
      const missing = (head.sections ?? []).filter(({ slug }) => !html.includes(`id="${slug}"`));
      expect([artefact.id, missing]).toEqual([artefact.id, []]);
      const said = [head.headline, head.standfirst, head.doesNotProve].join(' ');
      expect([artefact.id, /\bundefined\b|\[object |\bNaN\b/.exec(said)]).toEqual([artefact.id, null]);
      expect([artefact.id, unplaced(artefact, example, html)]).toEqual([artefact.id, []]);
    }
  });

  test('draws the example’s artefacts when their evidence is gone', async () => {
    for (const portfolio of bereft) {
      for (const artefact of artefactsOf(portfolio, kind)) {
        const { text } = await draw(artefact, portfolio);
        expect([artefact.id, slips.exec(text)?.[0]]).toEqual([artefact.id, undefined]);
      }
    }
  });

  test('draws the example’s artefacts with the required fields alone', async () => {
    for (const full of artefactsOf(example, kind)) {
      const artefact = required(full);
      expect(Object.keys(artefact.data).length).toBeLessThanOrEqual(Object.keys(full.data).length);
      const { html, text, head } = await draw(artefact, example);
      expect([artefact.id, slips.exec(text)?.[0]]).toEqual([artefact.id, undefined]);
      const missing = (head.sections ?? []).filter(({ slug }) => !html.includes(`id="${slug}"`));
      expect([artefact.id, missing]).toEqual([artefact.id, []]);
      expect([artefact.id, unplaced(artefact, example, html)]).toEqual([artefact.id, []]);
    }
  });

  test('draws an artefact that states nothing but its title without inventing anything', async () => {
    const [artefact, ...more] = artefactsOf(bare, kind);
    expect(more).toEqual([]);
    const { html, text, head } = await draw(artefact!, bare);
    expect(slips.exec(text)?.[0]).toBeUndefined();
    expect(/\bundefined\b|\[object |\bNaN\b/.exec([head.headline, head.standfirst].join(' '))).toBeNull();
    const missing = (head.sections ?? []).filter(({ slug }) => !html.includes(`id="${slug}"`));
    expect(missing).toEqual([]);
    // No figure can follow from nothing: a percentage here would be invented.
    expect(/\d\s*%/.exec(text)).toBeNull();
  });
});

/** What an artefact says in fields of its own that are text, by the path of each without list positions. */
function* textsOf(
  type: z.ZodType,
  value: unknown,
  path: readonly string[] = [],
): Generator<[string, string]> {
  const bare = unwrap(type);
  if (bare instanceof ZodArray && Array.isArray(value)) {
    for (const one of value) yield* textsOf(bare.element as z.ZodType, one, path);
  } else if (bare instanceof ZodObject && value !== null && typeof value === 'object') {
    const shape = bare.shape as Record<string, z.ZodType>;
    for (const [name, inner] of Object.entries(value))
      if (shape[name]) yield* textsOf(shape[name], inner, [...path, name]);
  } else if (bare instanceof ZodString && typeof value === 'string' && !fieldMeta(bare).reference) {
    yield [path.join('.'), value];
  }
}

/** The longest stretch of a text that its markup leaves as it is. */
const stretchOf = (text: string): string =>
  text
    .split(/[^\p{L}\p{N} ,.;:()/%-]+/u)
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .sort((a, b) => b.length - a.length)[0] ?? '';

/** Texts that stand on the page in other words: parties by their titles, batches by their months, ids as anchors. */
const reworded = new Set([
  'model-card task',
  'decision decision_makers',
  'decision consulted',
  'decision informed',
  'mlops-architecture pipeline_stages.id',
  'mlops-architecture components.id',
  'mlops-architecture software_versions.purl',
  'drift-governance escalation_path.role',
  'drift-governance trigger_matrix.decided_by',
  'drift-governance breaches.batch',
  'fairness-assessment comparisons.id',
]);

test.each(pageKinds)('no text of a field of a %s is left out of its page', async (kind) => {
  const { schema } = kinds.find(({ name }) => name === kind)!;
  const left = new Set<string>();
  for (const artefact of artefactsOf(example, kind)) {
    const { html, head } = await draw(artefact, example);
    const whole = `${html} ${head.standfirst ?? ''}`;
    const text = whole
      .replace(/<[^>]+>/g, ' ')
      .replace(/&#?\w+;/g, ' ')
      .replace(/\s+/g, ' ')
      .toLowerCase();
    const written = writtenFields(artefact);
    for (const [path, said] of textsOf(schema, artefact.data)) {
      const words = stretchOf(said).toLowerCase().replace(/\.$/, '');
      // What the body says stands in the body, and durations are written in words.
      if (written.has(path.split('.')[0]!) || parseDuration(said) !== null) continue;
      if (words.length > 3 && !text.includes(words)) left.add(`${kind} ${path}`);
    }
  }
  expect([...left].filter((path) => !reworded.has(path))).toEqual([]);
});

// What each page is opened for, as a reader finds it: drawn from the record, the evidence or the graph.
test.each([
  ['retail-credit-pd', ['Approved use', 'Collections']],
  ['retail-credit-pd/model-card', ['0.843', '95\u00a0%']],
  ['retail-credit-pd/feature-register', ['utilisation_ratio']],
  ['retail-credit-pd/ADR-0001', ['A logistic scorecard on ten binned inputs', 'Superseded']],
  ['retail-credit-pd/compliance-mapping', ['Art. 14', 'CTL-']],
  ['retail-credit-pd/mlops-architecture', ['Feature store', '31 minutes', 'log-retention']],
  ['retail-credit-pd/drift-governance', ['PSI', '0.25', 'income_stability']],
  ['retail-credit-pd/failure-modes', ['FM-06']],
  ['retail-credit-pd/handoff-checklist', ['HO-01']],
  [
    'retail-credit-pd/validation-report',
    [
      'Fit with conditions',
      '163 days',
      '51 days late',
      '0.843',
      'n = 30,048',
      'Not run',
      'the interval crosses the limit',
    ],
  ],
])('%s says %j', async (id, words) => {
  const { text } = await draw(example.index.artefacts.get(id)!, example);
  expect(words.filter((word) => !text.includes(word))).toEqual([]);
});

test('readings against two baselines have figures apart, each under an anchor of its own', async () => {
  const artefact = example.artefacts.find(({ id }) => id === 'hospital-bed-demand/drift-governance')!;
  const drift = example.drift.flatMap((row) =>
    row.system === artefact.system && row.source === 'profile'
      ? ['training years', 'last year'].map((baseline) => ({ ...row, baseline }))
      : [row],
  );
  const { html, text } = await draw(artefact, { ...example, drift });
  expect(text).not.toMatch(slips);
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(ids).toEqual([...new Set(ids)]);
  expect(ids).toEqual(expect.arrayContaining(['heat', 'heat-2', 'series-elective_admissions']));
  for (const baseline of ['training years', 'last year']) {
    expect(text).toContain(`readings against ${baseline} are over red`);
    expect(text).toContain(`elective_admissions against ${baseline} crossed red`);
  }
});

test('each approval on file says who decided, on what, until when, with which conditions, limits and dissent', async () => {
  const first: ApprovalRecord = {
    decision: 'deferred',
    approver: 'val',
    date: '2026-01-05',
    fingerprint: `fp1:${'1'.repeat(64)}`,
  };
  const second: ApprovalRecord = {
    decision: 'approved-with-conditions',
    gate: 'deployment',
    approver: 'val',
    role: 'chair of the board',
    date: '2026-03-01',
    valid_until: '2026-04-01',
    fingerprint: `fp1:${'a'.repeat(64)}`,
    conditions: [{ condition: 'Count the overrides', owner: 'own', due: '2026-05-01', status: 'open' }],
    limits_of_use: ['Not for new products'],
    evidence_considered: ['proof'],
    dissent: 'One member would have kept the scorecard.',
    minutes_ref: 'B-2026-03',
    signature_method: 'minutes',
    note: 'After the reading of February.',
    previous: recordDigest(first),
  };
  const later: ApprovalRecord = { ...first, date: '2027-01-01', previous: recordDigest(second) };
  const portfolio = await portfolioOf({
    'portfolio.yaml': lenient,
    'systems/demo/system.mdx': system(),
    'systems/demo/model-card.mdx': page('title: Card'),
    'systems/demo/approvals/model-card.yaml': JSON.stringify({ approvals: [first, second, later] }),
    'systems/demo/evidence/proof.json': '{}',
    'systems/demo/evidence/evidence.yaml': `evidence:\n  - { id: proof, title: Proof, file: proof.json, type: log, sha256: ${digestOf('{}')}, captured_at: 2026-02-01 }\n`,
  });
  const artefact = portfolio.index.artefacts.get('demo/model-card')!;
  const approvals = approvalsFor(portfolio.approvals, artefact.id)
    .filter(({ date }) => date <= portfolio.as_of)
    .reverse();
  const html = await renderer.render('../site/blocks/ApprovalRecords', { artefact, approvals, portfolio });
  const text = html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  expect(text).toMatchInlineSnapshot(
    `"1 Mar 2026 Deployment Approved with conditions by Model validator as chair of the board until 1 Apr 2026 The fields changed since it was given: fields aaaaaaaaaaaa · signed by minutes · minutes B-2026-03 Had before them: proof Count the overrides Open, Model owner , 1 May 2026 203 days late Does not cover: Not for new products Dissent: One member would have kept the scorecard. After the reading of February. 5 Jan 2026 Deferred by Model validator A later record counts: fields 111111111111 Recorded, not authenticated."`,
  );
  expect(
    attentionOf(portfolio)
      .filter(({ word }) => word === 'Condition overdue')
      .map(({ title, address, owner, due }) => [title, address, owner, due]),
  ).toEqual([['Count the overrides', '/systems/demo/model-card/#approvals', 'own', '2026-05-01']]);
});

test('a row of a register says what points at it: with links, or of many rows by id', async () => {
  const item = example.index.items.get('retail-credit-pd/FM-07')!;
  const drawn = (brief: boolean) => renderer.render('../ui/LinkedFrom', { item, portfolio: example, brief });
  const textOf = (html: string): string =>
    html
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
  expect(textOf(await drawn(true))).toBe('Linked from CTL-DRIFT, ADR-0008, MON-18');
  const linked = await drawn(false);
  expect(textOf(linked)).toBe('Linked from CTL-DRIFT ADR-0008 MON-18');
  expect(linked).toContain('href="/systems/retail-credit-pd/ADR-0008/"');
  const viewOf = async (id: string) => draw(example.index.artefacts.get(`retail-credit-pd/${id}`)!, example);
  // The prose around a row, which names it too, is no news.
  const handoff = (await viewOf('handoff-checklist')).text;
  expect(handoff).toMatch(/HO-14 \S[^?]*\? Linked from HC-02 /);
  expect(handoff).toMatch(/Linked from mlops-architecture /);
  expect((await viewOf('drift-governance')).text).toContain(
    'Linked from CTL-DRIFT, ADR-0009, BR-03, BR-04, VF-04 ',
  );
});

test('the first page of a list that is cut leads to each part, what belongs to no system among them', async () => {
  const html = await renderer.render('../site/blocks/BySystem', {
    list: '/attention/',
    systems: [
      { system: null, rows: 2 },
      { system: example.systems[0]!, rows: 3 },
    ],
    noun: 'matters',
  });
  expect([...html.matchAll(/<a href="([^"]+)"[^>]*>([^<]+)</g)].map(([, to, title]) => [to, title])).toEqual([
    ['/attention/portfolio/', 'Shared by all systems'],
    [`/attention/${example.systems[0]!.id}/`, example.systems[0]!.title],
  ]);
});
