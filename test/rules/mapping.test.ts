// Rules on what a mapping row speaks of: the clause, its catalogue, the decision, the value that is cited.
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/core/finding.ts';
import { digestOf, findingsOf, lenient, page, portfolioOf, system, type Files } from './support.ts';

const catalogue = (
  head = "version: '2'",
  more = '',
): string => `framework: { id: law, title: The law, ${head} }
obligations:
  - { id: law:top, ref: Chapter 1, title: A chapter, summary: s }
  - { id: 'law:1', ref: Art. 1, title: First, summary: s, parent: law:top }
  - { id: 'law:2', ref: Art. 2, title: Second, summary: s, parent: law:top, applies_to: [importer] }
  - { id: 'law:3', ref: Art. 3, title: Old, summary: s, status: withdrawn, replaced_by: ['law:1'] }
${more}`;

const json = '{"schema":"x","rate":0.5}';
const files = (rows: string, more: Files = {}): Files => ({
  'portfolio.yaml': `${lenient}catalogues: [./catalogues/law.yaml]\n`,
  'catalogues/law.yaml': catalogue(),
  'controls/CTL-1.mdx': page('title: One\nimplementation_status: implemented'),
  'systems/demo/system.mdx': system('frameworks: [law]\nroles: [provider]'),
  'systems/demo/compliance-mapping.mdx': page(`title: Mapping\nmappings:\n${rows}`),
  'systems/demo/evidence/proof.json': json,
  'systems/demo/evidence/evidence.yaml': `evidence:
  - { id: proof, title: Proof, file: proof.json, type: log, sha256: ${digestOf(json)}, captured_at: 2026-11-01 }
`,
  ...more,
});
const row = (obligation: string, more = ''): string =>
  `  - { obligation: '${obligation}', applicability: applicable, controls: [CTL-1], implementation_status: implemented${more} }\n`;

const shown = (findings: readonly Finding[]) =>
  findings.map(({ file, line, column, severity, message, fix, subject, related }) => ({
    at: `${file}:${line}:${column}`,
    severity,
    message,
    fix,
    subject,
    related: related.map((one) => `${one.file}:${one.line}:${one.column} ${one.message}`),
  }));
const found = async (rule: string, of: Files) => shown(findingsOf(await portfolioOf(of), rule));
const rules = [
  'mapping/withdrawn-clause',
  'mapping/superseded-catalogue',
  'mapping/no-cell',
  'mapping/catalogue-version',
  'mapping/undecided',
  'evidence/pointer',
];

test('a row of a clause in force, assessed against the edition in use, has none of these findings', async () => {
  const portfolio = await portfolioOf(
    files(row('law:1', ", catalogue_version: '2', evidence: ['proof#/rate']")),
  );
  for (const rule of rules) expect(findingsOf(portfolio, rule)).toEqual([]);
  expect(portfolio.cells.map(({ state }) => state)).toEqual(['evidenced']);
});

test('a rationale of blanks is none', async () => {
  const excluded = (rationale: string): string =>
    `  - { obligation: 'law:1', applicability: not-applicable, applicability_rationale: '${rationale}', decided_by: someone, implementation_status: not-applicable }\n`;
  const messages = async (rationale: string) =>
    (await found('mapping/not-applicable-unreasoned', files(excluded(rationale)))).map(
      ({ message }) => message,
    );
  expect(await messages('Not sold.')).toEqual([]);
  expect(await messages('  ')).toEqual(['`law:1` is said not to apply, without `applicability_rationale`']);
});

