import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/core/finding.ts';
import { found, lenient, page, portfolioOf, system, type Files } from './support.ts';

const files = (waiver: string, more: Files = {}): Files => ({
  'portfolio.yaml': `${lenient}catalogues: [./house.yaml]\n`,
  'house.yaml': `framework: { id: house, title: House rules }
obligations:
  - { id: house:top, title: Records }
  - { id: house:a, title: Keep minutes, parent: house:top }
  - { id: house:b, title: Keep logs, parent: house:top }
  - { id: house:c, title: Keep letters, parent: house:top }
  - { id: house:d, title: Import papers, parent: house:top, applies_to: [importer] }
  - { id: house:old, title: Keep wax seals, parent: house:top, status: withdrawn }
`,
  'systems/demo/system.mdx': system('frameworks: [house]\nroles: [provider]\n'),
  'systems/demo/compliance-mapping.mdx': page(`title: Mapping
mappings:
  - { obligation: house:a, applicability: applicable, implementation_status: implemented, controls: [CTL-A] }
  - { obligation: house:b, applicability: applicable, gap: Nothing is logged. }`),
  'controls/CTL-A.mdx': page('title: Minutes are kept\nimplementation_status: implemented'),
  'systems/other/system.mdx': system(),
  'systems/demo/waivers/w.yaml': `title: Later
rationale: The archive moves in spring.
approved_by: cro
date: 2026-11-02
expires: 2026-12-31
${waiver}`,
  ...more,
});

const short = (findings: readonly Finding[]): object[] =>
  findings.map(({ severity, message, line, column, subject, system: of, fix }) => ({
    severity,
    message,
    at: `${line}:${column}`,
    subject,
    system: of,
    fix,
  }));

describe('waiver/no-effect', () => {
  const inFiles = async (of: Files): Promise<object[]> => short(await found('waiver/no-effect', of));

  test('a gap is accepted', async () => {
    expect(await inFiles(files('obligations: [house:b]\n'))).toEqual([]);
  });

  test('what is in place by now has nothing left to accept', async () => {
    expect(await inFiles(files('obligations: [house:b, house:a]\n'))).toEqual([
      {
        severity: 'info',
        message: 'waiver `demo/w` accepts nothing of `house:a`: it is implemented in `demo`',
        at: '6:24',
        subject: 'demo/w',
        system: 'demo',
        fix: 'take it out of the waiver: there is no hole left to accept',
      },
    ]);
  });

  test('what nobody has assessed stays a hole', async () => {
    expect(await inFiles(files('obligations: [house:c]\n'))).toEqual([
      {
        severity: 'warning',
        message: 'waiver `demo/w` accepts nothing of `house:c`: it is not assessed in `demo`',
        at: '6:15',
        subject: 'demo/w',
        system: 'demo',
        fix: 'assess the clause in a mapping row first: what nobody has looked at cannot be accepted',
      },
    ]);
  });

  test('what makes no cell says why', async () => {
    const of = files('obligations: [house:top, house:d, house:old]\n');
    expect(short(await found('waiver/no-effect', of))).toMatchObject([
      { severity: 'warning', message: 'waiver `demo/w` accepts nothing of `house:top`: it is a heading' },
      {
        severity: 'warning',
        message:
          'waiver `demo/w` accepts nothing of `house:d`: it is a duty of `importer`, and `demo` is `provider`',
      },
      { severity: 'warning', message: 'waiver `demo/w` accepts nothing of `house:old`: it is withdrawn' },
    ]);
    const stranger = files('obligations: [house:b]\n', {
      'systems/other/waivers/w.yaml': files('obligations: [house:b]\n')['systems/demo/waivers/w.yaml']!,
    });
    expect(await inFiles(stranger)).toEqual([
      {
        severity: 'warning',
        message: 'waiver `other/w` accepts nothing of `house:b`: `other` does not answer to `house`',
        at: '6:15',
        subject: 'other/w',
        system: 'other',
        fix: 'name the clause whose hole is accepted',
      },
    ]);
  });

  test('one of the portfolio speaks for every system, and has an effect when it has one in any', async () => {
    const second = {
      'systems/other/system.mdx': system('frameworks: [house]\n'),
      'systems/other/compliance-mapping.mdx': page(`title: Mapping
mappings:
  - { obligation: house:a, applicability: applicable, gap: No minutes. }`),
    };
    const own = (what: string): Files => {
      const { 'systems/demo/waivers/w.yaml': waiver, ...rest } = files(what, second);
      return { ...rest, 'waivers/w.yaml': waiver! };
    };
    expect(await inFiles(own('obligations: [house:a]\n'))).toEqual([]);
    expect(await inFiles(own('obligations: [house:c]\n'))).toMatchObject([
      {
        message: 'waiver `w` accepts nothing of `house:c`: it is not assessed in `demo` and `other`',
        system: null,
      },
    ]);
  });

  test('whose fault it is has the word: one that has run out, an unknown clause, a mapping that cannot be read', async () => {
    const ended = files('obligations: [house:a]\n');
    const file = 'systems/demo/waivers/w.yaml';
    expect(
      await inFiles({ ...ended, [file]: (ended[file] as string).replace('2026-12-31', '2026-11-19') }),
    ).toEqual([]);
    expect(await inFiles(files('obligations: [house:z]\n'))).toEqual([]);
    const unread = { 'systems/demo/compliance-mapping.mdx': page('title: Mapping\nmappings: none') };
    expect(await inFiles(files('obligations: [house:c]\n', unread))).toEqual([]);
  });
});

