/** The entry of the compiled pages: draws them, for whatever portfolio was handed over. */
import { App } from 'astro/app';
import { createApp } from 'astro/app/entrypoint';
import { StaticPaths } from 'astro:static-paths';
import type { RouteData } from 'astro';
import { once } from '../core/once.ts';
import type { Portfolio } from '../core/portfolio.ts';
import type { Drawing, DrawnPage } from './compiled.ts';
import { currentPortfolio } from './handover.ts';
import { withOwnAnchors } from './own-anchors.ts';

/** Astro's app, which answers a fault in a page with that fault and not with a page of its own. */
class Pages extends App {
  override createErrorHandler(): ReturnType<App['createErrorHandler']> {
    return {
      renderError: (_request, { error, response, status }) => {
        if (error !== undefined && error !== null) throw error;
        return Promise.resolve(response ?? new Response(null, { status }));
      },
    };
  }
}

/** Opens the pages of a site. Its paths are worked out anew: what Astro keeps is kept by the manifest. */
export function openDrawing(base: string): Drawing {
  const { manifest } = createApp();
  // A fault is thrown, not printed as well.
  const app = new Pages({ ...manifest, base, logLevel: 'silent' }, false);
  return {
    pages: async () =>
      (await new StaticPaths(app).getAll()).map(({ pathname, route }) => pageOf(app, base, pathname, route)),
  };
}

function pageOf(app: App, base: string, pathname: string, route: RouteData): DrawnPage {
  const file = fileOf(pathname, route);
  const url = new URL(encodeURI(base + addressOf(file)), 'http://localhost');
  return {
    file,
    draw: async () => {
      const response = await app.render(new Request(url), { routeData: route });
      if (response.body === null) return null;
      return file.endsWith('.html') && hasRepeatedIds(currentPortfolio())
        ? new TextEncoder().encode(withOwnAnchors(await response.text()))
        : new Uint8Array(await response.arrayBuffer());
    },
  };
}

/** Whether two things have one id. It is an error, but a draft is built and a policy may let it pass. */
const hasRepeatedIds = once(({ findings }: Portfolio) =>
  findings.some(({ rule }) => rule === 'reference/duplicate'),
);

/** The file of a page relative to the site: `/systems/pd/` is `systems/pd/index.html`. */
function fileOf(pathname: string, { type, route }: RouteData): string {
  const inner = pathname.replace(/^\/+|\/+$/g, '');
  if (type === 'endpoint') return inner;
  // What servers look for when they find nothing.
  if (route === '/404') return '404.html';
  return inner === '' ? 'index.html' : `${inner}/index.html`;
}

/** The address of a file, as a reader asks for it. */
const addressOf = (file: string): string => file.replace(/(^|\/)index\.html$/, '$1');
