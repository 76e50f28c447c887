import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { root, snapshot, temporaryFolder } from './support.ts';

/** What is needed to pack; the dependencies are only linked to. */
const sources = [
  'src',
  'plugins',
  'public',
  '.ci',
  'astro.config.mjs',
  'tsconfig.json',
  'README.md',
  'package.json',
];

let checkout: string;
let installed: string;

/** Runs a program and returns what it printed; throws with its errors when it fails. */
const sh = (cwd: string, program: string, ...args: string[]): string =>
  execFileSync(program, args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      npm_config_cache: path.join(checkout, '.npm'),
      XDG_CACHE_HOME: path.join(checkout, '.home'),
      NO_COLOR: '1',
    },
  });

const casebook = (...args: string[]) =>
  sh(installed, process.execPath, 'node_modules/casebook/lib/src/cli/main.js', ...args);

beforeAll(() => {
  checkout = temporaryFolder();
  for (const name of sources)
    fs.cpSync(path.join(root, name), path.join(checkout, name), { recursive: true });
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(checkout, 'node_modules'));
  sh(checkout, 'npm', 'pack', '--silent');

  // As npm would install it: the package itself unpacked, so that Node treats it as one; the rest linked to.
  installed = temporaryFolder();
  const modules = path.join(installed, 'node_modules');
  fs.mkdirSync(modules);
  fs.writeFileSync(path.join(installed, 'package.json'), '{}');
  for (const name of fs.readdirSync(path.join(root, 'node_modules'))) {
    if (!name.startsWith('.'))
      fs.symlinkSync(path.join(root, 'node_modules', name), path.join(modules, name));
  }
  sh(checkout, 'tar', 'xzf', 'casebook-0.1.0.tgz', '-C', modules);
  fs.renameSync(path.join(modules, 'package'), path.join(modules, 'casebook'));
});

describe('the package', () => {
  test('leaves the repo’s own package.json as it was, to the byte', () => {
    expect(fs.readFileSync(path.join(checkout, 'package.json'), 'utf8')).toBe(
      fs.readFileSync(path.join(root, 'package.json'), 'utf8'),
    );
  });

  test('asks of people what they need, and not the Node that the repo brings', () => {
    const own = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      dependencies: object;
    };
    const published = JSON.parse(
      fs.readFileSync(path.join(installed, 'node_modules/casebook/package.json'), 'utf8'),
    ) as object;
    expect(published).toMatchObject({ engines: { node: '>=22.12' }, dependencies: own.dependencies });
    expect(Object.keys(published)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(?:dev|optional)Dependencies$|^scripts$/)]),
    );
  });

  test('names whose code is in its own files', () => {
    const text = fs.readFileSync(path.join(installed, 'node_modules/casebook/lib/THIRD-PARTY.txt'), 'utf8');
    expect(text).toMatch(/\n\nzod \d+\.\d+\.\d+ \(MIT\)\n\nMIT License\n\nCopyright /);
    expect(text).not.toContain('\nastro ');
  });

  test('has its pages compiled, and names no folder of who compiled them', () => {
    const pages = path.join(installed, 'node_modules/casebook/lib/pages');
    const files = fs.readdirSync(pages, { recursive: true, encoding: 'utf8' });
    expect(files).toEqual(
      expect.arrayContaining(['compiled.json', 'drawing/prerender-entry.mjs', 'client/theme.js']),
    );
    const named = Object.entries(snapshot(pages)).filter(([, text]) => text.includes(checkout));
    expect(named.map(([file]) => file)).toEqual([]);
  });

  test('survives a pack that broke off, and one after an edit', () => {
    const file = path.join(checkout, 'package.json');
    const own = fs.readFileSync(file, 'utf8');
    const script = (name: string) =>
      sh(checkout, process.execPath, '-e', `import('./.ci/pack/package-file.mjs').then((m) => m.${name}())`);
    script('strip');
    expect(fs.readFileSync(file, 'utf8')).not.toBe(own);
    script('strip');
    script('restore');
    expect(fs.readFileSync(file, 'utf8')).toBe(own);

    script('strip');
    const edited = own.replace('"0.1.0"', '"0.2.0"');
    fs.writeFileSync(file, edited);
    script('restore');
    expect(fs.readFileSync(file, 'utf8')).toBe(edited);
    fs.writeFileSync(file, own);
  });

  test('works on content outside it, where Node runs no TypeScript', () => {
    expect(casebook('--version')).toBe('0.1.0\n');
    expect(casebook('init', 'demo')).toContain('A starter portfolio of 17 files in demo.');
    expect(casebook('check', 'demo')).toMatch(
      /\n0 errors, 0 warnings, 0 infos, 0 waived, as of 2026-11-20\n$/,
    );
    expect(casebook('new', 'decision', '--content', 'demo', '--title', 'Retrain')).toContain(
      '0002-retrain.mdx',
    );
    fs.rmSync(path.join(installed, 'demo/systems/delivery-time/decisions/0002-retrain.mdx'));
    // Built from where nobody may write. Root may write anywhere: there the folder itself says whether anything was.
    const folder = path.join(installed, 'node_modules/casebook');
    const filesIn = () => fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
    const before = filesIn();
    sh(installed, 'chmod', '-R', 'a-w', folder);
    try {
      expect(casebook('build', 'demo', '--out', 'site', '--base', '/x/')).toMatch(
        /^Site in site: \d+ pages; 0 errors/,
      );
    } finally {
      sh(installed, 'chmod', '-R', 'u+w', folder);
    }
    expect(filesIn()).toEqual(before);
    expect(before).not.toContain('.astro');
    // The pages that ship were drawn: none were compiled.
    expect(fs.existsSync(path.join(checkout, '.home/casebook/pages'))).toBe(false);
    const site = snapshot(path.join(installed, 'site'));
    expect(site['index.html']).toContain('href="/x/systems/delivery-time/"');
    expect(Object.keys(snapshot(path.join(installed, 'demo'))).some((file) => file.includes('.cache'))).toBe(
      false,
    );
  });
});
