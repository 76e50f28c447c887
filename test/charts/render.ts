// Renders components outside a site: Vite compiles them, Astro's container runs them.
import path from 'node:path';
import { getViteConfig } from 'astro/config';
import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import { createServer, type ViteDevServer } from 'vite';

const root = path.resolve(import.meta.dirname, '../..');

type Component = Parameters<AstroContainer['renderToString']>[0];

export interface Renderer {
  render: (component: string, props: Record<string, unknown>) => Promise<string>;
  close: () => Promise<void>;
}

/** A renderer of the components below a folder; start it once for a file of tests. */
export async function startRenderer(folder = 'src/charts'): Promise<Renderer> {
  const config = getViteConfig(
    {
      root,
      logLevel: 'error',
      define: { CASEBOOK_BASE: JSON.stringify('/') },
      server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    },
    { root, configFile: false, logLevel: 'error' },
  );
  const vite: ViteDevServer = await createServer({
    ...(await config({ mode: 'test', command: 'serve' })),
    configFile: false,
  });
  const container = await AstroContainer.create();
  return {
    render: async (component, props) => {
      const loaded = (await vite.ssrLoadModule(`/${folder}/${component}.astro`)) as { default: Component };
      return container.renderToString(loaded.default, { props });
    },
    close: () => vite.close(),
  };
}
