import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { edit, folderWithStarter, runIn, snapshot, spawnIn, temporaryFolder } from './support.ts';

const coverage = `evidenced: 2 of 3 (67\u00a0%); all in force
4 cells: 2 evidenced, 1 planned, 1 not-applicable
`;
const clean = `${coverage}0 errors, 0 warnings, 0 infos, 0 waived, as of 2026-11-20
`;

describe('casebook check', () => {
  test('passes the starter, and leaves its folder as it was', async () => {
    const folder = folderWithStarter();
    const before = snapshot(path.join(folder, 'demo'));
    expect(await runIn(folder, ['check', 'demo'])).toEqual({ code: 0, out: clean, err: '' });
    expect(snapshot(path.join(folder, 'demo'))).toEqual(before);
  });

  test('finds the content folder by itself', async () => {
    const folder = folderWithStarter();
    fs.renameSync(path.join(folder, 'demo'), path.join(folder, 'content'));
    expect(await runIn(folder, ['check'])).toEqual({ code: 0, out: clean, err: '' });
    expect((await runIn(path.join(folder, 'content'), ['check'])).code).toBe(0);
  });

  test('prints a finding with its line, a caret and a fix, and exits with 1', async () => {
    const folder = folderWithStarter();
    edit(path.join(folder, 'demo/systems/delivery-time/model-card.mdx'), '[[FM-01]]', '[[FM-10]]');
    expect(await runIn(folder, ['check', 'demo'])).toEqual({
      code: 1,
      err: '',
      out: `systems/delivery-time/model-card.mdx
  60:31  error  reference/dangling
    nothing has the id \`FM-10\`
    60 | What happens in heavy rain is [[FM-10]]; why the model is this simple is [[ADR-0001]].
       |                               ^^^^^^^^^
    fix did you mean \`FM-01\`?

${coverage}1 error, 0 warnings, 0 infos, 0 waived, as of 2026-11-20
`,
    });
  });

  test('prints the same findings as JSON, SARIF and JUnit', async () => {
    const folder = folderWithStarter();
    edit(path.join(folder, 'demo/systems/delivery-time/model-card.mdx'), '[[FM-01]]', '[[FM-10]]');
    const json = await runIn(folder, ['check', 'demo', '--format', 'json']);
    expect(json.code).toBe(1);
    expect(JSON.parse(json.out)).toMatchObject({
      schema: 'casebook/findings@1',
      as_of: '2026-11-20',
      counts: { error: 1, warning: 0, info: 0, waived: 0 },
      findings: [{ rule: 'reference/dangling', line: 60, column: 31, end_line: 60, end_column: 40 }],
    });
    const sarif = JSON.parse((await runIn(folder, ['check', 'demo', '--format', 'sarif'])).out) as {
      runs: { results: { ruleId: string }[] }[];
    };
    expect(sarif.runs[0]?.results.map((result) => result.ruleId)).toEqual(['reference/dangling']);
    const junit = (await runIn(folder, ['check', 'demo', '--format', 'junit'])).out;
    expect(junit).toContain('<failure type="reference/dangling"');
  });

  test('writes findings to a file', async () => {
    const folder = folderWithStarter();
    const result = await runIn(folder, [
      'check',
      'demo',
      '--format',
      'json',
      '--out',
      'reports/findings.json',
    ]);
    expect(result).toEqual({
      code: 0,
      out: '0 errors, 0 warnings, 0 infos, 0 waived, as of 2026-11-20: reports/findings.json\n',
      err: '',
    });
    const written = JSON.parse(fs.readFileSync(path.join(folder, 'reports/findings.json'), 'utf8')) as object;
    expect(written).toMatchObject({ schema: 'casebook/findings@1', findings: [] });
  });

  test('is silent with --quiet unless something is at error', async () => {
    const folder = folderWithStarter();
    expect(await runIn(folder, ['check', 'demo', '--quiet'])).toEqual({ code: 0, out: '', err: '' });
    edit(path.join(folder, 'demo/systems/delivery-time/model-card.mdx'), '[[FM-01]]', '[[FM-10]]');
    const loud = await runIn(folder, ['check', 'demo', '--quiet']);
    expect([loud.code, loud.out]).toEqual([1, '']);
    expect(loud.err).toContain('nothing has the id `FM-10`');
  });

  test('computes as of the date it is given', async () => {
    const folder = folderWithStarter();
    const result = await runIn(folder, ['check', 'demo', '--as-of', '2027-11-01', '--format', 'json']);
    const { as_of, findings } = JSON.parse(result.out) as { as_of: string; findings: { rule: string }[] };
    expect(as_of).toBe('2027-11-01');
    expect(findings.length).toBeGreaterThan(0);
  });
});

