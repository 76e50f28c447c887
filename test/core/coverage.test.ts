import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cell } from '../../src/core/cell.ts';
import { cellsOf } from '../../src/core/coverage.ts';
import { findingKey } from '../../src/core/finding.ts';
import { sha256 } from '../../src/core/fingerprint.ts';
import type { Portfolio } from '../../src/core/portfolio.ts';
import { evidencedShare, formatEvidenced, formatShare } from '../../src/core/totals.ts';
import { portfolioOf } from './support.ts';

const proof = {
  id: 'proof',
  file: 'proof.json',
  sha256: sha256('{}'),
  captured_at: '2026-06-01',
  valid_until: '2026-12-31',
};

interface Setting {
  row?: Record<string, unknown> | null;
  control?: Record<string, unknown>;
  evidence?: Record<string, unknown>[];
  files?: Record<string, string>;
  more?: Record<string, unknown>;
}

/** A system where everything holds, but for what the setting says. */
function settingOf({
  row = {},
  control = {},
  evidence = [proof],
  files = { 'systems/s/evidence/proof.json': '{}' },
  more = {},
}: Setting): { portfolio: Portfolio } {
  const portfolio = portfolioOf(
    {
      'portfolio.yaml': { title: 'P', catalogues: ['law'], parties: [{ id: 'boss', title: 'Boss' }] },
      'controls/CTL-1.mdx': { title: 'Control one', implementation_status: 'implemented', ...control },
      'controls/CTL-2.mdx': {
        title: 'Control two',
        implementation_status: 'planned',
        planned: { owner: 'boss', due: '2027-03-01' },
      },
      'systems/s/system.mdx': { title: 'S', roles: ['provider'], frameworks: ['law'] },
      'systems/s/compliance-mapping.mdx': {
        title: 'Mapping',
        mappings:
          row === null
            ? []
            : [
                {
                  obligation: 'law:a-1',
                  applicability: 'applicable',
                  implementation_status: 'implemented',
                  controls: ['CTL-1'],
                  evidence: ['proof'],
                  ...row,
                },
              ],
      },
      'systems/s/evidence/evidence.yaml': { evidence },
      ...more,
    },
    files,
  );
  return { portfolio };
}

/** The cell of `law:a-1` in such a system. */
const cell = (setting: Setting): Cell =>
  cellsOf(settingOf(setting).portfolio).find((one) => one.obligation === 'law:a-1')!;

const stateOf = (setting: Setting) => {
  const { state, depth, reason } = cell(setting);
  return { state, depth, reason };
};

test('a cell exists for each leaf clause whose duty falls on the system, and for no other', () => {
  const portfolio = portfolioOf({
    'portfolio.yaml': { title: 'P', catalogues: ['law'] },
    'systems/s/system.mdx': { title: 'S', roles: ['provider'], frameworks: ['law'] },
    'systems/t/system.mdx': { title: 'T', roles: ['importer'], frameworks: ['law'] },
    'systems/u/system.mdx': { title: 'U', roles: ['provider'], frameworks: [] },
  });
  expect(cellsOf(portfolio).map(({ system, obligation }) => `${system} ${obligation}`)).toEqual([
    's law:a-1',
    's law:a-2',
    's law:a-3',
    't law:b',
  ]);
});