test('what cannot be read in a row or of its evidence is not taken for good', async () => {
  const stateOf = async (more: string, register: Files = {}) =>
    (await portfolioOf(files(row('law:1', `, evidence: [proof]${more}`), register))).cells.map(
      ({ state, reason }) => `${state}: ${reason}`,
    );
  const word = (name: string): string =>
    `not-assessed: The row's \`${name}\` cannot be read, and may take from what its controls do.`;
  expect(await stateOf(', relationship: part_of')).toEqual([word('relationship')]);
  expect(await stateOf(', finding: not_satisfied')).toEqual([word('finding')]);
  const register = `evidence:
  - { id: proof, title: Proof, file: proof.json, type: log, sha256: ${digestOf(json)}, captured_at: 2026-11-01, valid_until: 2026-11-31 }
`;
  expect(await stateOf('', { 'systems/demo/evidence/evidence.yaml': register })).toEqual([
    'lapsed: Evidence `proof` does not count: its `valid_until` cannot be read, captured 2026-11-01.',
  ]);
});

test('mapping/withdrawn-clause names what took its place', async () => {
  expect(await found('mapping/withdrawn-clause', files(row('law:3')))).toMatchInlineSnapshot(`
    [
      {
        "at": "systems/demo/compliance-mapping.mdx:4:19",
        "fix": "read \`law:1\`, and map it instead",
        "message": "\`law:3\` is withdrawn, and \`law:1\` took its place",
        "related": [
          "catalogues/law.yaml:4:5 law:1",
        ],
        "severity": "warning",
        "subject": "demo/map:law:3",
      },
    ]
  `);
});

describe('mapping/superseded-catalogue', () => {
  const over = (head: string): Files =>
    files(row('law:1') + row('law:2'), { 'catalogues/law.yaml': catalogue(head) });
  test('one finding for all rows of an artefact', async () => {
    const head = "superseded_by: law-2, dates: { superseded: '2026-04-17' }";
    expect(await found('mapping/superseded-catalogue', over(head))).toMatchInlineSnapshot(`
      [
        {
          "at": "systems/demo/compliance-mapping.mdx:4:19",
          "fix": "map \`law-2\`, and keep these rows as history",
          "message": "2 rows of \`demo/compliance-mapping\` map clauses of \`law\`, which was superseded by \`law-2\` on 2026-04-17",
          "related": [],
          "severity": "warning",
          "subject": "demo/compliance-mapping",
        },
      ]
    `);
  });
  test('not before it happens', async () => {
    const head = "superseded_by: law-2, dates: { superseded: '2026-11-21' }";
    expect(await found('mapping/superseded-catalogue', over(head))).toEqual([]);
  });
});

