/** What browser tests share: an installed Chromium, and a static server with a base path. */
import { chromium, type Browser } from 'playwright-core';
import { serveSite, type Server } from '../../src/cli/serve.ts';
import { findChromium } from './support-chromium.ts';

/**
 * Starts the installed Chromium, headless.
 * @throws {Error} when there is none; `npm test` says how to get one before it comes to that.
 */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('No Chromium found: install one, or set CHROME_PATH.');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
    ],
  });
}

/** Serves a built site on a free port under a base path. */
export const serve = (folder: string, base = '/'): Promise<Server> => serveSite(folder, base, 0);