describe('the nine states, the first that fits', () => {
  test('not assessed: no row, or no word on whether it applies', () => {
    expect(stateOf({ row: null })).toEqual({
      state: 'not-assessed',
      depth: 'shallow',
      reason: 'Nobody has assessed this clause for this system.',
    });
    expect(stateOf({ row: { applicability: 'under-assessment' } }).state).toBe('not-assessed');
    expect(stateOf({ row: { applicability: undefined } }).reason).toBe(
      'The row does not say whether the clause applies.',
    );
    expect(stateOf({ row: { implementation_status: undefined } })).toEqual({
      state: 'not-assessed',
      depth: 'shallow',
      reason: 'The row names controls and does not say how far they are in place.',
    });
    expect(stateOf({ row: { implementation_status: 'not-applicable' } })).toEqual({
      state: 'not-assessed',
      depth: 'shallow',
      reason: 'Said to apply, and to be not applicable.',
    });
  });
  test('not applicable takes a rationale and who decided it; without, nobody has assessed it', () => {
    const row = { applicability: 'not-applicable', applicability_rationale: 'Not a public body.' };
    expect(stateOf({ row: { ...row, decided_by: 'boss' } })).toEqual({
      state: 'not-applicable',
      depth: 'shallow',
      reason: 'Not a public body. Decided by Boss.',
    });
    expect(stateOf({ row }).state).toBe('not-assessed');
    expect(stateOf({ row: { ...row, decided_by: 'nobody' } }).state).toBe('not-assessed');
    const blank = { ...row, applicability_rationale: ' ', decided_by: 'boss' };
    expect(stateOf({ row: blank }).state).toBe('not-assessed');
    expect(stateOf({ row: { ...row, assessed_by: 'boss' } }).state).toBe('not-assessed');
  });
  test('gap: applicable and no control, or planned by nobody for no day', () => {
    expect(stateOf({ row: { controls: [] } }).reason).toBe('It applies, and no control covers it.');
    expect(stateOf({ row: { implementation_status: 'planned' } })).toEqual({
      state: 'gap',
      depth: 'shallow',
      reason: 'Said to be planned, without an owner and a date.',
    });
    expect(stateOf({ row: { controls: ['CTL-9'] } })).toEqual({
      state: 'gap',
      depth: 'deep',
      reason: 'The control `CTL-9` does not exist.',
    });
    expect(stateOf({ control: { implementation_status: 'planned', planned: { owner: 'boss' } } })).toEqual({
      state: 'gap',
      depth: 'deep',
      reason: 'Control `CTL-1` is planned, without an owner and a date.',
    });
    expect(stateOf({ control: { implementation_status: undefined } })).toEqual({
      state: 'gap',
      depth: 'deep',
      reason: 'Control `CTL-1` does not say how far it is in place.',
    });
  });
  test('gap: through a control that is kept as history', () => {
    for (const status of ['retired', 'superseded'])
      expect(stateOf({ control: { status } })).toEqual({
        state: 'gap',
        depth: 'deep',
        reason: `Control \`CTL-1\` is ${status}.`,
      });
    expect(stateOf({ control: { status: 'final' } }).state).toBe('evidenced');
  });
  test('gap: planned by somebody whom nobody knows', () => {
    const plan = { owner: 'nobody', due: '2027-03-01' };
    expect(stateOf({ row: { implementation_status: 'planned', remediation: plan } })).toEqual({
      state: 'gap',
      depth: 'shallow',
      reason: 'Said to be planned by `nobody`, and there is no such party.',
    });
    expect(stateOf({ control: { implementation_status: 'planned', planned: plan } })).toEqual({
      state: 'gap',
      depth: 'deep',
      reason: 'Control `CTL-1` is planned by `nobody`, and there is no such party.',
    });
  });
  test('planned: with an owner and a date, or through a control that is', () => {
    const remediation = { owner: 'boss', due: '2027-02-01' };
    expect(stateOf({ row: { implementation_status: 'planned', remediation } }).reason).toBe(
      'Planned by Boss for 2027-02-01.',
    );
    expect(stateOf({ row: { controls: ['CTL-2'] } })).toEqual({
      state: 'planned',
      depth: 'deep',
      reason: 'Control `CTL-2` is planned for 2027-03-01.',
    });
  });
  test('partial: the rest is named', () => {
    expect(stateOf({ row: { implementation_status: 'partial', remainder: 'joint accounts' } }).reason).toBe(
      'Covered in part. Not covered: joint accounts.',
    );
    expect(stateOf({ control: { implementation_status: 'partial' } })).toEqual({
      state: 'partial',
      depth: 'deep',
      reason: 'Control `CTL-1` is in place in part.',
    });
  });
  test('partial: through a control that its assessor found wanting, once that was', () => {
    const assessment = { assessed_on: '2026-11-20', design: 'adequate', operation: 'effective' };
    const assessed = (more: object) => stateOf({ control: { assessment: { ...assessment, ...more } } });
    expect(assessed({}).state).toBe('evidenced');
    expect(assessed({ operation: 'not-assessed' }).state).toBe('evidenced');
    expect(assessed({ operation: 'ineffective' })).toEqual({
      state: 'partial',
      depth: 'deep',
      reason: 'Control `CTL-1` was assessed and found ineffective in operation.',
    });
    expect(assessed({ design: 'inadequate', operation: 'ineffective' }).reason).toBe(
      'Control `CTL-1` was assessed and found inadequate in design and ineffective in operation.',
    );
    expect(assessed({ operation: 'ineffective', assessed_on: '2026-11-21' }).state).toBe('evidenced');
  });
  test('implemented: in place, no evidence cited', () => {
    expect(stateOf({ row: { evidence: [] } })).toEqual({
      state: 'implemented',
      depth: 'shallow',
      reason: 'The control is in place; no evidence is cited.',
    });
  });
  test('evidenced: every required link is valid on the date', () => {
    expect(stateOf({})).toEqual({
      state: 'evidenced',
      depth: 'shallow',
      reason: 'Every required piece of evidence is valid on 2026-11-20.',
    });
  });
  test('waived: a hole that a running waiver accepts; a proof needs none', () => {
    const waiver = {
      id: 'W-1',
      title: 'W',
      obligations: ['law:a-1'],
      rationale: 'Vendor delay.',
      approved_by: 'boss',
      date: '2026-06-01',
      expires: '2026-12-15',
    };
    const more = (over: object = {}) => ({
      'systems/s/waivers/w.yaml': { waivers: [{ ...waiver, ...over }] },
    });
    expect(stateOf({ row: { controls: [] }, more: more() })).toEqual({
      state: 'waived',
      depth: 'shallow',
      reason: 'It applies, and no control covers it. Waived until 2026-12-15: Vendor delay.',
    });
    expect(stateOf({ row: { controls: [], gap: 'No procedure' }, more: more() }).reason).toBe(
      'No procedure. Waived until 2026-12-15: Vendor delay.',
    );
    expect(stateOf({ row: { controls: [] }, more: more({ approved_by: 'nobody' }) }).state).toBe('gap');
    expect(stateOf({ row: { controls: [] }, more: more({ rationale: ' ' }) }).state).toBe('gap');
    expect(stateOf({ row: { controls: [] }, more: more({ expires: '2026-11-19' }) }).state).toBe('gap');
    expect(stateOf({ row: { controls: [] }, more: more({ date: '2026-11-21' }) }).state).toBe('gap');
    expect(stateOf({ more: more() }).state).toBe('evidenced');
    expect(stateOf({ row: null, more: more() }).state).toBe('not-assessed');
  });
});