describe('mapping/no-cell', () => {
  test('a heading, and what stands under it', async () => {
    expect(await found('mapping/no-cell', files(row('law:top')))).toMatchInlineSnapshot(`
      [
        {
          "at": "systems/demo/compliance-mapping.mdx:4:19",
          "fix": "map what stands under it: \`law:1\`",
          "message": "\`law:top\` is a heading, and the row makes no cell",
          "related": [],
          "severity": "warning",
          "subject": "demo/map:law:top",
        },
      ]
    `);
  });
  test('of an id that leads nowhere is not said to be a heading', async () => {
    expect((await found('reference/dangling', files(row('law:tops')))).map(({ fix }) => fix)).toEqual([
      'correct the id, or name its catalogue in `portfolio.yaml`',
    ]);
  });
  test('a control of an OSCAL catalogue and those under it make cells', async () => {
    const controls = [{ id: 'ac-2', title: 'Accounts', controls: [{ id: 'ac-2.1', title: 'Automated' }] }];
    const metadata = { title: 'NIST', 'oscal-version': '1.2.1' };
    const of = files(row('nist:ac'), {
      'portfolio.yaml': `${lenient}catalogues: [./nist.json]\n`,
      'nist.json': JSON.stringify({
        catalog: { metadata, groups: [{ id: 'ac', title: 'Access', controls }] },
      }),
      'systems/demo/system.mdx': system('frameworks: [nist]\nroles: [provider]'),
    });
    expect((await found('mapping/no-cell', of)).map(({ fix }) => fix)).toEqual([
      'map what stands under it: `nist:ac-2` and `nist:ac-2.1`',
    ]);
  });
  test('a heading whose clauses were all withdrawn is no place to map', async () => {
    const more = '  - { id: law:old, ref: Chapter 2, title: Old, summary: s }\n';
    const below =
      "  - { id: 'law:4', ref: Art. 4, title: Gone, summary: s, status: withdrawn, parent: law:old }\n";
    const of = files(row('law:old'), { 'catalogues/law.yaml': catalogue("version: '2'", more + below) });
    expect((await found('mapping/no-cell', of)).map(({ fix }) => fix)).toEqual([
      'take the row out; all that stood under it is withdrawn',
    ]);
  });
  test('of what stands under a heading, only duties of the system’s roles are worth a row', async () => {
    const fixes = async (roles: string) =>
      (
        await found(
          'mapping/no-cell',
          files(row('law:top'), {
            'systems/demo/system.mdx': system(`frameworks: [law]\nroles: [${roles}]`),
          }),
        )
      ).map(({ fix }) => fix);
    expect(await fixes('importer, provider')).toEqual(['map what stands under it: `law:1` and `law:2`']);
    const only = catalogue().replace('parent: law:top }', 'parent: law:top, applies_to: [bank] }');
    const of = files(row('law:top'), { 'catalogues/law.yaml': only });
    expect((await found('mapping/no-cell', of)).map(({ fix }) => fix)).toEqual([
      'take the row out; nothing under it is a duty of `provider`',
    ]);
  });
  test('a duty of another role, unless the row says that it does not apply', async () => {
    expect(await found('mapping/no-cell', files(row('law:2')))).toMatchInlineSnapshot(`
      [
        {
          "at": "systems/demo/compliance-mapping.mdx:4:19",
          "fix": "add the role to the system’s profile, or say \`applicability: not-applicable\` and why",
          "message": "\`law:2\` is a duty of \`importer\`, and \`demo\` is \`provider\`",
          "related": [],
          "severity": "warning",
          "subject": "demo/map:law:2",
        },
      ]
    `);
    const decided = `  - { obligation: 'law:2', applicability: not-applicable, applicability_rationale: No import., decided_by: own }\n`;
    expect(await found('mapping/no-cell', files(decided))).toEqual([]);
  });
  test('a framework that the system does not answer to', async () => {
    const none = { 'systems/demo/system.mdx': system() };
    expect(await found('mapping/no-cell', files(row('law:1') + row('law:2'), none))).toMatchInlineSnapshot(`
      [
        {
          "at": "systems/demo/compliance-mapping.mdx:4:19",
          "fix": "add \`law\` to \`frameworks:\` of the system, or take the rows out",
          "message": "2 rows of \`demo/compliance-mapping\` map clauses of \`law\`, to which \`demo\` does not answer",
          "related": [],
          "severity": "warning",
          "subject": "demo/compliance-mapping",
        },
      ]
    `);
  });
});

describe('mapping/catalogue-version', () => {
  const of = (stated: string, head: string) =>
    found(
      'mapping/catalogue-version',
      files(row('law:1', `, catalogue_version: '${stated}'`), { 'catalogues/law.yaml': catalogue(head) }),
    );
  test('another version', async () => {
    expect(await of('1', "version: '2', as_of: '2026-07-24'")).toMatchInlineSnapshot(`
      [
        {
          "at": "systems/demo/compliance-mapping.mdx:4:129",
          "fix": "read what changed, assess the rows again, and name the version in use",
          "message": "1 row of \`demo/compliance-mapping\` was assessed against \`law\` “1”, and the catalogue in use is “2, as of 2026-07-24”",
          "related": [],
          "severity": "warning",
          "subject": "demo/compliance-mapping",
        },
      ]
    `);
  });
  test.each([
    ['2', "version: '2'"],
    ['The law, version 2 of 2026', "version: 'Version 2'"],
    ['as shipped, as of 2026-11-20', "version: Amended, as_of: '2026-11-20'"],
    ['whatever', 'title: The law'],
  ])('“%s” is an edition with %s', async (stated, head) => {
    expect(await of(stated, head.replace('title: The law', 'status: current'))).toEqual([]);
  });
  test.each([
    ['as of 2026-07-01', "version: Amended, as_of: '2026-07-24'"],
    ['latest', "as_of: '2026-07-24'"],
    ['12', "version: '2'"],
    ['2.1', "version: '2'"],
    ['of 2026', "version: '2'"],
  ])('“%s” is none with %s', async (stated, head) => {
    expect((await of(stated, head)).length).toBe(1);
  });
});

