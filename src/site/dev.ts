/** Serves the site of a portfolio live, while it is written. */
import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import type { AstroInlineConfig, AstroIntegration } from 'astro';
import { once } from '../core/once.ts';
import { pictureType } from '../core/picture.ts';
import type { Portfolio } from '../core/portfolio.ts';
import { makeFolder } from '../read/make-folder.ts';
import { forgetPageVariables, inlineConfig } from './astro-config.ts';
import { dataFiles } from './data-files.ts';
import { currentPortfolio, handOver, takeBack } from './handover.ts';
import { mendAddress } from './mend-address.ts';
import { pageOptionsOf, type DevOptions, type SiteOptions } from './options.ts';
import { pictureFile } from './pictures.ts';

/** A live site. */
export interface LiveSite {
  /** Where it is served. */
  address: string;
  /** Shows another state of the portfolio; open pages reload. */
  update: (portfolio: SiteOptions['portfolio']) => Promise<void>;
  stop: () => Promise<void>;
}

type VitePlugin = Extract<
  NonNullable<NonNullable<AstroInlineConfig['vite']>['plugins']>[number],
  { name: string }
>;

/** A request with the address that it came with, whatever was taken off since. */
type Asked = IncomingMessage & { originalUrl?: string };

/** Serves the site of a portfolio from memory; search is left to a build. */
export async function devSite(options: DevOptions): Promise<LiveSite> {
  process.env['ASTRO_DEV_BACKGROUND'] = '0';
  forgetPageVariables();
  const { dev } = await import('astro');
  const cacheDir = path.join(options.cacheDir, 'dev');
  makeFolder(cacheDir);
  const page = pageOptionsOf(options);
  handOver(options.portfolio, page);
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
  const addresses: VitePlugin = {
    name: 'casebook-addresses',
    enforce: 'post',
    // Astro puts its own checks first once everybody has set up; an address that it cannot decode ends there in an error.
    configureServer: (server) => () => {
      server.middlewares.stack.unshift({
        route: '',
        handle: (request: Asked, response: ServerResponse, next: () => void) => {
          const mended = mendAddress(request.url ?? '/', options.base);
          if (mended.to === 'redirect') {
            response.writeHead(302, { location: mended.location }).end();
            return;
          }
          if (mended.to === 'nowhere') request.originalUrl = request.url = `${options.base}404/`;
          next();
        },
      });
    },
  };
  const config = await inlineConfig({ base: options.base, outDir: options.outDir, cacheDir }, { hooks });
  const server = await dev({
    ...config,
    vite: { ...config.vite, plugins: [...(config.vite?.plugins ?? []), addresses] },
    logLevel: 'warn',
    server: { port: options.port ?? 4321, host: options.host ?? 'localhost' },
  });
  const update = async (portfolio: SiteOptions['portfolio']): Promise<void> => {
    handOver(portfolio, page);
    refresh?.();
  };
  return {
    address: `http://localhost:${server.address.port}${options.base}`,
    update,
    stop: async () => {
      await server.stop();
      takeBack();
    },
  };
}
