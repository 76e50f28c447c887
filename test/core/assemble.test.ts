import { describe, expect, test } from 'vitest';
import { recordDigest, type ApprovalRecord } from '../../src/core/approvals.ts';
import { settleFindings } from '../../src/core/settle.ts';
import { bodyOf, kinds, portfolioOf, spotText } from './support.ts';

const place = (file: string, line: number) => ({ file, line, column: 3, end_line: line, end_column: 9 });
const base = {
  'portfolio.yaml': { title: 'P', parties: [{ id: 'boss', title: 'Boss', roles: ['approver'] }] },
  'systems/s/system.mdx': { title: 'S', owner: 'boss' },
};
const drafts = (files: Record<string, unknown>) =>
  portfolioOf({ ...base, ...files }).drafts.map(({ rule, message, at, fix }) => ({
    rule,
    message,
    at: spotText(at),
    fix,
  }));

describe('references', () => {
  const features = { title: 'F', features: [{ name: 'income' }, { name: 'age' }] };
  test('a dangling one suggests what was meant, at its place', () => {
    const body = bodyOf({
      citations: [{ target: 'incme', label: null, place: place('systems/s/feature-register.mdx', 9) }],
    });
    expect(drafts({ 'systems/s/feature-register.mdx': { ...features, body } })).toEqual([
      {
        rule: 'reference/dangling',
        message: 'nothing has the id `incme`',
        at: 'systems/s/feature-register.mdx:9',
        fix: 'did you mean `income`?',
      },
    ]);
  });
  test('evidence that a chart in prose names is a reference like any other', () => {
    const use = (name: string, props: Record<string, string>, line: number) => ({
      name,
      props,
      place: place('systems/s/feature-register.mdx', line),
    });
    const components = [
      use('ShapBar', { evidence: 'shap' }, 9),
      use('DriftChart', { feature: 'income', evidence: 'profile' }, 11),
      use('DriftChart', { feature: 'income' }, 13),
    ];
    expect(
      drafts({ 'systems/s/feature-register.mdx': { ...features, body: bodyOf({ components }) } }).map(
        ({ message, at }) => [message, at],
      ),
    ).toEqual([
      ['no evidence has the id `shap`', 'systems/s/feature-register.mdx:9'],
      ['no evidence has the id `profile`', 'systems/s/feature-register.mdx:11'],
    ]);
  });
  test('the system comes first, then the portfolio; another system only by its full name', () => {
    const portfolio = portfolioOf({
      ...base,
      'systems/s/feature-register.mdx': features,
      'systems/t/feature-register.mdx': features,
    });
    const { resolve } = portfolio.index;
    expect(resolve('income', 's')).toMatchObject({ state: 'found', node: { id: 's/income' } });
    expect(resolve('t/income', 's')).toMatchObject({ state: 'found', node: { id: 't/income' } });
    expect(resolve('boss', 's')).toMatchObject({ state: 'found', node: { id: 'boss', type: 'party' } });
    expect(resolve('income', null)).toMatchObject({ state: 'ambiguous' });
    expect(resolve('t/incme', 's')).toEqual({ state: 'dangling', suggestion: 't/income' });
  });
  test('a target of another kind is named with what it is', () => {
    expect(drafts({ 'systems/s/feature-register.mdx': { ...features, owner: 'income' } })).toEqual([
      {
        rule: 'reference/wrong-kind',
        message: '`income` is a feature; `owner` asks for a party',
        at: 'systems/s/feature-register.mdx#/owner',
        fix: 'name a party',
      },
    ]);
  });
  test('a duplicate id is one finding that names both, and references go to the first', () => {
    const twice = { title: 'F', features: [{ name: 'income' }, { name: 'income' }] };
    const found = portfolioOf({ ...base, 'systems/s/feature-register.mdx': twice }).drafts;
    expect(
      found.map((one) => [
        one.rule,
        one.message,
        spotText(one.at),
        one.related?.map((other) => spotText(other.at)),
      ]),
    ).toEqual([
      [
        'reference/duplicate',
        '`s/income` is the id of two feature entries',
        'systems/s/feature-register.mdx#/features/1',
        ['systems/s/feature-register.mdx#/features/0'],
      ],
    ]);
  });
  test.each([
    ['CTL-1', '`s/CTL-1` has the id of a control of the library, and would stand for it inside `s`'],
    ['ctl-1', '`s/ctl-1` and `CTL-1`, a control of the library, differ only in upper and lower case'],
  ])('a control of a system, `%s`, that would stand in for the library’s is a finding', (own, message) => {
    const files = { 'controls/CTL-1.mdx': { title: 'L' }, [`systems/s/controls/${own}.mdx`]: { title: 'O' } };
    const found = portfolioOf({ ...base, ...files }).drafts.filter(
      ({ rule }) => rule === 'reference/duplicate',
    );
    expect(
      found.map(({ at, related, ...rest }) => [rest, spotText(at), related?.map((one) => spotText(one.at))]),
    ).toEqual([
      [
        {
          rule: 'reference/duplicate',
          message,
          subject: `s/${own}`,
          detail: 'library:CTL-1',
          fix: 'give the control of the system another number',
        },
        `systems/s/controls/${own}.mdx#`,
        ['controls/CTL-1.mdx#'],
      ],
    ]);
    const inOther = { 'controls/CTL-1.mdx': { title: 'L' }, 'systems/s/controls/CTL-2.mdx': { title: 'O' } };
    expect(drafts(inOther)).toEqual([]);
  });
  test('a file that cannot be read excuses references into its system: one fault, one finding', () => {
    const body = bodyOf({
      citations: [{ target: 'income', label: null, place: place('systems/s/system.mdx', 4) }],
    });
    const files = {
      'systems/s/system.mdx': { title: 'S', owner: 'boss', body },
      'systems/s/feature-register.mdx': null,
    };
    expect(drafts(files)).toEqual([]);
    expect(portfolioOf({ ...base, ...files }).index.nodes.has('s/feature-register')).toBe(true);
  });
});