test('mapping/undecided: met, and nobody says whether it applies', async () => {
  const bare =
    "  - { obligation: 'law:1', controls: [CTL-1], implementation_status: partial, remainder: x }\n";
  expect(await found('mapping/undecided', files(bare))).toMatchInlineSnapshot(`
    [
      {
        "at": "systems/demo/compliance-mapping.mdx:4:5",
        "fix": "add \`applicability:\`",
        "message": "\`law:1\` has the status \`partial\`, and nothing says whether it applies",
        "related": [],
        "severity": "error",
        "subject": "demo/map:law:1",
      },
    ]
  `);
});

test('evidence/pointer: the file is there, the value is not', async () => {
  const of = files(row('law:1', ", evidence: ['proof#/rats', 'proof']"));
  expect(await found('evidence/pointer', of)).toMatchInlineSnapshot(`
    [
      {
        "at": "systems/demo/compliance-mapping.mdx:4:121",
        "fix": "correct the pointer, or cite the file as a whole",
        "message": "\`demo/map:law:1\` cites \`proof#/rats\`, and \`systems/demo/evidence/proof.json\` has nothing at \`/rats\`",
        "related": [
          "systems/demo/evidence/evidence.yaml:2:5 registered as \`proof\`",
        ],
        "severity": "error",
        "subject": "demo/map:law:1",
      },
    ]
  `);
  expect((await portfolioOf(of)).cells[0]).toMatchObject({ state: 'lapsed' });
  const gone = { ...of };
  delete gone['systems/demo/evidence/proof.json'];
  expect(await found('evidence/pointer', gone)).toEqual([]);
});

describe('a clause or a control that changed since the mapping was confirmed', () => {
  const confirmed = (from: string, type: string, to: string): Files => ({
    'systems/demo/confirmed.yaml': `confirmations:
  - { from: '${from}', type: ${type}, to: '${to}', fingerprint: 'fp1:${'0'.repeat(64)}', by: val, date: 2026-11-02 }
`,
  });
  test.each([
    [
      'demo/map:law:1',
      'cites',
      'law:1',
      'The clause has changed since the row was last confirmed against it.',
      'mapping → obligation',
    ],
    [
      'law:1',
      'maps-to',
      'CTL-1',
      'Control `CTL-1` has changed since the mapping to it was last confirmed.',
      'obligation → control',
    ],
  ])('%s %s %s', async (from, type, to, reason, ends) => {
    const portfolio = await portfolioOf(
      files(row('law:1', ', evidence: [proof]'), confirmed(from, type, to)),
    );
    expect(portfolio.cells[0]).toMatchObject({ state: 'lapsed', reason });
    const [finding, ...others] = findingsOf(portfolio, 'link/suspect');
    expect([finding?.message, finding?.fix, others]).toEqual([
      `\`${from}\` ${type} \`${to}\` was confirmed by \`val\` on 2026-11-02, and \`${to}\` has changed since`,
      `read both (${ends}), then \`casebook confirm ${from} ${type} ${to} --as <party>\``,
      [],
    ]);
  });
});

