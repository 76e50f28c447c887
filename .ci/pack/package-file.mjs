// What the published package.json leaves out, and how the repo's own comes back. Used before and after packing.
import fs from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');
const file = path.join(root, 'package.json');
const backup = path.join(root, '.cache/package.json.before-pack');

/**
 * The package.json that people install: no Node binaries (189 MB that the repo needs and they do not), nothing
 * for developing Casebook itself, and the Node it really runs on.
 */
export function published(text) {
  const { devDependencies, scripts, allowScripts, optionalDependencies = {}, ...kept } = JSON.parse(text);
  const others = Object.entries(optionalDependencies).filter(([name]) => !name.startsWith('node-linux-'));
  if (others.length > 0) kept.optionalDependencies = Object.fromEntries(others);
  kept.engines = { node: '>=22.12' };
  return JSON.stringify(kept, null, 2) + '\n';
}

/** Puts the published form in place and keeps the repo's own. A pack that broke off earlier does no harm. */
export function strip() {
  restore();
  const own = fs.readFileSync(file, 'utf8');
  fs.mkdirSync(path.dirname(backup), { recursive: true });
  fs.writeFileSync(backup, own);
  fs.writeFileSync(file, published(own));
}

/** Brings the repo's package.json back, to the byte; does nothing when it was edited since or never left. */
export function restore() {
  if (!fs.existsSync(backup)) return;
  const own = fs.readFileSync(backup, 'utf8');
  if (fs.readFileSync(file, 'utf8') === published(own)) fs.writeFileSync(file, own);
  fs.rmSync(backup);
}