describe('light writing', () => {
  test('fields are inherited with their origin, rows take their defaults, side files their place', () => {
    const portfolio = portfolioOf({
      ...base,
      'systems/s/feature-register.mdx': {
        title: 'F',
        features: './features.csv',
        defaults: { features: { unit: 'EUR', owner: 'nobody' } },
      },
      'systems/s/features.csv': [{ name: 'income' }, { name: 'age', unit: 'years' }],
    });
    const register = portfolio.index.artefacts.get('s/feature-register')!;
    expect(register.data['owner']).toBe('boss');
    expect(register.own['owner']).toBe(undefined);
    expect(register.items.map((item) => item.data)).toEqual([
      { name: 'income', unit: 'EUR', owner: 'nobody' },
      { name: 'age', unit: 'years', owner: 'nobody' },
    ]);
    const at = (id: string) => spotText(portfolio.index.nodes.get(id)!.at);
    expect(at('s/age')).toBe('systems/s/features.csv#/1');
    expect(register.origins.of(['owner'])).toEqual({ file: 'systems/s/system.mdx', path: ['owner'] });
    expect(portfolio.drafts).toEqual([]);
  });
  test('the same rows in front matter or beside it have one fingerprint', () => {
    const rows = [{ name: 'income', unit: 'EUR' }];
    const one = portfolioOf({ ...base, 'systems/s/feature-register.mdx': { title: 'F', features: rows } });
    const two = portfolioOf({
      ...base,
      'systems/s/feature-register.mdx': { title: 'F', features: './f.csv' },
      'systems/s/f.csv': rows,
    });
    const meaning = (portfolio: typeof one) =>
      portfolio.index.artefacts.get('s/feature-register')!.fingerprints.meaning;
    expect(meaning(two)).toBe(meaning(one));
  });
  test.each([
    ['./missing.csv', '`features` names `./missing.csv`, and there is no such file'],
    [
      '../../../etc/rows.csv',
      '`features` names `../../../etc/rows.csv`, which is outside the content folder',
    ],
  ])('a side file at %s is a finding', (features, message) => {
    expect(drafts({ 'systems/s/feature-register.mdx': { title: 'F', features } })[0]).toMatchObject({
      rule: 'reference/side-file',
      message,
    });
  });
  test('a placeholder counts as not filled in, once', () => {
    expect(
      drafts({
        'systems/s/feature-register.mdx': { title: 'F', features: [{ name: 'income', unit: 'TBD' }] },
      }),
    ).toEqual([
      {
        rule: 'content/placeholder',
        message: '`features.unit` is not filled in yet: it says `TBD`',
        at: 'systems/s/feature-register.mdx#/features/0/unit',
        fix: 'write the value, or remove the field and say in `x_note` why it cannot be known',
      },
    ]);
  });
  test('a file whose kind cannot be told, and one that nobody claims', () => {
    expect(
      drafts({ 'systems/s/feature-registr.mdx': { title: 'F' }, 'systems/s/left.csv': [{ a: '1' }] }),
    ).toEqual([
      {
        rule: 'schema/unknown-kind',
        message: 'the kind of `systems/s/feature-registr.mdx` cannot be told from its name',
        at: 'systems/s/feature-registr.mdx:1',
        fix: 'did you mean `feature-register`?',
      },
      {
        rule: 'schema/unclaimed-file',
        message: 'no artefact takes its rows from `systems/s/left.csv`',
        at: 'systems/s/left.csv:1',
        fix: 'name it in the artefact it belongs to (`features: ./features.csv`), or remove it',
      },
    ]);
  });
});