test('rows in a CSV file: dotted headers, lists, and each fault in its cell', async () => {
  const header =
    'obligation,applicability,controls,implementation_status,evidence,finding,gap,remediation.action,remediation.owner,remediation.due,remediation.risk_status,relationship,mapping_confidence';
  const sound = `law:1,applicable,CTL-1,partial,proof#/rate | proof,not-satisfied,"Nights, mostly",Rehearse,dev,2027-01-31,open,superset-of,medium`;
  const of = (line: string): Files =>
    files('', {
      'systems/demo/compliance-mapping.mdx': page('title: Mapping\nmappings: ./mappings.csv'),
      'systems/demo/mappings.csv': `${header}\n${line}\n`,
    });
  const portfolio = await portfolioOf(of(sound));
  expect(portfolio.findings).toEqual([]);
  expect(portfolio.items.find(({ kind }) => kind === 'mapping')!.data).toEqual({
    obligation: 'law:1',
    applicability: 'applicable',
    controls: ['CTL-1'],
    implementation_status: 'partial',
    evidence: ['proof#/rate', 'proof'],
    finding: 'not-satisfied',
    gap: 'Nights, mostly',
    remediation: { action: 'Rehearse', owner: 'dev', due: '2027-01-31', risk_status: 'open' },
    relationship: 'superset-of',
    mapping_confidence: 'medium',
  });
  expect(portfolio.cells[0]).toMatchObject({
    state: 'partial',
    reason: 'Covered in part. Not covered: Nights, mostly.',
  });
  const wrong = sound
    .replace('2027-01-31', '2026-11-01')
    .replace('open', 'opened')
    .replace('proof#/rate', 'prof');
  expect(shown((await portfolioOf(of(wrong))).findings)).toMatchInlineSnapshot(`
    [
      {
        "at": "systems/demo/mappings.csv:2:32",
        "fix": "did you mean \`proof\`?",
        "message": "no evidence has the id \`prof\`",
        "related": [],
        "severity": "error",
        "subject": "demo/map:law:1",
      },
      {
        "at": "systems/demo/mappings.csv:2:89",
        "fix": "close it, agree on a new date, or ask for a waiver",
        "message": "the remediation of \`law:1\` was due on 2026-11-01, 19 days before 2026-11-20",
        "related": [],
        "severity": "warning",
        "subject": "demo/map:law:1",
      },
      {
        "at": "systems/demo/mappings.csv:2:100",
        "fix": "did you mean \`open\`?",
        "message": "\`mappings[0].remediation.risk_status\` must be one of \`open\`, \`investigating\`, \`remediating\`, \`deviation-requested\`, \`deviation-approved\`, \`closed\`; it is \`opened\`",
        "related": [],
        "severity": "error",
        "subject": "demo/compliance-mapping",
      },
    ]
  `);
});

test('a system whose controls were assessed says what is left of its risk', async () => {
  const profile = (more: string, rows = row('law:1', ', assessed_on: 2026-10-01')): Files =>
    files(rows, {
      'systems/demo/system.mdx': system(`frameworks: [law]\nroles: [provider]\n${more}`),
    });
  const residual = async (given: Files) =>
    shown(findingsOf(await portfolioOf(given), 'system/residual-risk-missing'));
  expect(await residual(profile('inherent_risk: high\nresidual_risk: medium'))).toEqual([]);
  expect(await residual(profile(''))).toEqual([]);
  expect(await residual(profile('inherent_risk: high', row('law:1')))).toEqual([]);
  // An assessment of a later day does not exist yet.
  expect(await residual(profile('inherent_risk: high', row('law:1', ', assessed_on: 2026-12-01')))).toEqual(
    [],
  );
  expect(await residual(profile('inherent_risk: high'))).toMatchInlineSnapshot(`
    [
      {
        "at": "systems/demo/system.mdx:7:16",
        "fix": "add \`residual_risk:\` with the rating after controls",
        "message": "\`demo\` states an inherent risk of \`high\` and has 1 assessed mapping row, and no residual risk",
        "related": [],
        "severity": "warning",
        "subject": "demo",
      },
    ]
  `);
});
