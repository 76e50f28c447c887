/** What lapses in the days ahead: as pages show it, as data, and by the horizon of the policy. */
import { expect, test } from 'vitest';
import { lapsesJson, lapsesSchema } from '../../src/report/lapses-json.ts';
import {
  byDay,
  endWords,
  lapseRows,
  lapsesAddress,
  lapsesHeadline,
  lapsesOf,
  lapsesPaths,
  lapsesStandfirst,
  lapsesTitle,
} from '../../src/site/data/lapses.ts';
import { digestOf, lenient, page, portfolioOf, system, type Files } from '../rules/support.ts';

const text = 'a record\n';
const record = (id: string, more: string): string =>
  `  - { id: ${id}, title: The ${id}, file: ${id}.txt, type: log, provenance: synthetic, sha256: ${digestOf(text)}, ${more} }\n`;
/** Five clauses, of which each rests on one record: of a fixed end, of a rhythm, lasting, past its end; one on a waiver. */
const files: Files = {
  'portfolio.yaml': lenient + 'catalogues: [./house.yaml]\n',
  'house.yaml': `framework:
  id: house
  title: House rules for models
  legal_force: house-rule
obligations:
${[1, 2, 3, 4, 5].map((n) => `  - { id: house:r-${n}, ref: Rule ${n}, title: Duty ${n}, summary: Something. }`).join('\n')}
`,
  'systems/demo/system.mdx': system('frameworks: [house]\n'),
  'controls/CTL-LOG.mdx': page('title: Log\nimplementation_status: implemented\nowner: dev'),
  'systems/demo/compliance-mapping.mdx': page(`title: Mapping
mappings:
${['fixed', 'rhythm', 'lasting', 'past']
  .map(
    (id, i) =>
      `  - { obligation: house:r-${i + 1}, applicability: applicable, implementation_status: implemented, controls: [CTL-LOG], evidence: [${id}] }`,
  )
  .join('\n')}
  - { obligation: house:r-5, applicability: applicable, gap: No log. }`),
  'systems/demo/waivers/w.yaml':
    'id: W-01\ntitle: No log yet\nobligations: [house:r-5]\nrationale: Next release.\napproved_by: cro\ndate: 2026-11-01\nexpires: 2027-01-15\n',
  'systems/demo/evidence/evidence.yaml': `evidence:\n${record('fixed', 'captured_at: 2026-09-01, valid_until: 2026-11-30')}${record('rhythm', 'captured_at: 2026-10-01, cadence: quarterly')}${record('lasting', 'captured_at: 2026-09-01, valid_until: 2027-02-19')}${record('past', 'captured_at: 2026-01-01, valid_until: 2026-10-31')}`,
  ...Object.fromEntries(
    ['fixed', 'rhythm', 'lasting', 'past'].map((id) => [`systems/demo/evidence/${id}.txt`, text]),
  ),
};

test('what lapses within 90 days, by day, with what ends and who answers', async () => {
  const portfolio = await portfolioOf(files);
  const rows = lapseRows(portfolio);
  expect(
    rows.map(({ day, title, before, after, ends, owners, address }) => [
      day,
      title,
      before,
      after,
      ends.map((end) => `${end.title}: ${endWords(end)}`).join(),
      owners.join(),
      address,
    ]),
  ).toEqual([
    [
      '2026-12-01',
      'Rule 1 Duty 1',
      'evidenced',
      'lapsed',
      'The fixed: valid until 30 Nov 2026',
      'dev',
      '/traceability/house/demo/#p-r-1',
    ],
    [
      '2027-01-02',
      'Rule 2 Duty 2',
      'evidenced',
      'lapsed',
      'The rhythm: due for renewal on 1 Jan 2027',
      'dev',
      '/traceability/house/demo/#p-r-2',
    ],
    [
      '2027-01-16',
      'Rule 5 Duty 5',
      'waived',
      'gap',
      'No log yet: valid until 15 Jan 2027',
      'own',
      '/traceability/house/demo/#p-r-5',
    ],
  ]);
  expect(byDay(rows).map(({ day, rows: these }) => [day, these.length])).toEqual([
    ['2026-12-01', 1],
    ['2027-01-02', 1],
    ['2027-01-16', 1],
  ]);
  expect(byDay([], rows)).toEqual([]);
  expect(lapsesOf(portfolio, 'demo')).toEqual(rows);
  expect(lapsesOf(portfolio, 'other')).toEqual([]);
  expect(lapsesTitle(portfolio)).toBe('Lapses in 90 days');
  expect(lapsesHeadline(rows, portfolio)).toBe(
    '3 obligations lapse in the next 90 days unless somebody acts, the first on 1 December 2026',
  );
  expect(lapsesStandfirst(rows)).toBe(
    '2 pieces of evidence and 1 waiver have to be renewed. Computed by moving the day and nothing else: whatever is renewed before takes its rows from this list.',
  );
});