describe('lapsed: evidence that does not count today', () => {
  const why = (setting: Setting) => stateOf(setting).reason;
  test('expired the day after its last', () => {
    expect(stateOf({ evidence: [{ ...proof, valid_until: '2026-11-20' }] }).state).toBe('evidenced');
    expect(why({ evidence: [{ ...proof, valid_until: '2026-11-19' }] })).toBe(
      'Evidence `proof` does not count: it was valid until 2026-11-19, captured 2026-06-01.',
    );
  });
  test('broken: the file is missing, or its digest differs', () => {
    expect(why({ files: {} })).toContain('`systems/s/evidence/proof.json` does not exist');
    expect(why({ files: { 'systems/s/evidence/proof.json': '{"x":1}' } })).toContain(
      'the digest of `systems/s/evidence/proof.json` differs',
    );
  });
  test('captured after the as-of date: it does not exist yet', () => {
    expect(stateOf({ evidence: [{ ...proof, captured_at: '2026-11-20' }] }).state).toBe('evidenced');
    expect(why({ evidence: [{ ...proof, captured_at: '2026-11-21' }] })).toBe(
      'Evidence `proof` does not count: it was captured on 2026-11-21, after 2026-11-20.',
    );
  });
  test('stale: older than its cadence', () => {
    const stale = { ...proof, valid_until: undefined, cadence: 'P3M' };
    expect(why({ evidence: [stale] })).toContain('it was due for renewal on 2026-09-01');
  });
  test('suspect: the target is not what was confirmed', () => {
    const confirmation = {
      from: 's/map:law:a-1',
      type: 'evidenced-by',
      to: 's/proof',
      fingerprint: sha256('old'),
      by: 'boss',
      date: '2026-06-02',
    };
    const more = (over: object = {}) => ({
      'systems/s/confirmed.yaml': { confirmations: [{ ...confirmation, ...over }] },
    });
    expect(stateOf({ more: more() }).state).toBe('lapsed');
    expect(stateOf({ more: more({ fingerprint: sha256('{}') }) }).state).toBe('evidenced');
    expect(stateOf({ more: more({ date: '2026-11-21' }) }).state).toBe('evidenced');
  });
  test('inherited from a control it is deep', () => {
    const found = stateOf({ row: { evidence: [] }, control: { evidence: ['s/proof'] }, files: {} });
    expect(found.state).toBe('lapsed');
    expect(found.depth).toBe('deep');
  });
});

