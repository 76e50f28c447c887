/** The example portfolio, built once for all browser tests of a state of the code, under a base path. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** The repository. */
export const root = path.resolve(import.meta.dirname, '../..');
/** Deep on purpose: an address that forgets the base path is then seen at once. */
export const base = '/a/b/';

/**
 * Runs `casebook build content --out <out>` as a reader would.
 * @throws {Error} with what the command printed, when it fails.
 */
export function buildExample(
  out: string,
  { draft = false, zone = 'UTC', cache }: { draft?: boolean; zone?: string; cache?: string } = {},
): void {
  const more = draft ? ['--draft'] : [];
  const result = spawnSync(
    process.execPath,
    [path.join(root, 'src/cli/main.ts'), 'build', 'content', '--out', out, '--base', base, ...more],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, TZ: zone, NODE_ENV: '', VITEST: '', ...(cache && { CASEBOOK_CACHE: cache }) },
    },
  );
  if (result.status !== 0)
    throw new Error(`The example could not be built:\n${result.stdout}${result.stderr}`);
}

/** The folder of the built example. It is kept between runs and built anew when anything it is made of changes. */
export function exampleSite(): string {
  const home = path.join(root, 'node_modules/.cache/casebook-browser');
  const site = path.join(home, fingerprint());
  if (fs.existsSync(site)) return site;
  // Test files run side by side: each may build, the first to be ready wins.
  const own = `${site}.${process.pid}`;
  fs.mkdirSync(home, { recursive: true });
  buildExample(own);
  try {
    fs.renameSync(own, site);
  } catch {
    fs.rmSync(own, { recursive: true, force: true });
  }
  for (const name of fs.readdirSync(home)) {
    if (name !== path.basename(site) && !name.includes('.')) {
      fs.rmSync(path.join(home, name), { recursive: true, force: true });
    }
  }
  return site;
}

/** What a built site is made of, as a name for its folder. */
export function fingerprint(): string {
  const hash = createHash('sha256');
  for (const name of ['astro.config.mjs', 'package-lock.json', 'src', 'content', 'plugins', 'public']) {
    for (const file of filesOf(path.join(root, name))) {
      hash.update(`${path.relative(root, file)}\0`).update(fs.readFileSync(file));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

/** Every file at or below a path, sorted. */
export function filesOf(place: string): string[] {
  if (fs.statSync(place).isFile()) return [place];
  return fs
    .readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
