/** Compiles the pages of the package, once for every portfolio, base path and audience. */
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeFolder } from '../read/make-folder.ts';
import { forgetPageVariables, inlineConfig, pageVariables, siteRoot } from './astro-config.ts';

/** Folders of compiled pages: what draws them, and what a site holds besides, such as sheets, scripts and fonts. */
export const compiledParts = { drawing: 'drawing', client: 'client' } as const;

/** The module that drawing begins with. Astro knows it by the beginning of its name. */
export const entryName = 'prerender-entry.mjs';

/**
 * Compiles the pages into a folder, which must not exist yet. Throws when something in them cannot be compiled.
 * @param folder absolute path; beside it, `<folder>.astro` is used and removed.
 */
export async function compilePages(folder: string): Promise<void> {
  const cacheDir = `${folder}.astro`;
  const client = path.join(folder, compiledParts.client);
  await rm(cacheDir, { recursive: true, force: true });
  makeFolder(cacheDir);
  const restore = setProduction();
  try {
    const { build } = await import('astro');
    const compiling = {
      entry: path.join(siteRoot, 'src/site/drawing.ts'),
      // Astro throws its server code away when it thinks that pages are drawn.
      compiled: () =>
        rename(path.join(cacheDir, 'server/.prerender'), path.join(folder, compiledParts.drawing)),
    };
    const config = await inlineConfig({ base: '/', outDir: client, cacheDir }, { compiling });
    await build({
      ...config,
      logLevel: 'error',
      vite: {
        ...config.vite,
        experimental: {
          // Sheets and scripts name what they need from where they are themselves, to be served under any path. Sheets
          // lie one folder deep; Vite's own answer for them is a path from the root, where pages are drawn on a server.
          renderBuiltUrl: (file, { hostType }) =>
            hostType === 'css' ? `../${file}` : hostType === 'js' ? { relative: true } : undefined,
        },
        // Outside this repository the package stands below node_modules, where its TypeScript must still be bundled.
        environments: {
          prerender: {
            resolve: { noExternal: true },
            build: { rolldownOptions: { output: { entryFileNames: entryName } } },
          },
        },
      },
    });
    await forgetPlaces(path.join(folder, compiledParts.drawing), [cacheDir, folder, siteRoot]);
  } finally {
    restore();
    await rm(cacheDir, { recursive: true, force: true });
  }
}

/**
 * Takes the folders of this machine out of compiled code: Astro names its modules by them. What is published tells
 * nothing of where it was compiled.
 */
async function forgetPlaces(code: string, places: readonly string[]): Promise<void> {
  for (const entry of await readdir(code, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const before = await readFile(file, 'utf8');
    let text = before;
    for (const place of places) {
      const folder = place.replace(/[\\/]$/, '');
      text = text.replaceAll(pathToFileURL(folder).href, 'file:///casebook').replaceAll(folder, '/casebook');
    }
    if (text !== before) await writeFile(file, text);
  }
}

/** Makes the environment one that compiles for readers, whoever calls, since the pages are kept. Returns the way back. */
function setProduction(): () => void {
  const before = { ...process.env };
  forgetPageVariables();
  // The shell's own note of what it ran last would be compiled in.
  Reflect.deleteProperty(process.env, '_');
  process.env['NODE_ENV'] = 'production';
  return () => {
    for (const name of ['NODE_ENV', '_', ...pageVariables]) {
      if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = before[name];
    }
  };
}
