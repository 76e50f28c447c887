/** Controls that answer no obligation, or that nothing shows to run. */
import { isBroken, type Artefact } from '../../../core/artefact.ts';
import { isInScope, type Cell, type CellState } from '../../../core/cell.ts';
import { linksFor } from '../../../core/links-for.ts';
import type { Link } from '../../../core/link.ts';
import { once } from '../../../core/once.ts';
import type { Portfolio } from '../../../core/portfolio.ts';
import { capitalised } from '../../../core/words.ts';
import { count, listed } from '../../../kinds/words.ts';
import {
  artefactsWith,
  countBySystem,
  holeAt,
  stateByRule,
  type Hole,
  type HoleList,
  type HoleState,
} from './hole.ts';
import { isMappingLost } from './obligations.ts';

/** Every control in force, but for those that are said not to apply. */
export function unprovenControls(portfolio: Portfolio): HoleList {
  const controls = artefactsWith(portfolio, 'control').filter(
    ({ data }) => data['implementation_status'] !== 'not-applicable',
  );
  return {
    id: 'controls',
    title: 'Controls without an obligation or without evidence',
    what: 'Controls that no clause in scope names; and controls in place for an obligation where neither they nor its mapping row cite evidence. Of one that is only planned no evidence is asked.',
    asks: 'A control that answers nothing costs work and proves nothing. One that nothing shows to run looks the same as one that does not.',
    unit: ['control', 'controls'],
    scope: countBySystem(controls),
    rows: controls.flatMap((control) => holeOf(portfolio, control) ?? []),
  };
}

function holeOf(portfolio: Portfolio, control: Artefact): Hole | null {
  const uses = usesOf(portfolio.cells).get(control.id) ?? [];
  const lacks: { why: string; state: HoleState; waiver: string | null; systems: readonly string[] }[] = [];
  if (uses.length === 0) {
    const lost = isMappingLost(portfolio, control.system);
    lacks.push({
      why: lost ? 'no mapping that could be read names it' : 'no obligation in scope names it',
      state: lost ? 'unread' : 'open',
      waiver: null,
      systems: control.system === null ? [] : [control.system],
    });
  }
  if (isInPlace(control)) lacks.push(...unproven(portfolio, control, uses));
  if (lacks.length === 0) return null;
  const gravest = (['open', 'unread', 'waived'] as const).find((state) =>
    lacks.some((one) => one.state === state),
  )!;
  return holeAt(portfolio, {
    id: control.id,
    systems: [...new Set(lacks.flatMap(({ systems }) => systems))],
    why: `${capitalised(listed(lacks.map(({ why }) => why)))}.`,
    state: gravest,
    waiver: gravest === 'waived' ? lacks[0]!.waiver : null,
  });
}

/** Whether evidence is asked of it: unless it is only planned. One that does not say how far it is in place is asked. */
const isInPlace = ({ data }: Artefact): boolean => data['implementation_status'] !== 'planned';

/** Where evidence is missing: in each system that uses a control; of one that nobody uses, at all. */
function unproven(portfolio: Portfolio, control: Artefact, uses: readonly Cell[]) {
  const own = (portfolio.index.linksFrom.get(control.id) ?? []).filter(isCited);
  if (isBroken(control, ['evidence'])) {
    const systems = [...new Set(uses.map(({ system }) => system))];
    return [{ why: 'its `evidence` could not be read', state: 'unread' as const, waiver: null, systems }];
  }
  if (uses.length === 0) {
    if (own.length > 0) return [];
    const systems = control.system === null ? [] : [control.system];
    return [{ why: 'it cites no evidence', state: 'open' as const, waiver: null, systems }];
  }
  const systems = Map.groupBy(uses, (cell) => cell.system);
  return [...systems].flatMap(([system, cells]) => {
    if (linksFor(own, system).length > 0) return [];
    const claimed = cells.filter(({ underlying }) => isClaimed(underlying));
    const bare = claimed.filter((cell) => !rowCites(portfolio, cell));
    if (bare.length === 0) return [];
    const many =
      bare.length === claimed.length
        ? count(bare.length, 'obligation')
        : `${bare.length} of ${claimed.length} obligations`;
    const where = systems.size === 1 ? '' : ` of ${portfolio.index.systems.get(system)?.title ?? system}`;
    return [
      {
        why: `no evidence is cited for ${many}${where} (${firstOf(bare.map((cell) => nameOf(portfolio, cell)))})`,
        ...stateByRule(portfolio, 'traceability/no-evidence', control.id, (one) => one.system === system),
        systems: [system],
      },
    ];
  });
}

/** `EU AI Act Art. 25`: a clause with its framework, because articles of several stand side by side. */
function nameOf(portfolio: Portfolio, { obligation }: Cell): string {
  const clause = portfolio.index.clauses.get(obligation);
  const framework = portfolio.catalogues.find(({ id }) => id === clause?.catalogue);
  return clause && framework ? `${framework.short_title} ${clause.ref}` : obligation;
}

/** The first three of some texts, and how many more. */
const firstOf = (texts: readonly string[]): string =>
  texts.length > 3 ? `${texts.slice(0, 3).join(', ')} and ${texts.length - 3} more` : listed(texts);

/** Whether a clause is said to be covered, at least in part: of what is planned or a gap nobody expects a record yet. */
const isClaimed = (state: CellState): boolean =>
  state !== 'gap' && state !== 'planned' && state !== 'not-assessed';

/** Whether the row of a cell cites evidence of its own, which proves the controls that cite none. */
const rowCites = ({ index }: Portfolio, { row }: Cell): boolean =>
  row !== null && (index.linksFrom.get(row) ?? []).some(isCited);

const isCited = (link: Link): boolean =>
  link.type === 'evidenced-by' && link.state !== 'dangling' && link.state !== 'ambiguous';

/** The cells in scope that name a control in a row of their own, by control. */
const usesOf = once((cells: readonly Cell[]): ReadonlyMap<string, Cell[]> => {
  const uses = new Map<string, Cell[]>();
  for (const cell of cells) {
    if (!isInScope(cell) || cell.derived) continue;
    for (const control of cell.controls) {
      const known = uses.get(control);
      if (known) known.push(cell);
      else uses.set(control, [cell]);
    }
  }
  return uses;
});
