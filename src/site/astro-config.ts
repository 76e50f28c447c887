/** The package's configuration of Astro, for a folder it may write to. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { AstroInlineConfig, AstroUserConfig } from 'astro';
import { casebook } from './integration.ts';

/** The folder that holds `astro.config.mjs`: the repository, or the installed package. With a slash at its end. */
export const siteRoot = findRoot();

/**
 * Names that Vite and Astro give meaning to in pages: a variable of the same name, as CI servers and test runners set
 * them, would go before theirs and bend every link of the site.
 */
export const pageVariables = ['BASE_URL', 'SITE', 'ASSETS_PREFIX', 'MODE', 'DEV', 'PROD', 'SSR'] as const;

/** Takes these variables out of the environment. */
export function forgetPageVariables(): void {
  for (const name of pageVariables) Reflect.deleteProperty(process.env, name);
}

/**
 * The package's configuration with what is this run's own. Astro keeps its types and stores in `.astro/` of the root
 * it starts with, and the package may be read-only: it starts in the cache, and our integration then moves the root
 * to the package, before anything is resolved against it.
 * @param cacheDir where Astro and Vite write what nobody keeps.
 */
export async function inlineConfig(
  { base, outDir, cacheDir }: { base: string; outDir: string; cacheDir: string },
  given: Parameters<typeof casebook>[1],
): Promise<AstroInlineConfig> {
  process.env['ASTRO_TELEMETRY_DISABLED'] = '1';
  const shared = await readSharedConfig();
  return {
    ...shared,
    root: cacheDir,
    configFile: false,
    srcDir: path.join(siteRoot, shared.srcDir ?? 'src'),
    publicDir: path.join(siteRoot, shared.publicDir ?? 'public'),
    outDir,
    cacheDir,
    base,
    integrations: [casebook(siteRoot, given), ...(shared.integrations ?? [])],
    build: {
      ...shared.build,
      client: outDir + path.sep,
      server: path.join(cacheDir, 'server') + path.sep,
    },
    vite: { ...shared.vite, cacheDir: path.join(cacheDir, 'vite') },
  };
}

async function readSharedConfig(): Promise<AstroUserConfig> {
  const file = pathToFileURL(path.join(siteRoot, 'astro.config.mjs'));
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
