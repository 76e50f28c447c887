import { InvalidArgumentError, Option } from 'commander';
import { isDate } from '../core/date.ts';

/** `--as-of`, the date everything is computed as of. */
export const asOfOption = () =>
  new Option(
    '--as-of <date>',
    'compute everything as of this date (default: the portfolio’s own, else SOURCE_DATE_EPOCH, else today in UTC)',
  ).argParser(parseAsOf);

/** `--base`, the path a site is served under. */
export const baseOption = () =>
  new Option('--base <path>', 'serve the site under this path').default('/').argParser(parseBase);

/** `--site`, the address a site is published at. */
export const siteOption = () =>
  new Option('--site <url>', 'the address the site is published at').argParser(parseSite);

/** `--commit`, the state of the content folder. It is told, not looked up: a build depends on no repository. */
export const commitOption = () =>
  new Option('--commit <sha>', 'name this commit of the content in the foot of every page').argParser(
    parseCommit,
  );

/** `--quiet`: results and errors only. */
export const quietOption = () => new Option('-q, --quiet', 'print results and errors only');

/** `--port`, for the two servers. */
export const portOption = () => new Option('--port <number>', 'listen on this port').argParser(parsePort);

/** A calendar date, as given to `--as-of`. */
export function parseAsOf(text: string): string {
  if (!isDate(text)) throw new InvalidArgumentError('It must be a calendar date such as `2026-11-20`.');
  return text;
}

/** A path with a slash at both ends. */
function parseBase(text: string): string {
  const base = `/${text}/`.replace(/\/{2,}/g, '/');
  const isPlain = /^\/(?:[A-Za-z0-9._~-]+\/)*$/.test(base) && !/\/\.{1,2}\//.test(base);
  if (!isPlain) throw new InvalidArgumentError('It must be a path such as `/models/2026/`.');
  return base;
}

/** An `http` or `https` address without query and fragment. */
function parseSite(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isPlain = url !== null && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '';
  if (!isPlain) throw new InvalidArgumentError('It must be an address such as `https://models.example.org`.');
  return text;
}

/** A commit as Git and others write one, whole or cut. */
function parseCommit(text: string): string {
  if (!/^[0-9a-f]{7,64}$/i.test(text))
    throw new InvalidArgumentError('It must be a commit of 7 to 64 hexadecimal digits.');
  return text.toLowerCase();
}

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (!(port <= 65_535)) throw new InvalidArgumentError('It must be a number from 0 to 65535.');
  return port;
}
