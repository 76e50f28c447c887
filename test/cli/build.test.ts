import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readManifest } from '../../src/cli/manifest.ts';
import { serveSite } from '../../src/cli/serve.ts';
import { edit, folderWithStarter, runIn, snapshot, spawnIn, start, temporaryFolder } from './support.ts';

/** One site that the tests look at; those that change something build their own. */
let folder: string;
let built: Awaited<ReturnType<typeof spawnIn>>;

beforeAll(async () => {
  folder = folderWithStarter();
  built = await spawnIn(folder, ['build', 'demo', '--out', 'site', '--base', '/a/b/'], {
    TZ: 'Asia/Tokyo',
    BASE_URL: 'https://elsewhere.example',
  });
});

describe('casebook build', () => {
  test('builds the starter, lists its files and leaves nothing else behind', () => {
    const manifest = readManifest(path.join(folder, 'site'));
    const pages = manifest!.files.filter((file) => file.endsWith('.html')).length;
    expect(built).toEqual({
      code: 0,
      err: '',
      out: `Site in site: ${pages} pages; 0 errors, 0 warnings, 0 infos, 0 waived, as of 2026-11-20.\n`,
    });
    expect(manifest).toMatchObject({
      title: 'A first model portfolio',
      as_of: '2026-11-20',
      base: '/a/b/',
      draft: false,
    });
    const site = snapshot(path.join(folder, 'site'));
    expect(site['index.html']).toContain('href="/a/b/systems/delivery-time/"');
    const files = Object.keys(site);
    expect(files.filter((file) => file !== 'casebook-manifest.json')).toEqual(manifest!.files);
    expect(files).toContain('systems/delivery-time/model-card/index.html');
    expect(fs.readdirSync(folder).sort()).toEqual(['.cache', 'demo', 'site']);
    expect(Object.keys(snapshot(path.join(folder, 'demo'))).filter((file) => file.startsWith('.'))).toEqual(
      [],
    );
  });

  test('publishes nothing with findings at error, unless as a draft that says so', async () => {
    const own = folderWithStarter();
    edit(path.join(own, 'demo/systems/delivery-time/model-card.mdx'), '[[FM-01]]', '[[FM-10]]');
    expect(await spawnIn(own, ['build', 'demo'])).toEqual({
      code: 1,
      out: '',
      err: `systems/delivery-time/model-card.mdx
  60:31  error  reference/dangling
    nothing has the id \`FM-10\`
    60 | What happens in heavy rain is [[FM-10]]; why the model is this simple is [[ADR-0001]].
       |                               ^^^^^^^^^
    fix did you mean \`FM-01\`?

Not published: 1 error, 0 warnings, 0 infos, 0 waived, as of 2026-11-20. \`--draft\` builds a watermarked draft in spite of them.
`,
    });
    expect(fs.existsSync(path.join(own, 'site'))).toBe(false);

    const draft = await spawnIn(own, ['build', 'demo', '--draft', '--quiet']);
    expect([draft.code, draft.out]).toEqual([0, '']);
    expect(readManifest(path.join(own, 'site'))?.draft).toBe(true);
    const page = fs.readFileSync(path.join(own, 'site/systems/delivery-time/index.html'), 'utf8');
    expect(page).toMatch(/draft/i);
    const published = fs.readFileSync(path.join(folder, 'site/systems/delivery-time/index.html'), 'utf8');
    expect(published).not.toMatch(/class="[^"]*draft/i);

    const note = 'Draft: this portfolio has findings at error and is not for decisions.';
    const data = (file: string) => fs.readFileSync(path.join(own, 'site/data', file), 'utf8');
    const rows = data('matrix.csv').trimEnd().split('\r\n');
    expect(rows[0]).toBe('system,obligation,state,timing,applies_from,controls,evidence,draft');
    expect(new Set(rows.slice(1).map((row) => row.split(',').at(-1)))).toEqual(new Set([note]));
    for (const file of ['portfolio.json', 'findings.json', 'proofs/house-rules/delivery-time.json'])
      expect(JSON.parse(data(file))).toHaveProperty('draft', true);
    for (const file of ['assessment-results.json', 'component-definition.json'])
      expect(data(`oscal/delivery-time/${file}`)).toContain(`"remarks":"${note} `);
    const whole = fs.readFileSync(path.join(folder, 'site/data/matrix.csv'), 'utf8');
    expect(whole.split('\r\n')[0]).toBe('system,obligation,state,timing,applies_from,controls,evidence');
  });

  test('stops cleanly when the person stops it, and the site that stood there stays', async () => {
    const own = folderWithStarter();
    fs.cpSync(path.join(folder, 'site'), path.join(own, 'site'), { recursive: true });
    const before = snapshot(path.join(own, 'site'));
    const child = start(own, ['build', 'demo', '--as-of', '2026-12-01']);
    await untilExists(path.join(own, `.site.casebook-${child.pid}`), child.pid!);
    child.kill('SIGINT');
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect(code).toBe(130);
    expect(snapshot(path.join(own, 'site'))).toEqual(before);
    expect(fs.readdirSync(own).sort()).toEqual(['.cache', 'demo', 'site']);
  });

  test('refuses a folder that somebody else filled before it reads anything', async () => {
    const own = folderWithStarter();
    fs.mkdirSync(path.join(own, 'thesis'));
    fs.writeFileSync(path.join(own, 'thesis/chapter.tex'), '');
    expect(await runIn(own, ['build', 'demo', '--out', 'thesis'])).toEqual({
      code: 2,
      out: '',
      err: 'casebook: thesis is not empty and not a site that Casebook built (it has no casebook-manifest.json); choose another folder or empty it\n',
    });
    expect(fs.readdirSync(path.join(own, 'thesis'))).toEqual(['chapter.tex']);
    expect(fs.readdirSync(path.join(own, '.cache'))).toEqual(['pages']);
  });
});

