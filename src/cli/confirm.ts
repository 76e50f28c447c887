import path from 'node:path';
import { Command } from 'commander';
import { systemOf } from '../core/classify.ts';
import type { CalendarDate } from '../core/date.ts';
import { confirmationOf, confirmedOn } from '../core/link-state.ts';
import { isLinkType, linkTypes, type Link } from '../core/link.ts';
import { isPlace, isSameSpot, type Spot } from '../core/place.ts';
import type { Node, Portfolio } from '../core/portfolio.ts';
import { didYouMean } from '../core/suggest.ts';
import { listed } from '../kinds/words.ts';
import { dateOfRecord } from './approve.ts';
import { contentFolder, contentOption } from './content.ts';
import { CouldNotRun } from './errors.ts';
import { findNode, findParty } from './find.ts';
import { loadPortfolio } from './load.ts';
import { asOfOption } from './options.ts';
import type { Terminal } from './terminal.ts';
import { readTextIfThere, writeFileWhole } from './write-file.ts';
import { appendRow } from './yaml-edit.ts';

interface Options {
  as: string;
  system?: string;
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
    .option('--system <id>', 'the system whose link is meant, where several state the same one')
    .option('--note <text>', 'what was looked at')
    .addOption(contentOption())
    .addOption(asOfOption())
    .action(async (what: string[], options: Options) => {
      const content = contentFolder(terminal, options.content);
      const portfolio = await loadPortfolio(terminal, content, options.asOf, 'facts');
      const party = findParty(portfolio, options.as);
      const links = linksMeant(portfolio, what, options.system);
      const date = options.asOf ?? dateOfRecord(terminal);
      const due = unconfirmed(portfolio, links, date);
      if (due.length === 0) {
        terminal.out('Nothing to confirm: every link was confirmed against what its target says now.\n');
        return;
      }
      // Whoever states a link keeps its record: a mapping to a shared control is each system's own.
      const files = Map.groupBy(due, ({ link }) => recordOf(portfolio, link));
      for (const [file, own] of files) {
        let text = readTextIfThere(path.join(content, file), file) ?? '';
        for (const { link, fingerprint } of own) {
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
      }
      for (const { link } of due) terminal.out(`${link.from} ${link.type} ${link.to}\n`);
      const count = due.length === 1 ? '1 link' : `${due.length} links`;
      terminal.out(
        `${count} confirmed by ${party.title} on ${date}. Recorded in ${listed([...files.keys()])}, not authenticated.\n`,
      );
    });

/** The file that records when a link was confirmed: that of the system which states it, or the portfolio's. */
function recordOf(portfolio: Portfolio, link: Link): string {
  const system = systemOf(link.at.file);
  const folder = system === null ? '' : (portfolio.index.systems.get(system)?.folder ?? '');
  return path.posix.join(folder, 'confirmed.yaml');
}

/**
 * The links that the words on the command line mean.
 * @param system the system that has to state them; any, when there is none.
 */
function linksMeant(portfolio: Portfolio, what: string[], system?: string): Link[] {
  if (system !== undefined && !portfolio.index.systems.has(system)) {
    const near = didYouMean(system, portfolio.index.systems.keys());
    throw new CouldNotRun(`there is no system \`${system}\`${near === undefined ? '' : `; ${near}`}`);
  }
  const isMeant = ({ at }: Link): boolean => system === undefined || systemOf(at.file) === system;
  if (what.length > 3) throw new CouldNotRun('say one artefact, or one link as `<from> [type] <to>`');
  const from = findNode(portfolio, what[0]!, system);
  if (what.length === 1) {
    const links = linksStatedIn(portfolio, from).filter(isMeant);
    if (links.length === 0) throw new CouldNotRun(`\`${from.id}\` states no links`);
    return links;
  }
  const type = what.length === 3 ? what[1]! : null;
  if (type !== null && !isLinkType(type)) {
    const near = didYouMean(type, Object.keys(linkTypes));
    throw new CouldNotRun(`\`${type}\` is not a type of link${near === undefined ? '' : `; ${near}`}`);
  }
  const to = findNode(portfolio, what.at(-1)!, from.system ?? system);
  const links = (portfolio.index.linksFrom.get(from.id) ?? []).filter(
    (link) => link.to === to.id && (type === null || link.type === type) && isMeant(link),
  );
  const stating = new Set(links.map(({ at }) => systemOf(at.file) ?? 'the portfolio itself'));
  if (stating.size > 1)
    throw new CouldNotRun(
      `${listed([...stating].map((one) => `\`${one}\``))} each state that link; say whose with --system <id>`,
    );
  if (links.length > 0) return links;
  const back = portfolio.index.linksFrom.get(to.id)?.find((link) => link.to === from.id);
  const hint = back ? `; there is \`${back.from} ${back.type} ${back.to}\`` : '';
  throw new CouldNotRun(
    `there is no ${type === null ? '' : `\`${type}\` `}link from \`${from.id}\` to \`${to.id}\`${hint}`,
  );
}

/**
 * The links that a thing states: those that lead away from it (or its items), and those that are written in its own
 * file, or in its own row, between others: the monitor that detects a failure mode, the control that a clause maps to.
 * Who owns it is left out: nothing it says can make that doubtful.
 */
function linksStatedIn({ index, items, links }: Portfolio, node: Node): Link[] {
  const own = new Set([node.id, ...items.filter((item) => item.artefact === node.id).map((item) => item.id)]);
  const holder = index.artefacts.get(node.artefact ?? node.id);
  const files = new Set([holder?.file, ...(holder?.origins.files() ?? [])]);
  const isWritten = ({ at, to, type }: Link): boolean =>
    type !== 'owns' && files.has(at.file) && (node.id === holder?.id || own.has(to) || isInside(at, node.at));
  const written = links.filter((link) => !own.has(link.from) && isWritten(link));
  // What the field of a row says between two others is confirmed as that, and not once more as a citation of the row.
  const isSaid = ({ type, at }: Link): boolean =>
    type === 'cites' && written.some((link) => isSameSpot(link.at, at));
  return [
    ...[...own].flatMap((id) => index.linksFrom.get(id) ?? []).filter((link) => !isSaid(link)),
    ...written,
  ];
}

/** Whether a spot is in a row. */
const isInside = (at: Spot, row: Spot): boolean =>
  !isPlace(at) && !isPlace(row) && at.file === row.file && row.path.every((step, i) => at.path[i] === step);

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
    due.set([systemOf(link.at.file), link.from, link.type, link.to].join(' '), { link, fingerprint });
  }
  return [...due.values()];
}
