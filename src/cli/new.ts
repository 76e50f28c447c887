import fs from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { stringify } from 'yaml';
import { isSlug, toSlug } from '../core/id.ts';
import type { Kind } from '../core/kind.ts';
import { didYouMean } from '../core/suggest.ts';
import { kinds } from '../kinds/index.ts';
import { contentFolder, contentOption } from './content.ts';
import { CouldNotRun } from './errors.ts';
import { packageRoot } from './package-root.ts';
import { quoted, showPath } from './paths.ts';
import type { Terminal } from './terminal.ts';
import { readTextIfThere, writeFileWhole } from './write-file.ts';

interface Options {
  system?: string;
  title?: string;
  slug?: string;
  content?: string;
}

/** Kinds whose files are numbered, with the way a number is written. */
const numbered: Record<string, (number: number) => string> = {
  decision: (number) => String(number).padStart(4, '0'),
  control: (number) => `CTL-${String(number).padStart(2, '0')}`,
};

/** `casebook new`: an artefact from its template. */
export const newCommand = (terminal: Terminal): Command =>
  new Command('new')
    .description('make an artefact from its template')
    .argument(
      '<kind>',
      `one of ${creatable()
        .map((kind) => kind.name)
        .join(', ')}`,
    )
    .option('--system <id>', 'the system it belongs to (default: the only one there is)')
    .option('--title <text>', 'its title')
    .option('--slug <slug>', 'the short name in its file’s name (default: from the title)')
    .addOption(contentOption())
    .action((name: string, options: Options) => {
      const kind = findKind(name);
      const content = contentFolder(terminal, options.content);
      const folder =
        kind.scope === 'portfolio' && options.system === undefined
          ? ''
          : systemFolder(content, showPath(terminal, content), kind, options);
      const file = path.join(content, folder, fileOf(kind, content, folder, options));
      const shown = showPath(terminal, file);
      if (fs.existsSync(file)) {
        const more = kind.many && options.slug === undefined ? '; another of its kind needs a --slug' : '';
        throw new CouldNotRun(`${shown} exists already${more}`);
      }
      writeFileWhole(file, fill(readTemplate(kind), options.title), shown);
      const where = showPath(terminal, content);
      terminal.out(
        `${kind.title} in ${shown}: fill in what it asks for, then \`casebook check${where === 'content' || where === '.' ? '' : ` ${quoted(where)}`}\`.\n`,
      );
    });

/** The kinds with a template of their own: those that people write by hand. */
const creatable = (): Kind[] =>
  kinds.filter((kind) => kind.newFile !== undefined && fs.existsSync(templateOf(kind)));

const templateOf = (kind: Kind): string => path.join(packageRoot(), 'src/kinds', kind.name, 'template.mdx');

function findKind(name: string): Kind {
  const known = creatable();
  const kind = known.find((one) => one.name === name);
  if (kind) return kind;
  const names = known.map((one) => one.name);
  const near = didYouMean(name, names);
  throw new CouldNotRun(
    `there is no kind \`${name}\`${near === undefined ? `; there are ${names.join(', ')}` : `; ${near}`}`,
  );
}

/** The folder of the system that an artefact is made for, relative to the content. */
function systemFolder(content: string, shown: string, kind: Kind, options: Options): string {
  const known = systemsOf(content).map((one) => path.basename(one));
  const isProfile = kind.name === 'system';
  const given =
    options.system ?? (isProfile && options.title !== undefined ? toSlug(options.title) : undefined);
  if (given === '' && options.system === undefined)
    throw new CouldNotRun(
      `no id can be made of the title “${options.title ?? ''}”; give one with --system <id>`,
    );
  if (given === undefined) {
    if (!isProfile && known.length === 1) return path.join('systems', known[0]!);
    throw new CouldNotRun(
      isProfile
        ? 'say which system with --system <id> or --title <text>'
        : `say for which system with --system ${known.join('|') || '<id>'}`,
    );
  }
  if (!isSlug(given))
    throw new CouldNotRun(`\`${given}\` cannot be an id: letters, digits, dots, underscores, hyphens`);
  if (!isProfile && !known.includes(given)) {
    const near =
      didYouMean(given, known) ??
      'name another content folder with --content, or make it with `casebook new system`';
    throw new CouldNotRun(`there is no system \`${given}\` in ${shown}; ${near}`);
  }
  return path.join('systems', given);
}

/** The folders of the systems, relative to the content. */
function systemsOf(content: string): string[] {
  const root = path.join(content, 'systems');
  if (!fs.existsSync(root)) return [];
  return fs
    .readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join('systems', entry.name))
    .sort();
}

/** The file of a new artefact, relative to its system’s (or the content) folder, which is relative to the content. */
function fileOf(kind: Kind, content: string, folder: string, options: Options): string {
  const slug =
    options.slug ?? (numbered[kind.name] && options.title !== undefined ? toSlug(options.title) : '');
  if (slug !== '' && !isSlug(slug))
    throw new CouldNotRun(`\`${slug}\` cannot be part of a file’s name: letters, digits, hyphens`);
  const number = numbered[kind.name];
  if (number === undefined) return kind.newFile!(slug);
  // A control has one number in the portfolio: one of a system would stand for the library’s of the same id.
  const folders = kind.scope === 'portfolio' ? ['', ...systemsOf(content)] : [folder];
  const taken = folders.flatMap((one) =>
    filesBeside(path.join(content, one, path.dirname(kind.newFile!('x')))),
  );
  const next = Math.max(0, ...taken.map((name) => Number(/^(?:[A-Za-z]+-)?(\d+)/.exec(name)?.[1] ?? 0))) + 1;
  return kind.newFile!(number(next) + (slug === '' ? '' : `-${slug}`));
}

const filesBeside = (folder: string): string[] => (fs.existsSync(folder) ? fs.readdirSync(folder) : []);

function readTemplate(kind: Kind): string {
  const file = templateOf(kind);
  const text = readTextIfThere(file);
  if (text === null)
    throw new CouldNotRun(`the template of \`${kind.name}\` is missing from the package: ${file}`);
  return text;
}

/** The template with the title in its place; quoted where YAML would read it as something else. */
function fill(template: string, title: string | undefined): string {
  if (title === undefined) return template;
  return template.replace(/^title:.*$/m, () => `title: ${stringify(title, { lineWidth: 0 }).trimEnd()}`);
}
