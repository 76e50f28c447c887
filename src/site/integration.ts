import { pathToFileURL } from 'node:url';
import type { AstroIntegration, HookParameters } from 'astro';
import type { PageOptions } from './options.ts';
import { watched, type PageWatcher } from './prerender.ts';

const name = 'virtual:casebook/options';
const resolved = '\0' + name;

/**
 * Gives pages their small options as a typed virtual module; the portfolio itself goes by `handover.ts`.
 * @param root the folder of the package, with a slash at its end: where the site's sources are resolved from.
 * @param watcher is told of the pages of a build as they are drawn.
 */
export const casebook = (
  options: PageOptions,
  root: string,
  { hooks = {}, watcher }: { hooks?: AstroIntegration['hooks']; watcher?: PageWatcher | undefined } = {},
): AstroIntegration => {
  let building = false;
  let setPrerenderer: HookParameters<'astro:build:start'>['setPrerenderer'] | null = null;
  return {
    name: 'casebook',
    hooks: {
      ...hooks,
      'astro:config:setup': ({ updateConfig, command, config }) => {
        building = command === 'build';
        updateConfig({
          root: pathToFileURL(root),
          vite: {
            define: { CASEBOOK_BASE: JSON.stringify(config.base) },
            plugins: [
              {
                name: 'casebook-options',
                resolveId: (id: string) => (id === name ? resolved : undefined),
                load: (id: string) =>
                  id === resolved ? `export default ${JSON.stringify(options)};` : undefined,
              },
            ],
          },
        });
      },
      'astro:build:start': (build) => {
        ({ setPrerenderer } = build);
      },
      // Not before Astro has put its own entry into the bundle, which it leaves out where it finds a prerenderer.
      'astro:build:setup': ({ target }) => {
        if (target === 'server' && watcher) setPrerenderer?.((drawing) => watched(drawing, watcher));
      },
      'astro:config:done': ({ setAdapter, config }) => {
        // Without an adapter Astro puts its intermediate bundle into the working directory when the site goes
        // elsewhere: two builds would meet there, and a reader's folder would be written to. This one only says
        // that `build.server` and `build.client` mean what they say.
        if (building && config.build.client.href === config.outDir.href) {
          setAdapter({
            name: 'casebook',
            entrypointResolution: 'auto',
            adapterFeatures: {
              buildOutput: 'static',
              preserveBuildClientDir: true,
              preserveBuildServerDir: true,
            },
            supportedAstroFeatures: { staticOutput: 'stable', sharpImageService: 'stable' },
          });
        }
      },
    },
  };
};