test('the policy says how far to look; the last of these days counts', async () => {
  const within = async (days: number): Promise<string[]> => {
    const portfolio = await portfolioOf({
      ...files,
      'portfolio.yaml': (files['portfolio.yaml'] as string).replace(
        'policy:\n',
        `policy:\n  horizon_days: ${days}\n`,
      ),
    });
    return [lapsesTitle(portfolio), ...lapseRows(portfolio).map(({ obligation }) => obligation)];
  };
  expect(await within(91)).toEqual(['Lapses in 91 days', 'house:r-1', 'house:r-2', 'house:r-5']);
  expect(await within(92)).toHaveLength(5);
  expect(await within(10)).toEqual(['Lapses in 10 days']);
  expect(await within(11)).toEqual(['Lapses in 11 days', 'house:r-1']);
  const nothing = await portfolioOf({ 'portfolio.yaml': lenient });
  expect(lapsesHeadline(lapseRows(nothing), nothing)).toBe('Nothing lapses in the next 90 days');
  expect(lapsesStandfirst([])).toBe(
    'No evidence and no waiver that a clause rests on ends within the days the policy looks ahead.',
  );
});

test('the data keep their schema and say the same', async () => {
  const portfolio = await portfolioOf(files);
  const data = lapsesJson(portfolio);
  expect(lapsesSchema.parse(data)).toEqual(data);
  expect({ ...data, lapses: data.lapses.slice(0, 1) }).toEqual({
    schema: 'casebook/lapses@1',
    as_of: '2026-11-20',
    portfolio: 'Test portfolio',
    days: 90,
    until: '2027-02-18',
    lapses: [
      {
        day: '2026-12-01',
        system: 'demo',
        obligation: 'house:r-1',
        title: 'Duty 1',
        timing: 'in-force',
        before: 'evidenced',
        after: 'lapsed',
        reason: 'Evidence `fixed` does not count: it was valid until 2026-11-30, captured 2026-09-01.',
        ends: [{ type: 'evidence', id: 'demo/fixed', title: 'The fixed', last: '2026-11-30', by: 'expires' }],
        owners: ['dev'],
      },
    ],
  });
  expect(data.lapses.map(({ obligation }) => obligation)).toEqual(
    lapseRows(portfolio).map(({ obligation }) => obligation),
  );
  expect(lapsesJson(portfolio, { days: 5, draft: true })).toMatchObject({ days: 5, draft: true, lapses: [] });
});

test('a list too long for a page has a first page, and some for each system', async () => {
  const many = Array.from({ length: 90 }, (_, i) => i + 1);
  const portfolio = await portfolioOf({
    ...files,
    'house.yaml': `framework:
  id: house
  title: House rules for models
  legal_force: house-rule
obligations:
${many.map((n) => `  - { id: house:r-${n}, ref: Rule ${n}, title: Duty ${n}, summary: Something. }`).join('\n')}
`,
    'systems/demo/compliance-mapping.mdx': page(`title: Mapping
mappings:
${many.map((n) => `  - { obligation: house:r-${n}, applicability: applicable, implementation_status: implemented, controls: [CTL-LOG], evidence: [fixed] }`).join('\n')}`),
  });
  const paths = lapsesPaths(portfolio);
  const [cut] = byDay(paths[1]!.props.page.rows, lapseRows(portfolio));
  expect([cut!.rows.length, cut!.total]).toEqual([44, 90]);
  expect(paths.map(({ params, props }) => [params.page, props.page.rows.length])).toEqual([
    [undefined, 0],
    ['demo', 44],
    ['demo/2', 44],
    ['demo/3', 2],
  ]);
  expect(lapsesAddress(portfolio, portfolio.systems[0]!)).toBe('/lapses/demo/');
  expect(lapsesAddress(await portfolioOf(files), portfolio.systems[0]!)).toBe('/lapses/?system=demo');
});
