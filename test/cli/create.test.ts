import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { kinds } from '../../src/kinds/index.ts';
import { folderWithStarter, root, runIn, snapshot, temporaryFolder } from './support.ts';

describe('casebook init', () => {
  test('makes a portfolio that passes check, with digests that survive a checkout', async () => {
    const folder = temporaryFolder();
    const { code, out, err } = await runIn(folder, ['init', 'demo']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(`A starter portfolio of 17 files in demo. Next:
  casebook check demo    what is missing or contradictory
  casebook dev demo      read it in the browser while you write
`);
    expect(fs.readFileSync(path.join(folder, 'demo/.gitattributes'), 'utf8')).toContain(
      '**/evidence/** -text',
    );
    expect(fs.readdirSync(folder)).toEqual(['demo']);
    expect((await runIn(folder, ['check', 'demo'])).out).toMatch(
      /\n0 errors, 0 warnings, 0 infos, 0 waived, as of 2026-11-20\n$/,
    );
  });

  test('takes an empty folder, or one with nothing but its history', async () => {
    const folder = temporaryFolder();
    fs.mkdirSync(path.join(folder, '.git'));
    expect((await runIn(folder, ['init', '.'])).code).toBe(0);
    expect(fs.existsSync(path.join(folder, 'portfolio.yaml'))).toBe(true);
  });

  test('refuses a folder with anything in it, and a file', async () => {
    const folder = temporaryFolder();
    fs.writeFileSync(path.join(folder, 'thesis.tex'), '');
    expect(await runIn(folder, ['init', '.'])).toEqual({
      code: 2,
      out: '',
      err: 'casebook: . is not empty; choose a new folder\n',
    });
    expect((await runIn(folder, ['init', 'thesis.tex'])).err).toBe(
      'casebook: thesis.tex is a file; a portfolio needs a folder\n',
    );
    expect(fs.readdirSync(folder)).toEqual(['thesis.tex']);
  });
});

describe('casebook new', () => {
  const create = (folder: string, ...args: string[]) => runIn(folder, ['new', ...args, '--content', 'demo']);

  test('numbers decisions after those there are, and puts the title in place', async () => {
    const folder = folderWithStarter();
    expect(await create(folder, 'decision', '--title', 'Retrain: yearly')).toEqual({
      code: 0,
      err: '',
      out: 'Decision in demo/systems/delivery-time/decisions/0002-retrain-yearly.mdx: fill in what it asks for, then `casebook check demo`.\n',
    });
    const file = path.join(folder, 'demo/systems/delivery-time/decisions/0002-retrain-yearly.mdx');
    expect(fs.readFileSync(file, 'utf8')).toContain('\ntitle: "Retrain: yearly"\n');
  });

  test('makes a system, a control of the library, and a second model card', async () => {
    const folder = folderWithStarter();
    const before = Object.keys(snapshot(path.join(folder, 'demo')));
    await create(folder, 'system', '--title', 'Bed demand');
    await create(folder, 'control', '--title', 'A gate');
    // Of one system, and yet of no number that the library has: it would stand for the library’s there.
    await create(folder, 'control', '--system', 'delivery-time', '--title', 'A stop');
    await create(folder, 'model-card', '--system', 'bed-demand');
    await create(folder, 'model-card', '--system', 'bed-demand', '--slug', 'challenger');
    const made = Object.keys(snapshot(path.join(folder, 'demo'))).filter((file) => !before.includes(file));
    expect(made).toEqual([
      'controls/CTL-03-a-gate.mdx',
      'systems/bed-demand/model-card.challenger.mdx',
      'systems/bed-demand/model-card.mdx',
      'systems/bed-demand/system.mdx',
      'systems/delivery-time/controls/CTL-04-a-stop.mdx',
    ]);
  });

  test.each(
    kinds
      .filter((kind) => fs.existsSync(path.join(root, 'src/kinds', kind.name, 'template.mdx')))
      .map((kind) => kind.name),
  )('makes a %s that can be read: its findings ask for content only', async (kind) => {
    const folder = folderWithStarter();
    await create(folder, 'system', '--system', 'fresh', '--title', 'Fresh');
    if (kind !== 'system')
      expect((await create(folder, kind, '--system', 'fresh', '--title', 'Fresh')).err).toBe('');
    const { out } = await runIn(folder, ['check', 'demo', '--format', 'json']);
    const { findings } = JSON.parse(out) as { findings: { rule: string; file: string; message: string }[] };
    const broken = findings.filter(({ rule }) => /^(?:syntax|schema|reference)\//.test(rule));
    expect(broken).toEqual([]);
    expect(findings.some(({ rule }) => rule === 'content/placeholder')).toBe(true);
  });

  test.each([
    ['a kind that does not exist', ['decison'], 'there is no kind `decison`; did you mean `decision`?'],
    [
      'a file that exists',
      ['model-card'],
      'demo/systems/delivery-time/model-card.mdx exists already; another of its kind needs a --slug',
    ],
    [
      'a system that does not exist',
      ['decision', '--system', 'delivery-tim'],
      'there is no system `delivery-tim` in demo; did you mean `delivery-time`?',
    ],
    ['a profile of nothing', ['system'], 'say which system with --system <id> or --title <text>'],
    [
      'an id that would leave the folder',
      ['system', '--system', '../x'],
      '`../x` cannot be an id: letters, digits, dots, underscores, hyphens',
    ],
    [
      'a slug that would leave the folder',
      ['model-card', '--slug', '../x'],
      '`../x` cannot be part of a file’s name: letters, digits, hyphens',
    ],
  ])('refuses %s', async (_, args, message) => {
    const folder = folderWithStarter();
    const before = snapshot(path.join(folder, 'demo'));
    expect(await create(folder, ...args)).toEqual({ code: 2, out: '', err: `casebook: ${message}\n` });
    expect(snapshot(path.join(folder, 'demo'))).toEqual(before);
  });

  test('asks for the system where there are several', async () => {
    const folder = folderWithStarter();
    await create(folder, 'system', '--title', 'Bed demand');
    expect((await create(folder, 'decision')).err).toBe(
      'casebook: say for which system with --system bed-demand|delivery-time\n',
    );
  });
});
