import type { AstroIntegration } from 'astro';
import type { PageOptions } from './options.ts';

const name = 'virtual:casebook/options';
const resolved = '\0' + name;

/** Gives pages their small options as a typed virtual module; the portfolio itself goes by `handover.ts`. */
export const casebook = (options: PageOptions, hooks: AstroIntegration['hooks'] = {}): AstroIntegration => ({
  name: 'casebook',
  hooks: {
    ...hooks,
    'astro:config:setup': ({ updateConfig }) => {
      updateConfig({
        vite: {
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
  },
});
