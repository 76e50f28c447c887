/**
 * The proof of a cell as HTML: a chain from the clause to the approval that breaks at the step that decides. What a
 * control rests on, and what a file is, stand once on the page; the chain links to them. Written here and not in a
 * template for the reason that rows are.
 */
import type { Cell, ProofStep } from '../../core/cell.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { plain, shortDate } from '../../ui/dates.ts';
import { escapeHtml } from '../../ui/escape.ts';
import { hrefOf } from '../../ui/href.ts';
import { cellWords, clauseName, linkStateWords, timingWords } from '../../ui/words.ts';
import { controlAnchor, evidenceAnchor, proofAnchor } from './matrix.ts';

/** The anchor of the approval that every chain on a page ends at. */
export const approvalAnchor = 'mapping-approval';

/** Where the proof of another cell stands. */
export type ProofHref = (portfolio: Portfolio, cell: Pick<Cell, 'obligation' | 'system'>) => string;

/** The article of one cell. */
export function proofHtml(cell: Cell, portfolio: Portfolio, proofHref: ProofHref): string {
  const clause = portfolio.index.clauses.get(cell.obligation);
  const name = clause ? clauseName(clause) : '';
  const reason = cell.state === 'evidenced' && !cell.derived ? '' : ` ${escapeHtml(plain(cell.reason))}`;
  const links = cell.steps.map((step, i) => linkHtml(cell, step, i, portfolio, proofHref)).join('');
  return (
    `<article id="${proofAnchor(cell)}"><h3>${link(addressOf(cell.obligation, portfolio), name)}</h3>` +
    `<p><b class=c-${cell.state}>${cellWords[cell.state]}${cell.derived ? ', derived' : ''}.</b>${reason}` +
    `${timingSentence(cell)}</p>${links === '' ? '' : `<ol class=chain>${links}</ol>`}</article>`
  );
}

function timingSentence({ timing, applies_from }: Cell): string {
  if (timing === 'in-force') return '';
  return ` ${timingWords[timing]}${applies_from === null ? '' : ` from ${shortDate(applies_from)}`}.`;
}

/**
 * One step. The clause stands in the heading; items that hold stand with their control; the approval is the same for
 * every cell of a mapping and stands once, unless it is missing.
 */
function linkHtml(
  cell: Cell,
  step: ProofStep,
  i: number,
  portfolio: Portfolio,
  proofHref: ProofHref,
): string {
  const decides = i === cell.deciding_step;
  const said = i === 0 || (step.type === 'approval' && step.state === 'holds');
  if (!decides && (said || (step.type === 'item' && step.state === 'holds'))) return '';
  const mark = decides ? 'brk' : isWhole(step, cell) ? '' : 'weak';
  const kind = [indents[depthOf(step, cell)], mark].filter((one) => one).join(' ');
  const note = escapeHtml(noteOf(step, cell));
  const to =
    step.type === 'obligation' && step.id !== null
      ? proofHref(portfolio, { obligation: step.id, system: cell.system })
      : hrefOfStep(step, portfolio);
  const words = link(to, labelOf(step, portfolio));
  return `<li${kind && (kind.includes(' ') ? ` class="${kind}"` : ` class=${kind}`)}>${words}${note && `${parting(step)}${note}`}${decides ? ' <b>decides</b>' : ''}`;
}

/** Whether a step holds and, of a control, what it rests on as well. */
const isWhole = (step: ProofStep, cell: Cell): boolean =>
  step.state === 'holds' && (controlState(step, cell) ?? 'evidenced') === 'evidenced';

/** How far the path through a control holds; `undefined` of any other step. */
const controlState = ({ type, id }: ProofStep, cell: Cell): Cell['state'] | undefined =>
  type === 'control' && id !== null ? cell.paths[cell.controls.indexOf(id)] : undefined;

/**
 * How far a step stands to the right: what a control rests on below it, and the breach that casts doubt on an item or a
 * file below that. What the row itself cites stands with the row.
 */
function depthOf({ parent }: ProofStep, cell: Cell): 0 | 1 | 2 {
  const above = parent === null ? undefined : cell.steps[parent];
  if (above === undefined) return 0;
  if (above.type === 'control') return 1;
  return above.type === 'item' || above.type === 'evidence' ? (depthOf(above, cell) === 0 ? 1 : 2) : 0;
}

const indents = ['', 'in', 'in in2'] as const;

/** What parts the name of a step from what is said of it: sentences and sources are no part of the name. */
const parting = ({ type }: ProofStep): string =>
  type === 'crosswalk' ? ': ' : type === 'obligation' ? ', ' : ' ';

const link = (to: string | undefined, text: string): string =>
  to === undefined ? escapeHtml(text) : `<a href="${escapeHtml(to)}">${escapeHtml(text)}</a>`;

function addressOf(id: string, { index }: Portfolio): string | undefined {
  const node = index.nodes.get(id);
  return node && hrefOf(node);
}

/** Where a step leads: to what stands on this page, else to the page of the thing. */
function hrefOfStep({ type, id }: ProofStep, portfolio: Portfolio): string | undefined {
  if (type === 'approval') return `#${approvalAnchor}`;
  if (id === null) return undefined;
  if (type === 'control') return `#${controlAnchor(id)}`;
  if (type === 'evidence') return `#${evidenceAnchor(id)}`;
  return addressOf(id, portfolio);
}

function labelOf(step: ProofStep, { index }: Portfolio): string {
  switch (step.type) {
    case 'row':
      return step.id === null ? step.title : 'mapping row';
    case 'control':
      return step.id ?? step.title;
    case 'evidence':
      return index.evidence.get(step.id ?? '')?.local ?? step.title;
    case 'approval':
      return 'approval';
    case 'crosswalk':
      return `crosswalk ${step.title}`;
    default:
      return step.title;
  }
}

/** What is said of a step besides its name. The reason of a cell stands above its chain and is not said twice. */
function noteOf(step: ProofStep, cell: Cell): string {
  if (step.type === 'control' && step.id !== null) {
    const state = controlState(step, cell);
    return state === undefined ? plain(step.note) : cellWords[state].toLowerCase();
  }
  if (step.type === 'evidence' || step.type === 'item') {
    // Which breach makes it suspect is said by the step; of any other link only the state is.
    const isBreach = step.state === 'suspect' && step.note.includes('not settled');
    return isBreach ? plain(step.note) : stateWords[step.state];
  }
  if (step.note === cell.reason) return '';
  // Who assessed a row and when is said by the row itself.
  if (step.type === 'row' && step.state === 'holds') return '';
  return plain(step.note);
}

const stateWords: Record<ProofStep['state'], string> = {
  ...linkStateWords,
  holds: '',
  missing: 'missing',
  partial: 'in part',
};
