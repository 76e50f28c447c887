import path from 'node:path';
import { Command } from 'commander';
import type { CalendarDate } from '../core/date.ts';
import { confirmationOf, confirmedOn } from '../core/link-state.ts';
import { isLinkType, linkTypes, type Link } from '../core/link.ts';
import type { Node, Portfolio } from '../core/portfolio.ts';
import { didYouMean } from '../core/suggest.ts';
import { dateOfRecord, findParty } from './approve.ts';
import { contentFolder, contentOption } from './content.ts';
import { CouldNotRun } from './errors.ts';
import { findNode } from './find.ts';
import { loadPortfolio } from './load.ts';
import { asOfOption } from './options.ts';
import type { Terminal } from './terminal.ts';
import { readTextIfThere, writeFileWhole } from './write-file.ts';
import { appendRow } from './yaml-edit.ts';

interface Options {
  as: string;
  note?: string;
  content?: string;
  asOf?: string;
}

/** A link that can be confirmed, with what its target says now. */
interface Confirmable {
  link: Link;
  fingerprint: string;
}

/** `casebook confirm`: says that links still hold against what their targets say now. */
export const confirmCommand = (terminal: Terminal): Command =>
  new Command('confirm')
    .description('record that links still hold against what their targets say now')
    .argument('<what...>', 'an artefact or item (all its links), or one link: `<from> [type] <to>`')
    .requiredOption('--as <party>', 'who looked, by the id in portfolio.yaml')
    .option('--note <text>', 'what was looked at')
    .addOption(contentOption())
    .addOption(asOfOption())
    .action(async (what: string[], options: Options) => {
      const content = contentFolder(terminal, options.content);
      const portfolio = await loadPortfolio(terminal, content, options.asOf, 'facts');
      const party = findParty(portfolio, options.as);
      const { system, links } = linksMeant(portfolio, what);
      const date = options.asOf ?? dateOfRecord(terminal);
      const due = unconfirmed(portfolio, links, date);
      if (due.length === 0) {
        terminal.out('Nothing to confirm: every link was confirmed against what its target says now.\n');
        return;
      }
      const folder = system === null ? '' : (portfolio.index.systems.get(system)?.folder ?? '');
      const file = path.posix.join(folder, 'confirmed.yaml');
      let text = readTextIfThere(path.join(content, file), file) ?? '';
      for (const { link, fingerprint } of due) {
        const row = {
          from: link.from,
          type: link.type,
          to: link.to,
          fingerprint,
          by: party.id,
          date,
          ...(options.note !== undefined && { note: options.note }),
        };
        text = appendRow(text, 'confirmations', row, file);
      }
      writeFileWhole(path.join(content, file), text, file);
      for (const { link } of due) terminal.out(`${link.from} ${link.type} ${link.to}\n`);
      const count = due.length === 1 ? '1 link' : `${due.length} links`;
      terminal.out(
        `${count} confirmed by ${party.title} on ${date}. Recorded in ${file}, not authenticated.\n`,
      );
    });

/** The links that the words on the command line mean, and the system that keeps their record. */
function linksMeant(portfolio: Portfolio, what: string[]): { system: string | null; links: Link[] } {
  if (what.length > 3) throw new CouldNotRun('say one artefact, or one link as `<from> [type] <to>`');
  const from = findNode(portfolio, what[0]!);
  if (what.length === 1) {
    const links = linksStatedIn(portfolio, from);
    if (links.length === 0) throw new CouldNotRun(`\`${from.id}\` states no links`);
    return { system: from.system, links };
  }
  const type = what.length === 3 ? what[1]! : null;
  if (type !== null && !isLinkType(type)) {
    const near = didYouMean(type, Object.keys(linkTypes));
    throw new CouldNotRun(`\`${type}\` is not a type of link${near === undefined ? '' : `; ${near}`}`);
  }
  const to = findNode(portfolio, what.at(-1)!, from.system);
  const links = (portfolio.index.linksFrom.get(from.id) ?? []).filter(
    (link) => link.to === to.id && (type === null || link.type === type),
  );
  if (links.length > 0) return { system: from.system ?? to.system, links };
  const back = portfolio.index.linksFrom.get(to.id)?.find((link) => link.to === from.id);
  const hint = back ? `; there is \`${back.from} ${back.type} ${back.to}\`` : '';
  throw new CouldNotRun(
    `there is no ${type === null ? '' : `\`${type}\` `}link from \`${from.id}\` to \`${to.id}\`${hint}`,
  );
}

/**
 * The links that a thing states about itself: those that lead away from it (or its items), and those that lead to
 * it but are written in its own file, such as the monitor a failure mode names. Who owns it is left out: nothing it
 * says can make that doubtful.
 */
function linksStatedIn(portfolio: Portfolio, node: Node): Link[] {
  const items = portfolio.items.filter((item) => item.artefact === node.id).map((item) => item.id);
  const own = new Set([node.id, ...items]);
  const holder = portfolio.index.artefacts.get(node.artefact ?? node.id);
  const files = new Set([holder?.file, ...(holder?.origins.files() ?? [])]);
  return [...own].flatMap((id) => [
    ...(portfolio.index.linksFrom.get(id) ?? []),
    ...(portfolio.index.linksTo.get(id) ?? []).filter(
      (link) => !own.has(link.from) && files.has(link.at.file) && link.type !== 'owns',
    ),
  ]);
}

/**
 * Links whose target can be fingerprinted and is not what it was when they were last confirmed, each once. A record
 * that is dated after the portfolio's day does not count there yet, and is written all the same.
 * @param date the day of the records to be written.
 */
function unconfirmed(portfolio: Portfolio, links: readonly Link[], date: CalendarDate): Confirmable[] {
  const { confirmations, as_of, index } = portfolio;
  const confirmed = confirmedOn(confirmations, date > as_of ? date : as_of);
  const due = new Map<string, Confirmable>();
  for (const link of links) {
    const fingerprint = index.nodes.get(link.to)?.fingerprint ?? null;
    if (fingerprint === null || fingerprint === confirmationOf(link, confirmed)?.fingerprint) continue;
    due.set([link.from, link.type, link.to].join(' '), { link, fingerprint });
  }
  return [...due.values()];
}
