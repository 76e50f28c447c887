import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);
const ending = path.extname(import.meta.filename);

/**
 * A module of this folder that few runs need, loaded when it is first asked for: half of what a small `check` takes
 * is loading. Node reads an ES module this way as long as it awaits nothing at its top.
 * @param name of its file, without the ending, which differs between sources and what is packed.
 */
export function onDemand<T>(name: string): () => T {
  let loaded: T | undefined;
  return () => (loaded ??= require(`./${name}${ending}`) as T);
}
