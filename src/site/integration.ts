import { pathToFileURL } from 'node:url';
import type { AstroIntegration, AstroPrerenderer } from 'astro';

/** What becomes of pages that are compiled and not drawn. */
export interface Compiling {
  /** Absolute path of the module that the compiled code begins with. */
  entry: string;
  /** Is called when the code is there, in place of pages being drawn. */
  compiled: () => Promise<void>;
}

/**
 * Moves Astro's root to the package, and lets it compile pages without drawing them.
 * @param root the folder of the package, with a slash at its end: where the site's sources are resolved from.
 */
export const casebook = (
  root: string,
  { hooks = {}, compiling }: { hooks?: AstroIntegration['hooks']; compiling?: Compiling } = {},
): AstroIntegration => ({
  name: 'casebook',
  hooks: {
    ...hooks,
    'astro:config:setup': ({ updateConfig }) => {
      updateConfig({ root: pathToFileURL(root) });
    },
    'astro:build:start': ({ setPrerenderer }) => {
      if (compiling) setPrerenderer(withoutPages(compiling.compiled));
    },
    'astro:build:setup': ({ target, updateConfig }) => {
      const input = compiling?.entry;
      if (target === 'server' && input !== undefined)
        updateConfig({ environments: { prerender: { build: { rolldownOptions: { input } } } } });
    },
    'astro:config:done': ({ setAdapter, config }) => {
      // Without an adapter Astro puts its intermediate bundle into the working directory when the site goes
      // elsewhere: two builds would meet there, and a reader's folder would be written to. This one only says
      // that `build.server` and `build.client` mean what they say.
      if (compiling && config.build.client.href === config.outDir.href) {
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
});

/** Astro's drawing of pages, with none to draw. */
const withoutPages = (compiled: () => Promise<void>): AstroPrerenderer => ({
  name: 'casebook',
  getStaticPaths: async () => {
    await compiled();
    return [];
  },
  render: () => {
    throw new Error('no page is drawn while pages are compiled');
  },
});
