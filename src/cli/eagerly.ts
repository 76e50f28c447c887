import v8 from 'node:v8';

/** Parts of Node that the commands load; Node keeps their compiled code too, for the flags that it starts with. */
const partsOfNode = ['child_process', 'crypto', 'os', 'process', 'url', 'util'];

/**
 * Loads modules with all their functions compiled at once. Node keeps of a module what is compiled when it is loaded:
 * a function that is compiled when it is first called, as V8 does by itself, is compiled so in every run, which takes
 * a fifth of a small `check`. Compiling a whole module in one go is no slower in the first run either.
 */
export async function eagerly<T>(load: () => Promise<T>): Promise<T> {
  for (const part of partsOfNode) process.getBuiltinModule(`node:${part}`);
  v8.setFlagsFromString('--no-lazy');
  try {
    return await load();
  } finally {
    v8.setFlagsFromString('--lazy');
  }
}
