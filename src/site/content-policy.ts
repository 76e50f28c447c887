/**
 * The content security policy of a page: nothing from another host, nothing inline, neither script nor style. No inline
 * code means that no hashes have to be worked out.
 * @param runsSearch whether the page runs Pagefind, which is WebAssembly; no other page needs the permission.
 */
export const contentPolicy = (runsSearch: boolean): string =>
  [
    "default-src 'self'",
    `script-src 'self'${runsSearch ? " 'wasm-unsafe-eval'" : ''}`,
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
  ].join('; ');
