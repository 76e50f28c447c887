import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import sirv from 'sirv';
import { CouldNotRun, reasonOf } from './errors.ts';

/** A running server and where it listens. */
export interface Server {
  /** With the base path: `http://127.0.0.1:4321/x/`. */
  address: string;
  close: () => Promise<void>;
}

/**
 * Serves a built site under its base path, to this machine only: what a static host would serve, with the
 * site's own page for addresses that lead nowhere.
 * @param port 0 for any free one.
 * @throws {CouldNotRun} when the port cannot be had.
 */
export async function serveSite(folder: string, base: string, port: number): Promise<Server> {
  // Looked up at each request: the site may be built anew under a preview that is open.
  const files = sirv(folder, { etag: true, dotfiles: false, dev: true });
  const server = http.createServer((request, response) => {
    const miss = () => {
      response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' });
      response.end(
        request.method === 'HEAD' ? undefined : (readIfThere(path.join(folder, '404.html')) ?? 'Not found'),
      );
    };
    const url = request.url ?? '/';
    const bare = url.split(/[?#]/, 1)[0]!;
    if (bare === '/' || `${bare}/` === base) {
      if (base !== '/') {
        response.writeHead(302, { location: base }).end();
        return;
      }
    } else if (!url.startsWith(base)) {
      miss();
      return;
    }
    request.url = url.slice(base.length - 1);
    files(request, response, miss);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(new CouldNotRun(`cannot listen on port ${port}: ${reasonOf(error)}`)),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: given } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${given}${base}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const readIfThere = (file: string): string | null =>
  fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : null;
