import type { Cell, CellState, DerivedFrom } from '../../core/cell.ts';
import { asText } from '../../core/data.ts';
import { assessmentOf, controlObservation, evidenceObservation, type Scope } from './export-observations.ts';
import { isRisk, riskUuid } from './export-risks.ts';
import { lineOf, listed, propsOf, tokenOf } from './export-text.ts';
import type { OscalFinding } from './export-types.ts';
import { uuidOf } from './export-uuid.ts';

type Reason = OscalFinding['target']['status']['reason'];

/**
 * OSCAL knows two words where a cell has nine. Only what is evidenced is satisfied; what is not known or not proved
 * is not, for another reason than failure. The cell's own word stands beside it as a property.
 */
const reasons: Record<Exclude<CellState, 'not-applicable'>, Reason> = {
  evidenced: 'pass',
  implemented: 'other',
  partial: 'fail',
  planned: 'fail',
  waived: 'other',
  lapsed: 'fail',
  gap: 'fail',
  'not-assessed': 'other',
};

/** The id of a clause inside its catalogue, as a token: the `control-id` of everything that speaks of it. */
export const controlIdOf = (obligation: string): string =>
  tokenOf(obligation.slice(obligation.indexOf(':') + 1));

/** The id of the objective that a cell is judged by, unique in a document with several catalogues. */
export const objectiveIdOf = (framework: string, obligation: string): string =>
  `${tokenOf(framework)}.${controlIdOf(obligation)}_obj`;

/** A cell as a finding: what was concluded, why, and every step of its proof. */
export function findingOf(scope: Scope, cell: Cell): OscalFinding {
  const { index } = scope.portfolio;
  const clause = index.clauses.get(cell.obligation);
  const row = cell.row === null ? undefined : index.items.get(cell.row);
  const title = lineOf(`${clause?.ref ?? cell.obligation} ${clause?.title ?? ''}`);
  const reason = cell.state === 'not-applicable' ? 'other' : reasons[cell.state];
  const status = implementationOf(cell.underlying, asText(row?.data['implementation_status']));
  return {
    uuid: uuidOf('finding', scope.system, cell.obligation),
    title,
    description: cell.reason,
    props: propsOf({
      obligation: cell.obligation,
      state: cell.state,
      underlying: cell.underlying,
      timing: cell.timing,
      'applies-from': cell.applies_from,
      'weakest-link': cell.depth,
      derived: cell.derived ? 'yes' : null,
      'derived-from': cell.derived_from && derivation(cell.derived_from),
    }),
    ...listed('origins', scope.people.origins('assessor', asText(row?.data['assessed_by']))),
    target: {
      type: 'objective-id',
      'target-id': objectiveIdOf(scope.framework, cell.obligation),
      title,
      props: propsOf({ state: cell.state }),
      status: {
        state: cell.state === 'evidenced' ? 'satisfied' : 'not-satisfied',
        reason,
        remarks: cell.reason,
      },
      ...(status !== null && { 'implementation-status': { state: status } }),
    },
    ...listed('related-observations', observationsFor(scope, cell)),
    ...(isRisk(cell) && { 'related-risks': [{ 'risk-uuid': riskUuid(scope, cell.obligation) }] }),
    remarks: cell.steps
      .map(({ type, id, title: name, state, note }, i) => {
        const decides = i === cell.deciding_step ? ' This step decides.' : '';
        return `${i + 1}. ${type} ${id ?? name}: ${state}${note === '' ? '' : `, ${note}`}${decides}`;
      })
      .join('\n'),
  };
}

/** Through what a clause without a row of its own has its state. */
export const derivation = ({ obligation, relationship, crosswalk }: DerivedFrom): string =>
  `${obligation} (${relationship}, crosswalk ${crosswalk})`;

/** What the conclusion rests on: the files cited, and the tests of the controls. */
function observationsFor(scope: Scope, cell: Cell): { 'observation-uuid': string }[] {
  const { index } = scope.portfolio;
  const files = cell.evidence
    .filter((id) => index.evidence.has(id))
    .map((id) => evidenceObservation(scope, id));
  const tests = cell.controls
    .filter((id) => assessmentOf(index.artefacts.get(id)) !== null)
    .map((id) => controlObservation(scope, id));
  return [...new Set([...files, ...tests])].map((uuid) => ({ 'observation-uuid': uuid }));
}

/** OSCAL's word for how far something is in place; `null` where nothing is or nobody knows. */
function implementationOf(state: CellState, stated: string | null): string | null {
  if (state === 'partial' || state === 'planned') return state;
  if (state === 'evidenced' || state === 'implemented' || state === 'lapsed')
    return stated === 'alternative' ? stated : 'implemented';
  return null;
}