describe('approvals', () => {
  const files = {
    ...base,
    'systems/s/feature-register.mdx': { title: 'F', status: 'in-review', features: [{ name: 'income' }] },
  };
  const meaning = portfolioOf(files).index.artefacts.get('s/feature-register')!.fingerprints.meaning;
  const yes: ApprovalRecord = {
    decision: 'approved',
    approver: 'boss',
    date: '2026-06-01',
    valid_until: '2026-12-01',
    fingerprint: meaning,
  };
  const state = (approvals: unknown[], more: Record<string, unknown> = {}) => {
    const portfolio = portfolioOf({
      ...files,
      ...more,
      'systems/s/approvals/feature-register.yaml': { approvals },
    });
    return {
      ...portfolio.index.artefacts.get('s/feature-register')!.approval,
      drafts: portfolio.drafts.map((one) => one.message),
    };
  };
  test('are computed from the records that exist on the date', () => {
    expect(state([])).toMatchObject({ status: 'in-review', by: null });
    expect(state([yes])).toEqual({ status: 'approved', by: 's/feature-register#1', changed: [], drafts: [] });
    expect(state([{ ...yes, date: '2026-11-21' }])).toMatchObject({ status: 'in-review' });
    expect(state([{ ...yes, valid_until: '2026-11-19' }])).toMatchObject({ status: 'expired' });
    expect(state([{ ...yes, decision: 'deferred' }])).toMatchObject({ status: 'rejected' });
  });
  test('a change of meaning voids one; a new status or review date does not', () => {
    const changed = {
      'systems/s/feature-register.mdx': { title: 'F', features: [{ name: 'income', unit: 'EUR' }] },
    };
    const same = {
      'systems/s/feature-register.mdx': {
        title: 'F',
        status: 'final',
        next_review: '2027-01-01',
        features: [{ name: 'income' }],
      },
    };
    expect(state([yes], changed)).toMatchObject({ status: 'changed', changed: ['fields'] });
    expect(state([yes], same)).toMatchObject({ status: 'approved' });
  });
  test('a record that was altered breaks the chain of those after it', () => {
    const second = { ...yes, date: '2026-07-01', previous: recordDigest(yes) };
    expect(state([yes, second]).drafts).toEqual([]);
    const broken = state([{ ...yes, note: 'added later' }, second]);
    expect(broken.drafts).toEqual([
      'approval 2 of `s/feature-register` does not follow from the record before it',
    ]);
    expect(broken.status).toBe('in-review');
  });
});

