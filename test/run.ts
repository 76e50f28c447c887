/**
 * `npm test`: makes sure that there is a browser to test in, then runs Vitest. Arguments go to Vitest
 * (`npm test -- test/core`). The results are also written to `test-results/vitest.json`.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { findChromium } from './browser/support-chromium.ts';

const root = path.resolve(import.meta.dirname, '..');

function installInCI(): void {
  console.log('No Chromium found; this is CI, so Debian’s is installed.');
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = (...args: string[]) => {
    const [program = '', ...rest] = [...sudo, 'apt-get', ...args];
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    return spawnSync(program, rest, { stdio: ['ignore', 'inherit', 'inherit'], env }).status === 0;
  };
  if (!apt('update') || !apt('install', '-y', '--no-install-recommends', 'chromium')) {
    console.error('Chromium could not be installed with apt-get.');
  }
}

function chromiumOrExit(): string {
  const named = process.env['CHROME_PATH'];
  if (named && findChromium() === null) {
    console.error(`CHROME_PATH is ${named}, which is not a program that can be run.`);
    process.exit(1);
  }
  if (process.env['CI'] === 'true' && findChromium() === null) installInCI();
  const found = findChromium();
  if (found !== null) return found;
  console.error(
    [
      'The browser tests need an installed Chromium or Chrome, and none was found. Either',
      '  install one:      sudo apt-get install -y --no-install-recommends chromium   (Debian, Ubuntu)',
      '  or name yours:    CHROME_PATH=/path/to/chrome npm test',
      '  or go without:    npx vitest run --exclude "test/browser/**"',
    ].join('\n'),
  );
  process.exit(1);
}

const report = path.join(root, 'test-results/vitest.json');
fs.rmSync(report, { force: true });
const result = spawnSync(
  process.execPath,
  [
    path.join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, CHROME_PATH: chromiumOrExit() } },
);
process.exit(result.status ?? 1);
