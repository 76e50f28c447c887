// The command line as people install it: one module per command and few for what they share, because most of what a
// small `check` takes is loading, and a hundred files load slower than ten. Node runs no TypeScript below
// node_modules, so it has to become JavaScript in any case.
import fs from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './package-file.mjs';

/** Where the commands go, below the folder of the package. */
export const main = 'lib/src/cli/main.js';

const entry = path.join(root, 'src/cli/main.ts');

/** Modules that threads of their own begin with, found beside the module that starts them. */
const threads = {
  'measure-worker': path.join(root, 'src/profile/measure-worker.ts'),
  'site-writer-worker': path.join(root, 'src/site/site-writer-worker.ts'),
};

/** Stays in node_modules: native code, what finds its own files beside itself, and what few commands load. */
const outside =
  /^(?:astro|satteri|pagefind|chokidar|sirv|write-excel-file|@duckdb\/[\w-]+|@astrojs\/[\w-]+)(?:\/|$)/;

/**
 * Takes Node's own modules as the objects they are. For one that is imported Node makes an ES module and reads every
 * property of the object for it, and with that loads what some of them hide: WebCrypto behind `crypto`, streams behind
 * `fs`. The entry imports as usual, since what it needs comes before all else.
 */
const ownOfNode = {
  name: 'own-of-node',
  resolveId: (id, importer) =>
    isBuiltin(id) && path.isAbsolute(importer ?? '') && importer !== entry
      ? `\0${id.replace(/^(?:node:)?/, 'node:')}`
      : null,
  load: (id) =>
    id.startsWith('\0node:')
      ? `module.exports = process.getBuiltinModule(${JSON.stringify(id.slice(1))});`
      : null,
};

/** Bundles the command line into `lib` of a folder, which becomes (or stands in for) the package. */
export async function bundle(folder) {
  const { rolldown } = await import(pathToFileURL(findRolldown()).href);
  const build = await rolldown({
    cwd: root,
    input: { main: entry, ...threads, ...onDemand() },
    platform: 'node',
    external: (id) => outside.test(id),
    plugins: [ownOfNode],
    onLog: (level, log) => {
      throw new Error(`bundling: ${level}: ${log.message}`);
    },
  });
  const { output } = await build.write({
    dir: path.join(folder, path.dirname(main)),
    format: 'esm',
    // In one folder, so that a module finds beside itself what it loads on demand.
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    codeSplitting: { groups: [{ name: 'node', test: /^\0node:/ }, ...shared()] },
  });
  await build.close();
  fs.chmodSync(path.join(folder, main), 0o755);
  const modules = output.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []));
  fs.writeFileSync(path.join(folder, 'lib/THIRD-PARTY.txt'), licences(modules));
}

/** Compiles the pages of the site into `lib/pages` of the same folder. */
export async function bundlePages(folder) {
  const { compilePages } = await import('../../src/site/compile.ts');
  const { sealPages } = await import('../../src/site/compiled.ts');
  const pages = path.join(folder, 'lib/pages');
  await compilePages(pages);
  await sealPages(pages);
}

/** The bundler that Vite brings, at the version that Astro's lock pins: what builds the site builds this as well. */
function findRolldown() {
  const astro = createRequire(path.join(root, 'package.json')).resolve('astro/package.json');
  return createRequire(createRequire(astro).resolve('vite')).resolve('rolldown');
}

/** The modules of `src/read` that are loaded by their name, when they are first needed: entries of their own. */
function onDemand() {
  const folder = path.join(root, 'src/read');
  const entries = {};
  for (const file of fs.readdirSync(folder).filter((name) => name.endsWith('.ts'))) {
    const text = fs.readFileSync(path.join(folder, file), 'utf8');
    for (const [, name] of text.matchAll(/onDemand<typeof import\('\.\/[\w-]+\.ts'\)>\('([\w-]+)'\)/g))
      entries[name] = path.join(folder, `${name}.ts`);
  }
  return entries;
}

/**
 * What commands share, by who else needs it: the commands that read no portfolio; threads and what is loaded on demand;
 * nobody. Left alone, the bundler makes a file for each set of entries that share something, sixty of them for `check`.
 */
function shared() {
  const cli = (name) => path.join(root, `src/cli/${name}.ts`);
  const portfolio = reachable([cli('check')]);
  const start = reachable(['program', 'terminal', 'init', 'preview'].map(cli));
  const reading = reachable(Object.values({ ...threads, ...onDemand() }));
  // A thread need not load what commands are made with, nor a command that reads no portfolio what reads one.
  const groups = { common: [start, reading], start: [start], reading: [reading], portfolio: [] };
  // The first that takes a module has it.
  return Object.entries(groups).map(([group, sets]) => ({
    name: (id, graph) => ([portfolio, ...sets].every((set) => set(graph).has(id)) ? group : null),
    debugName: group,
  }));
}

/** The modules that some lead to, without what is loaded later. */
function reachable(from) {
  let found;
  return (graph) => {
    if (found !== undefined) return found;
    const missing = from.find((id) => graph.getModuleInfo(id) === null);
    if (missing !== undefined) throw new Error(`bundling: no command loads ${missing}`);
    found = new Set(from);
    // What is added to a set while it is gone through has its turn as well.
    for (const id of found) for (const next of graph.getModuleInfo(id)?.importedIds ?? []) found.add(next);
    return found;
  };
}

/** What the bundled packages ask to be said wherever their code goes. */
function licences(modules) {
  const packages = new Map();
  for (const id of modules) {
    const at = id.lastIndexOf('/node_modules/');
    if (at < 0) continue;
    const name = /^(?:@[^/]+\/)?[^/]+/.exec(id.slice(at + '/node_modules/'.length))[0];
    packages.set(name, path.join(id.slice(0, at), 'node_modules', name));
  }
  const parts = ['The files in this folder hold code of these packages.'];
  for (const name of [...packages.keys()].sort()) {
    const folder = packages.get(name);
    const { version, license } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const file = fs.readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
    const text = file === undefined ? '' : fs.readFileSync(path.join(folder, file), 'utf8').trim();
    parts.push(`${name} ${version} (${license})\n\n${text}`.trim());
  }
  return parts.join(`\n\n${'-'.repeat(80)}\n\n`) + '\n';
}
