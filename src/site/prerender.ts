/** Astro's drawing of pages, with somebody looking on: what a page holds is known before its file is written. */
import type { AstroPrerenderer } from 'astro';

/** Who looks on while the pages of a site are drawn. */
export interface PageWatcher {
  /** Path the site is served under, with slashes at both ends. */
  base: string;
  /** Hears the addresses of all pages, relative to the site, in their order, before the first is drawn. */
  onPages: (addresses: readonly string[]) => Promise<void>;
  /** Whether it wants to see a page. */
  wants: (address: string) => boolean;
  /** Sees a page; `null` when its address led to none. */
  onPage: (address: string, html: string | null) => void;
}

/** A prerenderer that draws as another does, watched. */
export const watched = (drawing: AstroPrerenderer, watcher: PageWatcher): AstroPrerenderer => ({
  ...drawing,
  name: 'casebook:watched',
  getStaticPaths: async () => {
    const paths = await drawing.getStaticPaths();
    await watcher.onPages(paths.map(({ pathname }) => fileOf(pathname)));
    return paths;
  },
  render: async (request, options) => {
    const drawn = await drawing.render(request, options);
    const address = fileOf(decodeURI(new URL(request.url).pathname.slice(watcher.base.length - 1)));
    if (!watcher.wants(address)) return drawn;
    const { response, ...rest } = drawn instanceof Response ? { response: drawn } : drawn;
    const bytes = response.ok && response.body ? Buffer.from(await response.arrayBuffer()) : null;
    watcher.onPage(address, bytes === null ? null : bytes.toString('utf8'));
    // A body can be read once.
    const again = new Response(bytes, { status: response.status, headers: response.headers });
    return { ...rest, response: again };
  },
});

/** The file of a page: `/systems/pd/` is `systems/pd/index.html`. */
const fileOf = (pathname: string): string => {
  const inner = pathname.replace(/^\/+|\/+$/g, '');
  return inner === '' ? 'index.html' : `${inner}/index.html`;
};
