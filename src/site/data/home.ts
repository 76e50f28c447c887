/** What the first page says: its headline and its standfirst, composed of computed facts. */
import { openFindings } from '../../core/finding.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { longDate } from '../../ui/dates.ts';
import { count, Spell, spell } from '../../ui/words.ts';
import { mattersOf } from './attention/page.ts';
import type { Matter } from './attention/matter.ts';
import { systemRows, type SystemRow } from './systems.ts';

/** Rows of each table of the first page; the rest stands in the registers. */
export const mostOnHome = 12;

export interface Home {
  headline: string;
  standfirst: string;
  rows: SystemRow[];
  matters: Matter[];
}

/** Everything the portfolio's page shows beyond coverage. */
export function homeOf(portfolio: Portfolio): Home {
  const rows = systemRows(portfolio);
  const matters = [...mattersOf(portfolio)];
  return {
    headline: headlineOf(rows, matters),
    standfirst: standfirstOf(portfolio, rows, matters),
    rows,
    matters,
  };
}

/** The most pressing fact first: undecided breaches, then papers whose approval no longer holds, then dates. */
function headlineOf(rows: readonly SystemRow[], matters: readonly Matter[]): string {
  const all = rows.length;
  if (all === 0) return 'No system is recorded yet';
  const of = (these: readonly Matter[]): number => new Set(these.map((matter) => matter.system)).size;
  const red = of(matters.filter((matter) => matter.glyph === 'd-red'));
  const who = (n: number): string =>
    all === 1
      ? 'The one system recorded'
      : n === all
        ? `All ${spell(all)} systems`
        : `${Spell(n)} of ${spell(all)} systems`;
  const verb = (n: number, one: string, many: string): string => (n === 1 || all === 1 ? one : many);
  if (red > 0) return `${who(red)} ${verb(red, 'has', 'have')} a drift breach that nobody has decided`;
  const urgent = of(matters.filter((matter) => matter.urgent));
  if (urgent > 0) return `${who(urgent)} ${verb(urgent, 'needs', 'need')} attention`;
  const approved = rows.filter((row) => row.ready.of > 0 && row.ready.approved === row.ready.of).length;
  if (approved === 0 && all === 1) return 'The one system recorded is not fully approved';
  return `${who(approved)} ${verb(approved, 'has', 'have')} every demanded paper approved`;
}

function standfirstOf(portfolio: Portfolio, rows: readonly SystemRow[], matters: readonly Matter[]): string {
  const errors = openFindings(portfolio.findings, ['error']).length;
  const warnings = openFindings(portfolio.findings, ['warning']).length;
  const who = portfolio.organisation ?? 'This portfolio';
  const approved = rows.reduce((sum, row) => sum + row.ready.approved, 0);
  const demanded = rows.reduce((sum, row) => sum + row.ready.of, 0);
  const papers =
    demanded === 0
      ? ''
      : ` ${approved === 0 ? 'None' : approved} of the ${count(demanded, 'artefact')} ${rows.length === 1 ? 'its tier demands' : 'their tiers demand'} ${approved <= 1 ? 'is' : 'are'} approved.`;
  const late = matters.filter((matter) => matter.urgent).length;
  return (
    `${who} records ${spell(rows.length)} governed ${rows.length === 1 ? 'system' : 'systems'} as of ${longDate(portfolio.as_of)}.` +
    papers +
    ` ${Spell(errors)} ${errors === 1 ? 'error' : 'errors'} and ${spell(warnings)} ${warnings === 1 ? 'warning' : 'warnings'} are open; ` +
    `${late === 0 ? 'nothing is' : `${spell(late)} ${late === 1 ? 'matter is' : 'matters are'}`} overdue or undecided.`
  );
}