describe('what cannot be run', () => {
  const refusals: [title: string, args: string[], err: string][] = [
    ['a folder that is not there', ['check', 'nowhere'], 'there is no folder nowhere'],
    ['a file', ['check', 'a-file'], 'a-file is a file; name the folder that holds portfolio.yaml'],
    [
      'a folder that is no portfolio',
      ['check', 'empty'],
      'empty holds no portfolio.yaml, so it is not a portfolio; `casebook init` makes one',
    ],
    [
      'no folder at all',
      ['check'],
      'neither `content` nor this folder holds a portfolio.yaml; name the content folder, or make one with `casebook init`',
    ],
    ['a command that does not exist', ['chekc'], 'unknown command `chekc`; did you mean `check`?'],
    [
      'an option that does not exist',
      ['check', '--fromat'],
      'unknown option `--fromat`; did you mean `--format`?',
    ],
    [
      'a format that does not exist',
      ['check', '--format', 'yaml'],
      'option `--format <name>` argument `yaml` is invalid. Allowed choices are pretty, json, sarif, junit.',
    ],
    [
      'a date that does not exist',
      ['check', '--as-of', '2026-02-30'],
      'option `--as-of <date>` argument `2026-02-30` is invalid. It must be a calendar date such as `2026-11-20`.',
    ],
    [
      'a base that leads out of the site',
      ['build', '--base', '/a/../b/'],
      'option `--base <path>` argument `/a/../b/` is invalid. It must be a path such as `/models/2026/`.',
    ],
    [
      'a site that is no address',
      ['build', '--site', 'example'],
      'option `--site <url>` argument `example` is invalid. It must be an address such as `https://models.example.org`.',
    ],
  ];

  test.each(refusals)('%s: one line, exit 2', async (_, args, err) => {
    const folder = temporaryFolder();
    fs.mkdirSync(path.join(folder, 'empty'));
    fs.writeFileSync(path.join(folder, 'a-file'), '');
    expect(await runIn(folder, args)).toEqual({ code: 2, out: '', err: `casebook: ${err}\n` });
  });

  test('a process of its own says the same and exits with 2', async () => {
    expect(await spawnIn(temporaryFolder(), ['check', 'nowhere'])).toEqual({
      code: 2,
      out: '',
      err: 'casebook: there is no folder nowhere\n',
    });
  });

  test('help is no error; no command is one', async () => {
    const help = await runIn(temporaryFolder(), ['--help']);
    expect([help.code, help.err]).toEqual([0, '']);
    expect(help.out).toContain('Usage: casebook');
    const deep = await runIn(temporaryFolder(), ['help', 'evidence', 'add']);
    expect([deep.code, deep.err]).toEqual([0, '']);
    expect(deep.out).toMatch(/^Usage: casebook evidence add .*--cadence/s);
    const profile = await runIn(temporaryFolder(), ['help', 'profile']);
    expect(profile.out).toContain('--exclude <names>              columns to leave out, with commas\n');
    const none = await runIn(temporaryFolder(), ['help', 'chekc']);
    expect([none.code, none.err]).toEqual([2, 'casebook: unknown command `chekc`; did you mean `check`?\n']);
    expect((await runIn(temporaryFolder(), [])).code).toBe(2);
  });
});
