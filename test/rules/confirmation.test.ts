import { expect, test } from 'vitest';
import { found, lenient, page, system, type Files } from './support.ts';

const confirmed = 'systems/demo/confirmed.yaml';
const fingerprint = `fp1:${'0'.repeat(64)}`;

/** A system that maps a clause to a control, whose card uses a feature; with these ends confirmed. */
const files = (ends: string, more: Files = {}): Files => ({
  'portfolio.yaml': `${lenient}catalogues: [./house.yaml]\n`,
  'house.yaml':
    'framework: { id: house, title: House }\nobligations:\n  - { id: house:a, title: Keep minutes }\n',
  'controls/CTL-MINUTES.mdx': page('title: Minutes\nimplementation_status: implemented'),
  'controls/CTL-LETTERS.mdx': page('title: Letters\nimplementation_status: implemented'),
  'systems/demo/system.mdx': system('frameworks: [house]\n'),
  'systems/demo/compliance-mapping.mdx': page(`title: Mapping
mappings:
  - { obligation: house:a, applicability: applicable, implementation_status: implemented, controls: [CTL-MINUTES] }`),
  [confirmed]: `confirmations:
  - { ${ends}, fingerprint: '${fingerprint}', by: own, date: 2026-05-01 }
`,
  ...more,
});

const inFiles = async (of: Files): Promise<object[]> =>
  (await found('confirmation/no-link', of)).map((one) => ({
    severity: one.severity,
    message: one.message,
    at: `${one.file}:${one.line}:${one.column}`,
    subject: one.subject,
    fix: one.fix,
  }));

test('a link that is there is confirmed', async () => {
  expect(await inFiles(files("from: 'house:a', type: maps-to, to: CTL-MINUTES"))).toEqual([]);
});

test('an id that nothing has is told the one that is near', async () => {
  expect(await inFiles(files("from: 'house:a', type: maps-to, to: CTL-MINUTE"))).toEqual([
    {
      severity: 'warning',
      message: 'the confirmation names `CTL-MINUTE`, and nothing has that id',
      at: `${confirmed}:2:43`,
      subject: 'house:a',
      fix: 'did you mean `CTL-MINUTES`?',
    },
  ]);
  expect(await inFiles(files('from: zebra, type: maps-to, to: CTL-MINUTES'))).toMatchObject([
    {
      message: 'the confirmation names `zebra`, and nothing has that id',
      fix: 'correct the id, or take the record out',
    },
  ]);
  expect(await inFiles(files("from: demo/compliance-maping, type: cites, to: 'house:a'"))).toMatchObject([
    { fix: 'did you mean `demo/compliance-mapping`?' },
  ]);
  expect(await inFiles(files("from: compliance-mapping, type: cites, to: 'house:a'"))).toMatchObject([
    { fix: 'did you mean `demo/compliance-mapping`?' },
  ]);
});

test('of two things that are linked otherwise, the link that is there is named', async () => {
  expect(await inFiles(files("from: 'house:a', type: mitigates, to: CTL-MINUTES"))).toEqual([
    {
      severity: 'warning',
      message: '`house:a` has no link `mitigates` to `CTL-MINUTES` to confirm',
      at: `${confirmed}:2:30`,
      subject: 'house:a',
      fix: 'did you mean `maps-to`?',
    },
  ]);
  expect(await inFiles(files("from: CTL-MINUTES, type: maps-to, to: 'house:a'"))).toMatchObject([
    { severity: 'warning', fix: 'there is `house:a maps-to CTL-MINUTES`' },
  ]);
});

test('a link that was taken out since leaves an info', async () => {
  expect(await inFiles(files("from: 'house:a', type: maps-to, to: CTL-LETTERS"))).toEqual([
    {
      severity: 'info',
      message: '`house:a` has no link `maps-to` to `CTL-LETTERS` to confirm',
      at: `${confirmed}:2:43`,
      subject: 'house:a',
      fix: 'take the record out, or state the link again',
    },
  ]);
});

test('whose fault it is has the word: a control that is gone, a mapping that is broken, a later day', async () => {
  const link = "from: 'house:a', type: maps-to, to: CTL-MINUTES";
  const { 'controls/CTL-MINUTES.mdx': _gone, ...without } = files(link);
  expect(await inFiles(without)).toEqual([]);
  expect(await found('reference/dangling', without)).toHaveLength(1);
  const broken = { 'systems/demo/compliance-mapping.mdx': page('title: Mapping\nmappings: none') };
  expect(await inFiles(files(link, broken))).toEqual([]);
  expect(await inFiles(files("from: 'demo/map:house:z', type: cites, to: 'house:a'", broken))).toEqual([]);
  const later = files('from: zebra, type: maps-to, to: CTL-MINUTES');
  const text = later[confirmed] as string;
  expect(await inFiles({ ...later, [confirmed]: text.replace('2026-05-01', '2026-11-21') })).toEqual([]);
});