describe('what a row says of its controls limits what they carry', () => {
  test('controls that are a part of the clause, or share only something with it, cover a part', () => {
    expect(stateOf({ row: { relationship: 'superset-of' } }).state).toBe('evidenced');
    expect(stateOf({ row: { relationship: 'equivalent-to' } }).state).toBe('evidenced');
    expect(stateOf({ row: { relationship: 'subset-of' } })).toEqual({
      state: 'partial',
      depth: 'shallow',
      reason: 'Covered in part: what the controls do together is a part of what the clause asks for.',
    });
    expect(stateOf({ row: { relationship: 'intersects-with', remainder: 'night shifts' } }).reason).toBe(
      'Covered in part: what the controls do together meets only some of what the clause asks for. Not covered: night shifts.',
    );
  });
  test('controls that have nothing to do with it cover nothing', () => {
    expect(stateOf({ row: { relationship: 'no-relationship' } })).toEqual({
      state: 'gap',
      depth: 'shallow',
      reason: 'The row says that its controls have no relationship to the clause.',
    });
  });
  test('a relation adds nothing to a weak control', () => {
    const control = { implementation_status: 'planned', planned: { owner: 'boss', due: '2027-03-01' } };
    expect(stateOf({ row: { relationship: 'subset-of' }, control }).state).toBe('planned');
  });
  test('how sure the assessor was is told in the proof', () => {
    const row = { assessed_by: 'boss', mapping_confidence: 'low' };
    expect(cell({ row }).steps[1]!.note).toBe('assessed by boss, mapping confidence: low');
  });
  test('an assessor who found no record is believed before the files', () => {
    expect(stateOf({ row: { finding: 'not-evidenced' } })).toEqual({
      state: 'implemented',
      depth: 'shallow',
      reason: 'The control is in place; the assessor found no record that proves it.',
    });
  });
});

