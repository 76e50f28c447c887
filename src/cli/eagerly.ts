import v8 from 'node:v8';

/** Parts of Node that the commands load; Node keeps their compiled code too, for the flags that it starts with. */
const partsOfNode = ['child_process', 'crypto', 'os', 'process', 'url', 'util'];

/** Flags of V8 while a command is loaded, each with its default, which holds before and afterwards. */
const flags = [
  // Node keeps of a module what is compiled when it is loaded. A function that is compiled when it is first called, as
  // V8 does by itself, is compiled so in every run, which takes a fifth of a small `check`; compiling a whole module
  // in one go is no slower in the first run either.
  { loading: '--no-lazy', usual: '--lazy' },
  // The room for new objects starts at a megabyte and is doubled as it proves too small. What a command makes it keeps,
  // schemas first and then a portfolio: it would all be copied each time.
  { loading: '--semi-space-growth-factor=16', usual: '--semi-space-growth-factor=2' },
] as const;

/**
 * Loads modules with all their functions compiled at once, and room made for what they make. The flags are those of the
 * whole process: a thread that starts meanwhile has to compile Node's own code anew, which takes it a tenth of a second.
 */
export async function eagerly<T>(load: () => Promise<T>): Promise<T> {
  for (const part of partsOfNode) process.getBuiltinModule(`node:${part}`);
  for (const { loading } of flags) v8.setFlagsFromString(loading);
  try {
    return await load();
  } finally {
    for (const { usual } of flags) v8.setFlagsFromString(usual);
  }
}