describe('settled findings', () => {
  const files = {
    ...base,
    'systems/s/feature-register.mdx': { title: 'F', features: [{ name: 'income', bogus: 1 }] },
  };
  test('carry severity, owner, system and a key that no line moves', () => {
    const portfolio = portfolioOf(files);
    const [finding] = settleFindings(portfolio.drafts, portfolio, () => 'error');
    expect(finding).toEqual({
      rule: 'schema/unknown-field',
      severity: 'error',
      message: 'unknown field `bogus`',
      file: 'systems/s/feature-register.mdx',
      line: 1,
      column: 1,
      end_line: 1,
      end_column: 1,
      subject: 's/feature-register',
      system: 's',
      owner: 'boss',
      key: finding!.key,
      related: [],
      fix: 'remove it, or rename it to `x_bogus` to keep it as your own',
      waived_by: null,
    });
    expect(finding!.key).toMatch(/^[0-9a-f]{16}$/);
  });
  test('the policy raises or lowers; a waiver accepts', () => {
    const portfolio = portfolioOf(files);
    const settle = (over: object) =>
      settleFindings(portfolio.drafts, { ...portfolio, ...over }, () => 'error');
    const severities = (value: string) => ({
      policy: { ...portfolio.policy, severities: { 'schema/unknown-field': value } },
    });
    expect(settle(severities('info'))[0]!.severity).toBe('info');
    const key = settle({})[0]!.key;
    const given = { approved_by: 'boss', rationale: 'Renamed upstream next month.' };
    const waivers = [{ id: 's/W-1', system: 's', runs: true, findings: [key], ...given }];
    expect(settle({ waivers })[0]!.waived_by).toBe('s/W-1');
    const elsewhere = [{ ...waivers[0], system: 't' }];
    expect(settle({ waivers: elsewhere })[0]!.waived_by).toBe(null);
    for (const lacking of [{ runs: false }, { approved_by: 'nobody' }, { rationale: ' ' }])
      expect(settle({ waivers: [{ ...waivers[0], ...lacking }] })[0]!.waived_by).toBe(null);
  });
});

describe('confirmations', () => {
  const law = {
    'portfolio.yaml': { title: 'P', catalogues: ['law'] },
    'controls/CTL-1.mdx': { title: 'One' },
  };
  const links = [
    { type: 'maps-to', from: 'law:a-1', reference: 'CTL-1', to: 'control', field: 'controls' } as const,
  ];
  const confirmed = {
    confirmations: [
      {
        from: 'law:a-1',
        type: 'maps-to',
        to: 'CTL-1',
        fingerprint: 'fp1:old',
        by: 'boss',
        date: '2026-01-01',
      },
    ],
  };
  test('of a link between shared things speak for the system that keeps them', () => {
    const mapping = kinds.find((kind) => kind.name === 'compliance-mapping')!;
    const before = mapping.links;
    mapping.links = (artefact) => links.map((link) => ({ ...link, at: { file: artefact.file, path: [] } }));
    try {
      const portfolio = portfolioOf({
        ...law,
        'systems/s/compliance-mapping.mdx': { title: 'S' },
        'systems/t/compliance-mapping.mdx': { title: 'T' },
        'systems/s/confirmed.yaml': confirmed,
      });
      const states = portfolio.links
        .filter((link) => link.type === 'maps-to')
        .map((link) => [spotText(link.at), link.state]);
      expect(states.sort()).toEqual([
        ['systems/s/compliance-mapping.mdx#', 'suspect'],
        ['systems/t/compliance-mapping.mdx#', 'valid'],
      ]);
    } finally {
      mapping.links = before;
    }
  });
  test('a status that moves on makes no link suspect; what an item says does', () => {
    const fingerprint = (row: object) =>
      portfolioOf({
        ...base,
        'systems/s/feature-register.mdx': { title: 'F', features: [row] },
      }).index.items.get('s/income')!.fingerprint;
    const row = { name: 'income', unit: 'EUR' };
    expect(fingerprint({ ...row, status: 'approved' })).toBe(fingerprint({ ...row, status: 'candidate' }));
    expect(fingerprint({ ...row, unit: 'USD' })).not.toBe(fingerprint(row));
  });
});
