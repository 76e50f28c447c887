/** What a page of a built site may weigh, and whom it may talk to. */
import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { listFiles } from '../../src/cli/manifest.ts';

const kilobyte = 1024;

/** Bytes; scripts and styles gzipped. Source: the design's budgets. */
export const budgets = {
  textPage: 60 * kilobyte,
  chartPage: 150 * kilobyte,
  scripts: 15 * kilobyte,
  styles: 20 * kilobyte,
} as const;

/** One budget that a file does not keep. */
export interface Breach {
  file: string;
  what: string;
}

export interface Weighed {
  breaches: Breach[];
  pages: number;
  /** The heaviest of each, bytes. */
  heaviest: Record<keyof typeof budgets, { file: string; bytes: number }>;
}

/** Weighs every page of a built site with the scripts and styles it loads. */
export function weighSite(folder: string, base: string): Weighed {
  const files = listFiles(folder);
  const sizes = new Map<string, number>();
  const gzipped = (file: string): number => {
    const known = sizes.get(file);
    if (known !== undefined) return known;
    const at = path.join(folder, file);
    const size = fs.existsSync(at) ? gzipSync(fs.readFileSync(at)).length : 0;
    sizes.set(file, size);
    return size;
  };
  const breaches: Breach[] = [];
  const none = { file: '', bytes: 0 };
  const heaviest = { textPage: none, chartPage: none, scripts: none, styles: none };
  const weigh = (kind: keyof typeof budgets, file: string, bytes: number) => {
    if (bytes > heaviest[kind].bytes) heaviest[kind] = { file, bytes };
    if (bytes > budgets[kind]) {
      const limit = budgets[kind] / kilobyte;
      breaches.push({ file, what: `${kind}: ${(bytes / kilobyte).toFixed(1)} KB, allowed are ${limit} KB` });
    }
  };

  const pages = files.filter((file) => file.endsWith('.html'));
  for (const page of pages) {
    const html = fs.readFileSync(path.join(folder, page), 'utf8');
    weigh(isChartPage(html) ? 'chartPage' : 'textPage', page, Buffer.byteLength(html));
    const inline = [...html.matchAll(/<script\b(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
      (match) => match[1]!,
    );
    const scripts = loadedScripts(folder, html, base);
    const inlineBytes = inline.join('').length === 0 ? 0 : gzipSync(inline.join('\n')).length;
    // Search loads Pagefind's own code, on its own page.
    if (!page.startsWith('search/')) {
      weigh('scripts', page, inlineBytes + scripts.reduce((sum, file) => sum + gzipped(file), 0));
    }
    const styles = [...html.matchAll(/<link\b[^>]*rel="stylesheet"[^>]*>/g)].map((match) =>
      local(hrefOf(match[0]), base),
    );
    weigh(
      'styles',
      page,
      styles.reduce((sum, file) => sum + (file === null ? 0 : gzipped(file)), 0),
    );
    for (const host of foreignHosts(html)) breaches.push({ file: page, what: `a request to ${host}` });
  }
  for (const file of files.filter((one) => /\.css$/.test(one))) {
    const css = fs.readFileSync(path.join(folder, file), 'utf8');
    for (const [, host] of css.matchAll(/(?:url\(|@import)\s*["']?((?:https?:)?\/\/[^"')\s]+)/g)) {
      breaches.push({ file, what: `a request to ${host}` });
    }
  }
  return { breaches, pages: pages.length, heaviest };
}

/** Whether a page draws: a figure (a heat map is a table in one), a sparkline or a matrix. */
export const isChartPage = (html: string): boolean =>
  /<figure\b|<svg\b[^>]*class="[^"]*\bspark\b|<table\b[^>]*class="matrix"/.test(html);

/** Addresses on other hosts that a page would ask on its own; links that a reader may follow are none. */
export function foreignHosts(html: string): string[] {
  const found: string[] = [];
  for (const [tag, name] of html.matchAll(/<([a-z]+)\b[^>]*>/g)) {
    if (name === 'a' || (name === 'link' && /rel="canonical"/.test(tag))) continue;
    for (const [, address] of tag.matchAll(
      /\b(?:src|href|srcset|action|data|poster)="((?:https?:)?\/\/[^"]+)"/g,
    )) {
      found.push(address!);
    }
  }
  return found;
}

/** The scripts a page loads, with what they import in turn, each once. */
function loadedScripts(folder: string, html: string, base: string): string[] {
  const tags = html.matchAll(/<script\b[^>]*\bsrc="([^"]+)"[^>]*>|<link\b[^>]*rel="modulepreload"[^>]*>/g);
  const waiting = [...tags].map((match) => local(match[1] ?? hrefOf(match[0]), base));
  const loaded = new Set<string>();
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (file === null || loaded.has(file)) continue;
    loaded.add(file);
    const at = path.join(folder, file);
    if (!fs.existsSync(at)) continue;
    for (const [, inner] of fs.readFileSync(at, 'utf8').matchAll(/\b(?:from|import)\s*["'](\.[^"']+)["']/g)) {
      waiting.push(path.posix.join(path.posix.dirname(file), inner!));
    }
  }
  return [...loaded];
}

const hrefOf = (tag: string): string => /\bhref="([^"]+)"/.exec(tag)?.[1] ?? '';

/** The file in the site that an address means; `null` for another host. */
function local(address: string, base: string): string | null {
  const bare = address.split(/[?#]/, 1)[0]!;
  if (/^(?:[a-z]+:)?\/\//.test(bare)) return null;
  return bare.startsWith(base) ? bare.slice(base.length) : bare.replace(/^\//, '');
}
