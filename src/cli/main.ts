#!/usr/bin/env node
import module from 'node:module';

// The entry of the command line. It looks at Node's version before it loads anything that needs a newer one.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 12)) {
  process.stderr.write(`casebook: needs Node 22.12 or newer; this is ${process.versions.node}\n`);
  process.exitCode = 2;
} else {
  // Read when Astro is loaded: the site never reports home, and its server stays in the foreground.
  process.env['ASTRO_TELEMETRY_DISABLED'] = '1';
  process.env['ASTRO_DEV_BACKGROUND'] = '0';
  // Compiled code is kept between runs: half of what a small `check` takes is loading.
  module.enableCompileCache();
  // A reader that has seen enough (`casebook check | head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
  const [{ loadCommands, run }, { processTerminal }, { eagerly }] = await Promise.all([
    import('./program.ts'),
    import('./terminal.ts'),
    import('./eagerly.ts'),
  ]);
  const load = (first: string | undefined) => eagerly(() => loadCommands(first));
  const code = await run(process.argv.slice(2), processTerminal(), load);
  // Bundlers and watchers may leave handles open: what was written goes out, and then the process ends.
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
}

export {};
