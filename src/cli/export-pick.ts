import type { Portfolio, System } from '../core/portfolio.ts';
import { didYouMean } from '../core/suggest.ts';
import { CouldNotRun } from './errors.ts';

/** What an export is asked to speak of. */
export interface Picked {
  /** The portfolio with the cells, systems and findings that were asked for. */
  portfolio: Portfolio;
  /** The portfolio as it is: whether it is a draft is no question of filters. */
  whole: Portfolio;
  framework: string | null;
  system: System | null;
}

/**
 * The part of a portfolio that `--framework` and `--system` ask for; the look-ups stay whole.
 * @throws {CouldNotRun} with a suggestion when nothing has the id.
 */
export function pickCells(whole: Portfolio, by: { framework?: string; system?: string }): Picked {
  const framework = by.framework === undefined ? null : known('catalogue', by.framework, whole.catalogues).id;
  const system = by.system === undefined ? null : known('system', by.system, whole.systems);
  const catalogues = whole.catalogues.filter(({ id }) => framework === null || id === framework);
  const isAsked = (one: string | null): boolean => system === null || one === system.id;
  const portfolio: Portfolio = {
    ...whole,
    catalogues,
    systems: whole.systems.filter(({ id }) => isAsked(id)),
    cells: whole.cells.filter(
      (cell) => isAsked(cell.system) && (framework === null || cell.obligation.startsWith(`${framework}:`)),
    ),
    findings: whole.findings.filter((finding) => isAsked(finding.system)),
  };
  return { portfolio, whole, framework, system };
}

function known<T extends { id: string }>(what: string, id: string, things: readonly T[]): T {
  const found = things.find((one) => one.id === id);
  if (found) return found;
  const ids = things.map((one) => one.id);
  const near = didYouMean(id, ids);
  throw new CouldNotRun(
    `no ${what} has the id \`${id}\`; ${near ?? `there ${ids.length === 1 ? 'is' : 'are'} ${ids.map((one) => `\`${one}\``).join(', ') || 'none'}`}`,
  );
}
