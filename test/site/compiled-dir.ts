import path from 'node:path';

/** Where tests keep the compiled pages, for all that build a site: they are compiled once for a state of the code. */
export const compiledDir = path.resolve(import.meta.dirname, '../../node_modules/.cache/casebook-pages');