describe('a value in a file', () => {
  const json = '{"schema":"casebook/metrics@1","metrics":[{"value":0.7}]}';
  const valued = (pointer: string, content = json, file = 'proof.json') =>
    cell({
      row: { evidence: [`proof#${pointer}`] },
      evidence: [{ ...proof, file, sha256: sha256(content) }],
      files: { [`systems/s/evidence/${file}`]: content },
    });
  test('proves while it is there', () => {
    const found = valued('/metrics/0/value');
    expect(found.state).toBe('evidenced');
    expect(found.steps.find(({ type }) => type === 'evidence')!.note).toBe(
      'cited at `/metrics/0/value`, captured 2026-06-01, valid until 2026-12-31.',
    );
  });
  test.each([
    ['/metrics/1/value', json, 'proof.json', 'has nothing at `/metrics/1/value`'],
    ['metrics', json, 'proof.json', '`metrics` is no JSON Pointer'],
    ['/0', 'a,b', 'proof.csv', 'is no JSON that `/0` could lead into'],
  ])('breaks the step when the pointer leads nowhere: %s', (pointer, content, file, why) => {
    const found = valued(pointer, content, file);
    expect([found.state, found.steps[found.deciding_step!]!.state]).toEqual(['lapsed', 'broken']);
    expect(found.reason).toContain(why);
  });
  test('a file that is broken as a whole says so, and not what is not in it', () => {
    const found = cell({ row: { evidence: ['proof#/x'] }, files: {} });
    expect(found.reason).toContain('does not exist');
  });
});

describe('what changed since the mapping was confirmed makes it lapse', () => {
  const confirmed = (from: string, type: string, to: string, fingerprint: string) => ({
    'systems/s/confirmed.yaml': {
      confirmations: [{ from, type, to, fingerprint, by: 'boss', date: '2026-06-02' }],
    },
  });
  const old = sha256('old');
  test('the clause', () => {
    const found = cell({ more: confirmed('s/map:law:a-1', 'cites', 'law:a-1', old) });
    expect([found.state, found.depth, found.deciding_step]).toEqual(['lapsed', 'shallow', 1]);
    expect(found.steps[1]).toMatchObject({ type: 'row', state: 'suspect' });
    expect(found.reason).toBe('The clause has changed since the row was last confirmed against it.');
    const { portfolio } = settingOf({});
    const now = portfolio.index.clauses.get('law:a-1')!.fingerprint;
    expect(stateOf({ more: confirmed('s/map:law:a-1', 'cites', 'law:a-1', now) }).state).toBe('evidenced');
  });
  test('a part stays a part, and a gap a gap', () => {
    const more = confirmed('s/map:law:a-1', 'cites', 'law:a-1', old);
    expect(stateOf({ row: { implementation_status: 'partial' }, more }).state).toBe('partial');
    expect(stateOf({ row: { controls: [] }, more }).state).toBe('gap');
  });
});

test('a lapse that a waiver accepts is waived, not proved', () => {
  const stale = { ...proof, valid_until: '2026-11-01' };
  const { portfolio } = settingOf({ evidence: [stale] });
  const { lapse, id } = portfolio.index.evidence.get('s/proof')!;
  const waiver = {
    id: 'W',
    title: 'W',
    findings: [findingKey(lapse!.rule, id, lapse!.detail)],
    rationale: 'r',
    approved_by: 'boss',
    date: '2026-11-02',
    expires: '2026-12-31',
  };
  const found = cell({ evidence: [stale], more: { 'systems/s/waivers/w.yaml': { waivers: [waiver] } } });
  expect([found.state, found.underlying]).toEqual(['waived', 'lapsed']);
  expect(found.steps[found.deciding_step!]).toMatchObject({ type: 'evidence', state: 'waived' });
  expect(found.reason).toBe(
    'Evidence `proof` does not count: it was valid until 2026-11-01, which a waiver accepts, captured 2026-06-01.',
  );
});

