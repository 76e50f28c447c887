import { describe, expect, test } from 'vitest';
import { findingKey } from '../../src/core/finding.ts';
import type { Portfolio } from '../../src/core/portfolio.ts';
import { approved, digestOf, lenient, page, portfolioOf, system, type Files } from './support.ts';

const linksOf = (portfolio: Portfolio, type: string): string[] =>
  portfolio.links
    .filter((link) => link.type === type)
    .map(({ from, to, state, lapse }) => `${from} → ${to}: ${state}${lapse ? ` (${lapse})` : ''}`);

describe('approvals', () => {
  const files: Files = {
    'portfolio.yaml': lenient,
    'systems/demo/system.mdx': system(),
    'systems/demo/model-card.mdx': page('title: Card', 'It scores loans.\n'),
  };
  const by = (more: string): Promise<Files> => approved(files, 'demo/model-card', more);
  const links = async (of: Files): Promise<string[]> => linksOf(await portfolioOf(of), 'approves');

  test('a yes leads from the party to the artefact', async () => {
    expect(await links(await by('    approver: cro\n    date: 2026-06-01\n'))).toEqual([
      'cro → demo/model-card: valid',
    ]);
  });

  test('a yes that has run out, and one to other content, say so', async () => {
    const ended = await by('    approver: cro\n    date: 2026-06-01\n    valid_until: 2026-11-19\n');
    expect(await links(ended)).toEqual(['cro → demo/model-card: expired']);
    const edited = { ...ended, 'systems/demo/model-card.mdx': page('title: Card', 'It scores cars.\n') };
    expect(await links(edited)).toEqual(['cro → demo/model-card: suspect']);
  });

  test('a no, a record of a later day and a party that nobody knows make none', async () => {
    const yes = await by('    approver: cro\n    date: 2026-06-01\n');
    const file = 'systems/demo/approvals/model-card.yaml';
    const text = yes[file] as string;
    expect(await links({ ...yes, [file]: text.replace('decision: approved', 'decision: rejected') })).toEqual(
      [],
    );
    expect(await links({ ...yes, [file]: text.replace('2026-06-01', '2026-11-21') })).toEqual([]);
    expect(await links({ ...yes, [file]: text.replace('approver: cro', 'approver: nobody') })).toEqual([]);
  });
});

describe('waivers', () => {
  const note = 'minutes\n';
  const files = (waiver: string): Files => ({
    'portfolio.yaml': `${lenient}catalogues: [./house.yaml]\n`,
    'house.yaml':
      'framework: { id: house, title: House rules }\nobligations:\n  - { id: house:a, title: Keep minutes }\n',
    'systems/demo/system.mdx': system('frameworks: [house]\n'),
    'systems/demo/compliance-mapping.mdx': page(`title: Mapping
mappings:
  - { obligation: house:a, applicability: applicable, implementation_status: implemented, controls: [CTL-A], evidence: [minutes] }`),
    'controls/CTL-A.mdx': page('title: Minutes are kept\nimplementation_status: implemented'),
    'systems/demo/evidence/evidence.yaml': `evidence:\n  - { id: minutes, title: Minutes, file: minutes.txt, type: minutes, sha256: ${digestOf(note)}, captured_at: 2026-01-01, valid_until: 2026-11-01 }\n`,
    'systems/demo/evidence/minutes.txt': note,
    'systems/demo/waivers/late.yaml': `title: Minutes are late\nrationale: The secretary is ill.\napproved_by: cro\ndate: 2026-11-02\n${waiver}`,
  });
  const key = findingKey('evidence/expired', 'demo/minutes', '2026-11-01');

  test('a waiver is a thing with an id: who accepts it, and what it speaks of', async () => {
    const portfolio = await portfolioOf(files('obligations: [house:a]\nexpires: 2026-12-31\n'));
    expect(linksOf(portfolio, 'approves')).toEqual(['cro → demo/late: valid']);
    expect(linksOf(portfolio, 'waives')).toEqual(['demo/late → house:a: valid']);
    expect(portfolio.index.nodes.get('demo/late')).toMatchObject({
      type: 'waiver',
      title: 'Minutes are late',
    });
  });

  test('one that has run out is expired, one of a later day does not exist yet', async () => {
    const ended = await portfolioOf(files('obligations: [house:a]\nexpires: 2026-11-19\n'));
    expect(linksOf(ended, 'waives')).toEqual(['demo/late → house:a: expired']);
    const text = files('obligations: [house:a]\nexpires: 2026-12-31\n');
    const file = 'systems/demo/waivers/late.yaml';
    const later = { ...text, [file]: (text[file] as string).replace('2026-11-02', '2026-11-21') };
    expect(linksOf(await portfolioOf(later), 'waives')).toEqual([]);
  });

  test('a link to evidence whose lapse is accepted is waived, and remembers what it would be', async () => {
    const open = await portfolioOf(files('obligations: []\nfindings: []\nexpires: 2026-12-31\n'));
    expect(linksOf(open, 'evidenced-by')).toEqual(['demo/map:house:a → demo/minutes: expired']);
    const accepted = await portfolioOf(files(`findings: ['${key}']\nexpires: 2026-12-31\n`));
    expect(linksOf(accepted, 'evidenced-by')).toEqual(['demo/map:house:a → demo/minutes: waived (expired)']);
    const over = await portfolioOf(files(`findings: ['${key}']\nexpires: 2026-11-19\n`));
    expect(linksOf(over, 'evidenced-by')).toEqual(['demo/map:house:a → demo/minutes: expired']);
  });

  test('a link that is suspect and accepted is waived, and its finding stays on record as waived', async () => {
    const suspect = {
      ...files('obligations: []\nfindings: []\nexpires: 2026-12-31\n'),
      'systems/demo/confirmed.yaml': `confirmations:\n  - { from: 'house:a', type: maps-to, to: CTL-A, fingerprint: 'fp1:${'0'.repeat(64)}', by: cro, date: 2026-10-01 }\n`,
    };
    const before = await portfolioOf(suspect);
    expect(linksOf(before, 'maps-to')).toEqual(['house:a → CTL-A: suspect']);
    const finding = before.findings.find((one) => one.rule === 'link/suspect')!;
    const after = await portfolioOf({
      ...suspect,
      'systems/demo/waivers/late.yaml': files(`findings: ['${finding.key}']\nexpires: 2026-12-31\n`)[
        'systems/demo/waivers/late.yaml'
      ] as string,
    });
    expect(linksOf(after, 'maps-to')).toEqual(['house:a → CTL-A: waived (suspect)']);
    expect(after.findings.find((one) => one.rule === 'link/suspect')?.waived_by).toBe('demo/late');
  });
});
