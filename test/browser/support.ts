/** What browser tests share: an installed Chromium, the example served under its base path, and watched pages. */
import AxeBuilder from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright-core';
import { serveSite, type Server } from '../../src/cli/serve.ts';
import { base, exampleSite } from './example.ts';
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
export const serve = (folder: string, under = '/'): Promise<Server> => serveSite(folder, under, 0);

/** A page and what went wrong on it: errors of the console, refused resources, requests that leave the site. */
export interface Watched {
  page: Page;
  troubles: string[];
}

/** The example in a browser. */
export interface Example {
  /** Where the site is: `http://127.0.0.1:<port>/a/b/`. */
  address: string;
  /** Opens an address below the base path in a context of its own. */
  open: (path: string, options?: BrowserContextOptions) => Promise<Watched>;
  close: () => Promise<void>;
}

/** Builds the example where needed, serves it and starts a browser; another built site where one is given. */
export async function openExample(site = exampleSite()): Promise<Example> {
  const server = await serve(site, base);
  const browser = await launchBrowser();
  const home = new URL(server.address);
  return {
    address: server.address,
    open: async (path, options = {}) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      const page = await context.newPage();
      const troubles: string[] = [];
      page.on('pageerror', (error) => troubles.push(`uncaught: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') troubles.push(message.text());
      });
      page.on('request', (request) => {
        const to = new URL(request.url());
        const local = to.protocol === 'data:' || to.protocol === 'blob:';
        if (!local && to.origin !== home.origin) troubles.push(`request to ${request.url()}`);
        else if (!local && !to.pathname.startsWith(home.pathname)) {
          troubles.push(`request outside the base path: ${to.pathname}`);
        }
      });
      await page.goto(server.address + path, { waitUntil: 'load' });
      return { page, troubles };
    },
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}

/**
 * Follows a link to another page and waits until that page is whole: a click alone waits only until the way there has
 * begun, and what is counted then is counted on half a page.
 */
export async function follow(link: Locator): Promise<void> {
  const loaded = link.page().waitForEvent('load');
  await link.click();
  await loaded;
}

/**
 * What breaks a rule of axe on a page as it stands: rule, place and how to mend it. All rules, or the ones named;
 * without the parts named in `except`.
 */
export async function violations(
  page: Page,
  { rules, except }: { rules?: string[]; except?: string } = {},
): Promise<string[]> {
  // What passes is neither listed nor described: on a page of tables that is most of the time.
  let axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  if (rules) axe = axe.withRules(rules);
  if (except) axe = axe.exclude(except);
  const { violations: found } = await axe.analyze();
  return found.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id} at ${node.target.join(' ')}: ${node.failureSummary ?? rule.help}`),
  );
}

/** The rules that depend on colours: what another colour scheme can break. */
export const colourRules = ['color-contrast', 'link-in-text-block'];