describe('a row assessed after the as-of date does not exist yet', () => {
  const mapping = (...mappings: Record<string, unknown>[]) => ({
    'systems/s/compliance-mapping.mdx': {
      title: 'Mapping',
      mappings: mappings.map((row) => ({ obligation: 'law:a-1', applicability: 'applicable', ...row })),
    },
  });
  test('it carries nothing, and the proof says why', () => {
    const found = cell({ row: { assessed_on: '2026-11-21' } });
    expect(found.state).toBe('not-assessed');
    expect(found.reason).toBe('The row was assessed on 2026-11-21, after 2026-11-20: it does not exist yet.');
    expect([found.controls, found.evidence, found.deciding_step]).toEqual([[], [], 1]);
    expect(found.steps.map(({ type, id, state, note }) => [type, id, state, note])).toEqual([
      ['obligation', 'law:a-1', 'holds', found.steps[0]!.note],
      ['row', 's/map:law:a-1', 'missing', found.reason],
    ]);
    expect(cell({ row: { assessed_on: '2026-11-20' } }).state).toBe('evidenced');
  });
  test('nor does it say that a clause does not apply', () => {
    const row = { applicability: 'not-applicable', applicability_rationale: 'No.', decided_by: 'boss' };
    expect(stateOf({ row }).state).toBe('not-applicable');
    expect(stateOf({ row: { ...row, assessed_on: '2026-12-01' } }).state).toBe('not-assessed');
  });
  test('another row of the clause counts in its place', () => {
    const later = { id: 'later', assessed_on: '2026-12-01' };
    const found = cell({ more: mapping(later, { id: 'now', controls: [] }) });
    expect([found.row, found.state]).toEqual(['s/now', 'gap']);
  });
});

describe('several controls', () => {
  test('all of them: the weakest decides; any of them: the strongest', () => {
    expect(stateOf({ row: { controls: ['CTL-1', 'CTL-2'] } }).state).toBe('planned');
    expect(stateOf({ row: { controls: ['CTL-1', 'CTL-2'], combine: 'any-of' } }).state).toBe('evidenced');
  });
});

test('what a shared control rests on in another system counts for that system alone', () => {
  const portfolio = portfolioOf(
    {
      'portfolio.yaml': { title: 'P', catalogues: ['law'] },
      'controls/CTL-1.mdx': {
        title: 'Control one',
        implementation_status: 'implemented',
        implemented_by: ['s/map:law:a-1', 't/nowhere'],
      },
      ...Object.fromEntries(
        ['s', 't'].flatMap((id) => [
          [`systems/${id}/system.mdx`, { title: id, roles: ['provider'], frameworks: ['law'] }],
          [`systems/${id}/evidence/evidence.yaml`, { evidence: [proof] }],
          [
            `systems/${id}/compliance-mapping.mdx`,
            {
              title: 'Mapping',
              mappings: [
                {
                  obligation: 'law:a-1',
                  applicability: 'applicable',
                  implementation_status: 'implemented',
                  controls: ['CTL-1'],
                  evidence: ['proof'],
                },
              ],
            },
          ],
        ]),
      ),
    },
    { 'systems/s/evidence/proof.json': '{}', 'systems/t/evidence/proof.json': '{}' },
  );
  const cells = cellsOf(portfolio).filter((one) => one.obligation === 'law:a-1');
  const summary = cells.map(({ system, state, steps }) => [
    system,
    state,
    steps.filter((step) => step.type === 'item').map((step) => step.id),
  ]);
  expect(summary).toEqual([
    ['s', 'evidenced', ['s/map:law:a-1']],
    ['t', 'partial', [null]],
  ]);
});

test('the proof of a cell names every step and the one that decides', () => {
  const found = cell({ evidence: [{ ...proof, valid_until: '2026-11-19' }] });
  expect(found.steps.map(({ type, id, state }) => ({ type, id, state }))).toEqual([
    { type: 'obligation', id: 'law:a-1', state: 'holds' },
    { type: 'row', id: 's/map:law:a-1', state: 'holds' },
    { type: 'control', id: 'CTL-1', state: 'holds' },
    { type: 'evidence', id: 's/proof', state: 'expired' },
    { type: 'approval', id: null, state: 'missing' },
  ]);
  expect(found.deciding_step).toBe(3);
});

