import { byText } from '../core/compare.ts';
import type { Node, Portfolio } from '../core/portfolio.ts';
import type { Party } from '../core/records.ts';
import { didYouMean } from '../core/suggest.ts';
import { CouldNotRun } from './errors.ts';

/**
 * What an id on the command line means: a qualified id, or a local one that only one system has.
 * @throws {CouldNotRun} with a suggestion when nothing, or with the choices when several things have it.
 */
export function findNode(portfolio: Portfolio, given: string, system: string | null = null): Node {
  const resolved = portfolio.index.resolve(given, system);
  if (resolved.state === 'found') return resolved.node;
  const nodes = [...portfolio.index.nodes.values()];
  const fitting = nodes.filter((node) => node.local === given).sort(byText((node) => node.id));
  if (fitting.length === 1) return fitting[0]!;
  if (fitting.length > 1) {
    const choices = fitting.map((node) => `\`${node.id}\``).join(', ');
    throw new CouldNotRun(`\`${given}\` is not unique; say which: ${choices}`);
  }
  const near = didYouMean(given, new Set(nodes.flatMap((node) => [node.id, node.local])));
  throw new CouldNotRun(`nothing here has the id \`${given}\`${near === undefined ? '' : `; ${near}`}`);
}

/** The party of an id. @throws {CouldNotRun} */
export function findParty(portfolio: Portfolio, id: string): Party {
  const party = portfolio.index.parties.get(id);
  if (party) return party;
  const near = didYouMean(id, portfolio.index.parties.keys());
  throw new CouldNotRun(
    `no party in portfolio.yaml has the id \`${id}\`${near === undefined ? '' : `; ${near}`}`,
  );
}