/** Waits until a path exists; gives up when the process is gone. */
async function untilExists(file: string, pid: number): Promise<void> {
  while (!fs.existsSync(file)) {
    process.kill(pid, 0);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe('a served site', () => {
  test('answers under its base, sends the root there, and has its own page for what is not', async () => {
    const server = await serveSite(path.join(folder, 'site'), '/a/b/', 0);
    const origin = new URL(server.address).origin;
    const get = async (way: string) => {
      const response = await fetch(origin + way, { redirect: 'manual' });
      const text = await response.text();
      return { status: response.status, to: response.headers.get('location'), text };
    };
    try {
      expect(server.address).toBe(`${origin}/a/b/`);
      expect(new URL(server.address).hostname).toBe('127.0.0.1');
      expect(await get('/')).toMatchObject({ status: 302, to: '/a/b/' });
      expect(await get('/a/b')).toMatchObject({ status: 302, to: '/a/b/' });
      expect(await get('/a/b/')).toMatchObject({ status: 200 });
      expect(await get('/a/b/systems/delivery-time/')).toMatchObject({ status: 200 });
      const notFound = fs.readFileSync(path.join(folder, 'site/404.html'), 'utf8');
      expect(await get('/a/b/nowhere/')).toMatchObject({ status: 404, text: notFound });
      expect(await get('/systems/delivery-time/')).toMatchObject({ status: 404, text: notFound });
      expect(await get('/a/b/..%2f..%2fdemo/portfolio.yaml')).toMatchObject({ status: 404 });
    } finally {
      await server.close();
    }
  });

  test('shows what is there now when the site is built anew under it', async () => {
    const site = path.join(temporaryFolder(), 'site');
    fs.mkdirSync(site);
    fs.writeFileSync(path.join(site, 'index.html'), 'first');
    const server = await serveSite(site, '/', 0);
    const get = async (name: string) => (await fetch(server.address + name)).text();
    try {
      expect(await get('')).toBe('first');
      fs.writeFileSync(path.join(site, 'index.html'), 'second, and longer');
      fs.writeFileSync(path.join(site, 'new.css'), 'p{}');
      expect([await get(''), await get('new.css')]).toEqual(['second, and longer', 'p{}']);
    } finally {
      await server.close();
    }
  });

  test('preview says where it is, and refuses what is no site', async () => {
    const { code, out } = await runIn(folder, ['preview', 'site', '--port', '0']);
    expect(code).toBe(0);
    expect(out).toMatch(/^A first model portfolio, as of 2026-11-20: http:\/\/127\.0\.0\.1:\d+\/a\/b\/\n$/);
    expect(await runIn(folder, ['preview', 'demo'])).toEqual({
      code: 2,
      out: '',
      err: 'casebook: demo is not a site that Casebook built (it has no casebook-manifest.json)\n',
    });
    expect((await runIn(folder, ['preview', 'nowhere'])).err).toBe(
      'casebook: there is no folder nowhere; build one with `casebook build`\n',
    );
  });

  test('says when the port is taken', async () => {
    const server = await serveSite(path.join(folder, 'site'), '/', 0);
    const { port } = new URL(server.address);
    try {
      expect((await runIn(folder, ['preview', 'site', '--port', port])).err).toBe(
        `casebook: cannot listen on port ${port}: the port is in use\n`,
      );
    } finally {
      await server.close();
    }
  });
});
