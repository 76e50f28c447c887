/** What the live site makes of an address before it looks for a page: a static host does the same for a built one. */

/** Where an address leads: as it stands, to another one for the browser, or nowhere, whatever pages there are. */
export type Mended = { to: 'stay' } | { to: 'redirect'; location: string } | { to: 'nowhere' };

/**
 * Sends an address without its closing slash to the page it means, with its query, and names what no page can have.
 * @param url as it was asked for: path and query, under the base path.
 * @param base with a slash at both ends.
 */
export function mendAddress(url: string, base: string): Mended {
  const bare = url.split(/[?#]/, 1)[0]!;
  if (!isDecodable(bare)) return { to: 'nowhere' };
  const slashed = `${bare}/`;
  // Two slashes, or a backslash for one, name another site to a browser.
  if (bare.endsWith('/') || !slashed.startsWith(base) || /\/\/|\\/.test(bare)) return { to: 'stay' };
  // Files have their ending, not a number as `model-v1.2` does, and what Vite serves of its own begins like this.
  const isPage = !/\.[a-z][^/]*$/i.test(bare) && !/^[@_]/.test(bare.slice(base.length));
  return isPage ? { to: 'redirect', location: slashed + url.slice(bare.length) } : { to: 'stay' };
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
