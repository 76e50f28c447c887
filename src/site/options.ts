import type { Portfolio } from '../core/portfolio.ts';

/** What a site is built from and to. */
export interface SiteOptions {
  portfolio: Portfolio;
  /** Absolute path of the content folder, for the pictures that pages show. */
  content?: string | undefined;
  /** Absolute path of the folder to write; made when absent. */
  outDir: string;
  /** Path the site is served under, with slashes at both ends: `/` or `/governance/`. */
  base: string;
  /** Origin the site will be served from, for canonical addresses. */
  site?: string | undefined;
  /** Watermarks every page. */
  draft: boolean;
  /** Absolute path of the project's cache folder. */
  cacheDir: string;
  /** Version printed in the foot of every page. */
  version?: string | undefined;
}

/** What a live site takes besides. */
export interface DevOptions extends SiteOptions {
  port?: number | undefined;
  host?: string | undefined;
}

/** The small options that pages read from `virtual:casebook/options`. */
export interface PageOptions {
  draft: boolean;
  version: string;
}
