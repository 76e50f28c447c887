// Runs before `npm pack`: checks the types of the command line, bundles it and compiles the pages, so that a build of
// the published package only draws them.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { bundle, bundlePages } from './bundle.mjs';
import { root, strip } from './package-file.mjs';

fs.rmSync(path.join(root, 'lib'), { recursive: true, force: true });
const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
execFileSync(process.execPath, [tsc, '-p', path.join(root, '.ci/pack/tsconfig.json')], {
  cwd: root,
  stdio: ['ignore', 'inherit', 'inherit'],
});
await bundle(root);
await bundlePages(root);
strip();
