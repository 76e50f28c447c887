// Runs before `npm pack`: compiles the command line, because Node runs no TypeScript below node_modules.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root, strip } from './package-file.mjs';

fs.rmSync(path.join(root, 'lib'), { recursive: true, force: true });
const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
execFileSync(process.execPath, [tsc, '-p', path.join(root, '.ci/pack/tsconfig.json')], {
  cwd: root,
  stdio: ['ignore', 'inherit', 'inherit'],
});
const main = path.join(root, 'lib/src/cli/main.js');
fs.chmodSync(main, 0o755);
strip();
