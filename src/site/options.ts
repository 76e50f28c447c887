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
  /** Version printed in the foot of every page. */
  version?: string | undefined;
  /** Commit of the content, printed beside it. */
  commit?: string | undefined;
}

/** What a build takes besides. */
export interface BuildOptions extends SiteOptions {
  /**
   * Absolute path of a folder that nobody else can have filled, where compiled pages are kept between builds; without
   * one they are compiled each time.
   */
  compiledDir: string | null;
}

/** What a live site takes besides. */
export interface DevOptions extends SiteOptions {
  /** Absolute path of the project's cache folder. */
  cacheDir: string;
  port?: number | undefined;
  host?: string | undefined;
}

/** What pages know of the site they are drawn for, besides the portfolio. */
export interface PageOptions {
  /** Path the site is served under, with slashes at both ends. */
  base: string;
  /** Origin the site will be served from; `null` when nobody said it. */
  site: string | null;
  draft: boolean;
  version: string;
  /** Commit of the content that the site was built from; `null` when nobody said it. */
  commit: string | null;
}

/** What pages know of a site with these options. */
export const pageOptionsOf = ({ base, site, draft, version, commit }: SiteOptions): PageOptions => ({
  base,
  site: site ?? null,
  draft,
  version: version ?? '',
  commit: commit ?? null,
});
