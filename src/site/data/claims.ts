/** Every number that artefacts state, as people and tables read it. */
import type { Portfolio } from '../../core/portfolio.ts';
import { ownerOf } from '../../core/settle.ts';
import { numbersOf, numberStates, type StatedNumber } from '../../kinds/numbers.ts';
import type { Table } from '../../report/table.ts';
import type { GlyphName } from '../../ui/glyphs.ts';
import { count } from '../../ui/words.ts';
import type { Narrowable, NarrowedBy } from './narrow.ts';

/** What a state is called, and what it means. */
export const numberWords: Record<StatedNumber['state'], { label: string; glyph: GlyphName; means: string }> =
  {
    contradicted: {
      label: 'Contradicted',
      glyph: 'p-broken',
      means: 'the file it names says otherwise',
    },
    unbound: { label: 'Leads nowhere', glyph: 'p-broken', means: 'there is no number at the place it names' },
    suspect: {
      label: 'Suspect',
      glyph: 'p-lapsed',
      means: 'the file says so, of what is in a red breach that is not settled',
    },
    lapsed: {
      label: 'Lapsed',
      glyph: 'p-lapsed',
      means: 'the file says so, and has expired, gone stale or is not the one registered',
    },
    claim: { label: 'Author’s claim', glyph: 'p-claim', means: 'no file is named: it is the author’s word' },
    bound: { label: 'Bound', glyph: 'p-bound', means: 'a file that holds today says so' },
  };

/** A number as a row of a register: what a reader has to look at first has the first id. */
export interface NumberRow extends StatedNumber, Narrowable {
  id: string;
}

/** All numbers of a portfolio as rows, the gravest first. */
export const numberRows = (portfolio: Portfolio): NumberRow[] =>
  numbersOf(portfolio).map((one, i) => ({
    ...one,
    systems: one.system === null ? [] : [one.system],
    owners: [ownerOf(portfolio, one.artefact, one.system)].filter((owner) => owner !== null),
    id: `${numberStates.indexOf(one.state)} ${one.artefact} ${one.file} ${one.line} ${i}`,
  }));

/** What a register of numbers finds: `134 of 186 numbers are bound to evidence that holds; 23 are claims`. */
export function numbersHeadline(rows: readonly StatedNumber[]): string {
  if (rows.length === 0) return 'No number is stated';
  const of = (state: StatedNumber['state']): number => rows.filter((row) => row.state === state).length;
  const said = [
    `${of('bound')} of ${count(rows.length, 'number')} rest${rows.length === 1 ? 's' : ''} on evidence that holds`,
  ];
  const wrong = of('contradicted') + of('unbound');
  if (wrong > 0)
    said.push(`${wrong} ${wrong === 1 ? 'is' : 'are'} contradicted or lead${wrong === 1 ? 's' : ''} nowhere`);
  const weak = of('lapsed') + of('suspect');
  if (weak > 0) said.push(`${weak} no longer do${weak === 1 ? 'es' : ''}`);
  if (of('claim') > 0)
    said.push(`${of('claim')} ${of('claim') === 1 ? 'is its author’s word' : 'are their author’s word'}`);
  return said.join('; ');
}

/** How many numbers are in each state, the gravest first; states that none is in are left out. */
export const numberCounts = (rows: readonly StatedNumber[]): { state: StatedNumber['state']; n: number }[] =>
  numberStates
    .map((state) => ({ state, n: rows.filter((row) => row.state === state).length }))
    .filter(({ n }) => n > 0);

/** The choices of state, the gravest first. */
export const byState = (rows: readonly StatedNumber[]): NarrowedBy => ({
  name: 'state',
  title: 'State',
  all: 'All states',
  choices: numberCounts(rows).map(({ state, n }) => ({
    value: state,
    label: numberWords[state].label,
    rows: n,
  })),
});

/** A row per number, in the order of the page. */
export const numbersTable = (rows: readonly NumberRow[]): Table => ({
  name: 'Numbers',
  header: [
    'artefact',
    'field',
    'text',
    'value',
    'state',
    'evidence',
    'pointer',
    'evidence_file',
    'sha256',
    'captured_at',
    'file',
    'line',
    'column',
    'baseline',
    'baseline_pointer',
    'baseline_value',
    'difference',
  ],
  types: { captured_at: 'date' },
  frozen: 2,
  rows: rows.map((row) => [
    row.artefact,
    row.field,
    row.text,
    row.value,
    row.state,
    row.evidence?.id ?? null,
    row.pointer,
    row.evidence?.file ?? null,
    row.evidence?.sha256 ?? null,
    row.evidence?.captured_at ?? null,
    row.file,
    row.line,
    row.column,
    row.baseline?.evidence ?? null,
    row.baseline?.path ?? null,
    row.baseline?.value ?? null,
    row.baseline?.difference ?? null,
  ]),
});