test('a share always has its denominator, and nothing of nothing is nothing in scope', () => {
  expect(formatShare(evidencedShare([]))).toBe('nothing in scope');
  expect(formatShare(evidencedShare([cell({}), cell({ row: null })]))).toBe('1 of 2 (50\u00a0%)');
  expect(formatEvidenced({ part: 0, whole: 0 })).toBe('nothing in scope');
  expect(formatEvidenced({ part: 1, whole: 2 })).toBe('1 of 2 (50\u00a0%) evidenced');
  expect(formatShare({ part: 299, whole: 300 })).toBe('299 of 300 (99\u00a0%)');
  expect(formatShare({ part: 1, whole: 300 })).toBe('1 of 300 (1\u00a0%)');
  expect(formatShare({ part: 300, whole: 300 })).toBe('300 of 300 (100\u00a0%)');
  expect(formatShare({ part: 0, whole: 300 })).toBe('0 of 300 (0\u00a0%)');
});

test('a system that states no role has a cell for every leaf clause, because nobody knows which are not its own', () => {
  const portfolio = portfolioOf({
    'portfolio.yaml': { title: 'P', catalogues: ['law'] },
    'systems/s/system.mdx': { title: 'S', frameworks: ['law'] },
  });
  const cells = cellsOf(portfolio);
  expect(cells.map(({ obligation }) => obligation)).toEqual(['law:a-1', 'law:a-2', 'law:a-3', 'law:b']);
  expect(new Set(cells.map(({ state }) => state))).toEqual(new Set(['not-assessed']));
});

test('a framework named twice makes each cell once', () => {
  const portfolio = portfolioOf({
    'portfolio.yaml': { title: 'P', catalogues: ['law'] },
    'systems/t/system.mdx': { title: 'T', roles: ['importer'], frameworks: ['law', 'law'] },
  });
  expect(cellsOf(portfolio).map(({ obligation }) => obligation)).toEqual(['law:b']);
});

describe('whatever a portfolio says', () => {
  const status = fc.constantFrom(
    'implemented',
    'alternative',
    'partial',
    'planned',
    'not-applicable',
    undefined,
  );
  const date = fc.constantFrom('2026-01-01', '2026-11-19', '2026-11-20', '2027-06-30', undefined);
  const setting = fc.record({
    row: fc.oneof(
      fc.constant(null),
      fc.record({
        applicability: fc.constantFrom('applicable', 'not-applicable', 'under-assessment', undefined),
        applicability_rationale: fc.constantFrom('Because.', undefined),
        decided_by: fc.constantFrom('boss', undefined),
        implementation_status: status,
        controls: fc.subarray(['CTL-1', 'CTL-2', 'CTL-9']),
        combine: fc.constantFrom('all-of', 'any-of', undefined),
        evidence: fc.subarray(['proof', 'lost']),
      }),
    ),
    control: fc.record({ implementation_status: status, evidence: fc.subarray(['s/proof']) }),
    evidence: fc.record({ valid_until: date, captured_at: date }).map((dates) => [{ ...proof, ...dates }]),
  });

  test('a cell is evidenced only when something is cited and every step of its proof holds', () => {
    fc.assert(
      fc.property(setting, (given) => {
        const found = cell(given);
        const required = found.steps.filter((step) => step.type !== 'approval');
        if (found.state === 'evidenced' && given.row?.combine !== 'any-of') {
          expect(required.every((step) => step.state === 'holds')).toBe(true);
          expect(found.evidence.length).toBeGreaterThan(0);
          expect(found.deciding_step).toBe(null);
        }
        if (found.deciding_step !== null) expect(found.steps[found.deciding_step]).toBeDefined();
        expect(found.reason).not.toBe('');
      }),
    );
  });

  test('taking the evidence file away never makes a cell stronger', () => {
    const order = [
      'not-assessed',
      'gap',
      'planned',
      'partial',
      'lapsed',
      'implemented',
      'evidenced',
      'not-applicable',
    ];
    fc.assert(
      fc.property(setting, (given) => {
        const before = cell(given).state;
        const after = cell({ ...given, files: {} }).state;
        expect(order.indexOf(after)).toBeLessThanOrEqual(order.indexOf(before));
      }),
    );
  });
});
