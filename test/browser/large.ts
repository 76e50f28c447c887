/** A matrix of 500 clauses by 200 controls, built once for all browser tests of a state of the code. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { writeLargeMatrix } from '../site/large-matrix.ts';
import { base, fingerprint, root } from './example.ts';

const generator = path.resolve(import.meta.dirname, '../site/large-matrix.ts');

/** The folder of the built site. It is a draft: the portfolio has a matrix and little else. */
export function largeSite(): string {
  const home = path.join(root, 'node_modules/.cache/casebook-large');
  const made = createHash('sha256').update(fs.readFileSync(generator)).digest('hex').slice(0, 8);
  const site = path.join(home, `${fingerprint()}-${made}`);
  if (fs.existsSync(site)) return site;
  fs.rmSync(home, { recursive: true, force: true });
  const content = path.join(home, 'content');
  writeLargeMatrix(content, { clauses: 500, controls: 200 });
  const result = spawnSync(
    process.execPath,
    [path.join(root, 'src/cli/main.ts'), 'build', content, '--out', site, '--base', base, '--draft'],
    { cwd: root, encoding: 'utf8', env: { ...process.env, NODE_ENV: '', VITEST: '' } },
  );
  if (result.status !== 0) throw new Error(`The site could not be built:\n${result.stdout}${result.stderr}`);
  return site;
}
