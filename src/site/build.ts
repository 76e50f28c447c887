/** Builds the static site of a portfolio, or serves it live. The only door from the command line to Astro. */
import { createReadStream, existsSync, readdirSync, rmdirSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { AstroInlineConfig, AstroIntegration, AstroUserConfig } from 'astro';
import { once } from '../core/once.ts';
import { pictureType } from '../core/picture.ts';
import type { Portfolio } from '../core/portfolio.ts';
import { dataFiles, writeDataFiles } from './data-files.ts';
import { currentPortfolio, handOver } from './handover.ts';
import { casebook } from './integration.ts';
import type { DevOptions, SiteOptions } from './options.ts';
import { copyPictures, pictureFile } from './pictures.ts';
import type { PageWatcher } from './prerender.ts';
import { isSearched, SearchIndex } from './search-index.ts';

/** The folder that holds `astro.config.mjs`: the repository, or the installed package. */
const packageRoot = findRoot();

/**
 * Writes the site of a portfolio into `outDir`, search index included. The same portfolio and options give the same
 * bytes. Throws when a page cannot be rendered.
 */
export async function buildSite(options: SiteOptions): Promise<void> {
  const { build } = await import('astro');
  const shared = path.join(options.cacheDir, 'site');
  await mkdir(shared, { recursive: true });
  const cacheDir = await ownFolder(shared);
  handOver(options.portfolio);
  const search = new SearchIndex();
  const watcher: PageWatcher = {
    base: options.base,
    onPages: (addresses) => search.open(addresses),
    wants: isSearched,
    onPage: (address, html) => search.add(address, html),
  };
  try {
    const config = await inlineConfig(options, cacheDir, { watcher });
    await build({
      ...config,
      logLevel: 'error',
      // Outside this repository the package stands below node_modules, where its TypeScript must still be bundled.
      vite: { ...config.vite, environments: { prerender: { resolve: { noExternal: true } } } },
    });
    if (options.content !== undefined) copyPictures(options.content, options.outDir);
    // The index is made by a process of its own.
    const work = await Promise.allSettled([
      search.write(options.outDir),
      writeDataFiles(options.outDir, dataFiles(currentPortfolio(), options.draft)),
    ]);
    for (const part of work) if (part.status === 'rejected') throw part.reason;
  } finally {
    handOver(null);
    await search.close();
    await rm(cacheDir, { recursive: true, force: true });
  }
  removeEmptyFolders(options.outDir);
}

/**
 * Makes a folder of its own for a build: two builds of one portfolio at the same time would take each other's bundles
 * away. It is the first free one, so that the next build finds its compiled bundle in Node's cache, which keeps code
 * by the path of its file and would otherwise grow with each build.
 */
async function ownFolder(shared: string): Promise<string> {
  for (let i = 1; ; i++) {
    const folder = path.join(shared, `build-${i}`);
    try {
      await mkdir(folder);
      return folder;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** A live site. */
export interface LiveSite {
  /** Where it is served. */
  address: string;
  /** Shows another state of the portfolio; open pages reload. */
  update: (portfolio: SiteOptions['portfolio']) => Promise<void>;
  stop: () => Promise<void>;
}

/** Serves the site of a portfolio from memory; search is left to a build. */
export async function devSite(options: DevOptions): Promise<LiveSite> {
  process.env['ASTRO_DEV_BACKGROUND'] = '0';
  const { dev } = await import('astro');
  const cacheDir = path.join(options.cacheDir, 'dev');
  await mkdir(cacheDir, { recursive: true });
  handOver(options.portfolio);
  let refresh: (() => void) | null = null;
  const dataOf = once(
    (portfolio: Portfolio) =>
      new Map(dataFiles(portfolio, options.draft).map((file) => [file.address, file])),
  );
  const hooks: AstroIntegration['hooks'] = {
    'astro:server:setup': ({ server }) => {
      const folder = `${options.base}files/`;
      server.middlewares.use((request, response, next) => {
        // Vite takes the base path off before it asks here.
        const { pathname } = new URL(request.originalUrl ?? request.url ?? '/', 'http://localhost');
        const data = pathname.startsWith(options.base)
          ? dataOf(currentPortfolio()).get(pathname.slice(options.base.length))
          : undefined;
        if (data) {
          const text = [...data.pieces()].join('');
          response.setHeader('content-type', data.address.endsWith('.csv') ? 'text/csv' : 'application/json');
          return response.end(text);
        }
        const file = pathname.startsWith(folder) ? decodeURIComponent(pathname.slice(folder.length)) : null;
        const found = file === null || !options.content ? null : pictureFile(options.content, file);
        if (file === null || found === null) return next();
        response.setHeader('content-type', pictureType(file) ?? '');
        createReadStream(found).pipe(response);
      });
      refresh = () => {
        server.environments.ssr?.moduleGraph.invalidateAll();
        server.ws.send({ type: 'full-reload' });
      };
    },
  };
  const config = await inlineConfig(options, cacheDir, { hooks });
  const server = await dev({
    ...config,
    logLevel: 'warn',
    server: { port: options.port ?? 4321, host: options.host ?? 'localhost' },
  });
  const update = async (portfolio: SiteOptions['portfolio']): Promise<void> => {
    handOver(portfolio);
    refresh?.();
  };
  return {
    address: `http://localhost:${server.address.port}${options.base}`,
    update,
    stop: async () => {
      await server.stop();
      handOver(null);
    },
  };
}

/**
 * The package's configuration with what is this site's own. Astro keeps its types and stores in `.astro/` of the root
 * it starts with, and the package may be read-only: it starts in the cache, and our integration then moves the root
 * to the package, before anything is resolved against it.
 */
async function inlineConfig(
  options: SiteOptions,
  cacheDir: string,
  given: Parameters<typeof casebook>[2],
): Promise<AstroInlineConfig> {
  process.env['ASTRO_TELEMETRY_DISABLED'] = '1';
  const shared = await readSharedConfig();
  return {
    ...shared,
    root: cacheDir,
    configFile: false,
    srcDir: path.join(packageRoot, shared.srcDir ?? 'src'),
    publicDir: path.join(packageRoot, shared.publicDir ?? 'public'),
    outDir: options.outDir,
    cacheDir,
    base: options.base,
    ...(options.site !== undefined && { site: options.site }),
    integrations: [
      casebook({ draft: options.draft, version: options.version ?? '' }, packageRoot, given),
      ...(shared.integrations ?? []),
    ],
    build: {
      ...shared.build,
      client: options.outDir + path.sep,
      server: path.join(cacheDir, 'server') + path.sep,
    },
    vite: { ...shared.vite, cacheDir: path.join(cacheDir, 'vite') },
  };
}

async function readSharedConfig(): Promise<AstroUserConfig> {
  const file = pathToFileURL(path.join(packageRoot, 'astro.config.mjs'));
  const { default: config } = (await import(file.href)) as { default: AstroUserConfig };
  return config;
}

function findRoot(): string {
  // `src/site` in the repository, elsewhere when packed: the package is where the configuration stands.
  const here = path.dirname(fileURLToPath(import.meta.url));
  let folder = here;
  while (!existsSync(path.join(folder, 'astro.config.mjs'))) {
    if (path.dirname(folder) === folder) throw new Error(`no astro.config.mjs above ${here}`);
    folder = path.dirname(folder);
  }
  return fileURLToPath(pathToFileURL(folder + path.sep));
}

/** Removes the folders below one that hold no file; says whether nothing is left in it. */
function removeEmptyFolders(folder: string): boolean {
  const entries = readdirSync(folder, { withFileTypes: true });
  const left = entries.filter((entry) => {
    const inner = path.join(folder, entry.name);
    if (!entry.isDirectory() || !removeEmptyFolders(inner)) return true;
    rmdirSync(inner);
    return false;
  });
  return left.length === 0;
}
