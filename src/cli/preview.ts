import fs from 'node:fs';
import { Command } from 'commander';
import { CouldNotRun } from './errors.ts';
import { manifestName, readManifest } from './manifest.ts';
import { portOption } from './options.ts';
import { resolvePath } from './paths.ts';
import { serveSite } from './serve.ts';
import type { Terminal } from './terminal.ts';

/** `casebook preview`: a built site in the browser, as it will be served. */
export const previewCommand = (terminal: Terminal): Command =>
  new Command('preview')
    .description('show a built site in the browser, to this machine only')
    .argument('[site]', 'the folder of the site', 'site')
    .addOption(portOption().default(4321))
    .action(async (site: string, options: { port: number }) => {
      const folder = resolvePath(terminal, site);
      if (!fs.existsSync(folder))
        throw new CouldNotRun(`there is no folder ${site}; build one with \`casebook build\``);
      const manifest = readManifest(folder);
      if (manifest === null) {
        throw new CouldNotRun(`${site} is not a site that Casebook built (it has no ${manifestName})`);
      }
      const server = await serveSite(folder, manifest.base, options.port);
      terminal.out(`${manifest.title}, as of ${manifest.as_of}: ${server.address}\n`);
      await terminal.stopped();
      await server.close();
    });