describe('waiver/no-finding', () => {
  const inFiles = async (of: Files): Promise<object[]> => short(await found('waiver/no-finding', of));

  const keyOf = async (rule: string): Promise<string> => {
    const [finding] = (await portfolioOf(files('obligations: [house:b]\n'))).findings.filter(
      (one) => one.rule === rule,
    );
    return finding!.key;
  };

  test('the key of a finding that is there is in order', async () => {
    const key = await keyOf('traceability/not-assessed');
    const of = files(`findings: [${key}]\n`);
    expect(await inFiles(of)).toEqual([]);
    expect(await found('traceability/not-assessed', of)).toMatchObject([{ waived_by: 'demo/w' }]);
  });

  test('a misspelt key is told the one that is meant, one whose finding is gone that it may go', async () => {
    const key = await keyOf('traceability/not-assessed');
    const misspelt = (key.startsWith('0') ? '1' : '0') + key.slice(1);
    expect(await inFiles(files(`findings: ['${misspelt}', '0123456789abcdef']\n`))).toEqual([
      {
        severity: 'warning',
        message: `waiver \`demo/w\` accepts the finding \`${misspelt}\`, and there is none with that key on 2026-11-20`,
        at: '6:12',
        subject: 'demo/w',
        system: 'demo',
        fix: `did you mean \`${key}\`?`,
      },
      {
        severity: 'info',
        message:
          'waiver `demo/w` accepts the finding `0123456789abcdef`, and there is none with that key on 2026-11-20',
        at: '6:32',
        subject: 'demo/w',
        system: 'demo',
        fix: 'take the key out if what it accepted is repaired; else copy it from `casebook check --format json`',
      },
    ]);
  });

  test('a finding of another system is not its to accept', async () => {
    const key = await keyOf('traceability/not-assessed');
    const waiver = files(`findings: [${key}]\n`)['systems/demo/waivers/w.yaml']!;
    const of = files('obligations: [house:b]\n', { 'systems/other/waivers/w.yaml': waiver });
    expect(await inFiles(of)).toEqual([
      {
        severity: 'warning',
        message: `waiver \`other/w\` accepts the finding \`${key}\`, which is of \`demo\` and not of \`other\``,
        at: '6:12',
        subject: 'other/w',
        system: 'other',
        fix: 'have it accepted by a waiver that stands there',
      },
    ]);
  });
});
