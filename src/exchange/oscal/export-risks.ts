import type { Cell, CellState } from '../../core/cell.ts';
import { asRecord, asText } from '../../core/data.ts';
import { isDate } from '../../core/date.ts';
import type { Scope } from './export-observations.ts';
import { endOf, lineOf, listed, propsOf, startOf } from './export-text.ts';
import type { OscalResponse, OscalRisk } from './export-types.ts';
import { uuidOf } from './export-uuid.ts';

/** The states of which a reviewer knows that something is missing; of a clause nobody assessed that is not known. */
const open: readonly CellState[] = ['gap', 'partial', 'planned', 'lapsed', 'waived'];

/** Whether something is missing of a duty; what has ended is owed no more. */
export const isRisk = (cell: Cell): boolean => open.includes(cell.state) && cell.timing !== 'ended';

/** The UUID of the risk that a clause is open. */
export const riskUuid = ({ system }: Scope, obligation: string): string => uuidOf('risk', system, obligation);

/** A hole as a risk: what is missing, what is done about it, by when, and who accepted it meanwhile. */
export function riskOf(scope: Scope, cell: Cell): OscalRisk {
  const { portfolio, system } = scope;
  const { index } = portfolio;
  const clause = index.clauses.get(cell.obligation);
  const row = cell.row === null ? undefined : index.items.get(cell.row);
  const remediations = remediationsOf(scope, cell);
  const due = remediations.flatMap(({ due }) => due ?? []).sort();
  const waiver = portfolio.waivers.find((one) =>
    cell.steps.some((step) => step.type === 'waiver' && step.id === one.id),
  );
  return {
    uuid: riskUuid(scope, cell.obligation),
    title: lineOf(`${clause?.ref ?? cell.obligation}: ${cell.underlying}`),
    description: cell.reason,
    statement: asText(row?.data['gap']) ?? asText(row?.data['remainder']) ?? cell.reason,
    props: propsOf({
      obligation: cell.obligation,
      state: cell.state,
      underlying: cell.underlying,
      'residual-risk': asText(row?.data['residual_risk']),
    }),
    status: statusOf(cell, asText(asRecord(row?.data['remediation'])?.['risk_status'])),
    ...(waiver && {
      'mitigating-factors': [
        {
          uuid: uuidOf('waiver', waiver.id, system, cell.obligation),
          description: `Accepted by ${scope.people.title(waiver.approved_by)} on ${waiver.date} until ${waiver.expires}: ${waiver.rationale}`,
        },
      ],
    }),
    ...(due[0] !== undefined && { deadline: endOf(due[0]) }),
    ...listed(
      'remediations',
      remediations.map(({ response }) => response),
    ),
  };
}

/** Where a hole stands: as its row says; a waiver that runs is an approved deviation. */
function statusOf(cell: Cell, stated: string | null): string {
  if (cell.state === 'waived') return 'deviation-approved';
  return stated ?? (cell.state === 'planned' ? 'remediating' : 'open');
}

/** What the row, and the controls that are not in place, say will be done. */
function remediationsOf(scope: Scope, cell: Cell): { due: string | null; response: OscalResponse }[] {
  const { index } = scope.portfolio;
  const row = cell.row === null ? undefined : index.items.get(cell.row);
  const plans: [key: string, plan: Record<string, unknown> | null][] = [
    ['row', asRecord(row?.data['remediation'])],
    ...cell.controls.map((id): [string, Record<string, unknown> | null] => [
      id,
      asRecord(index.artefacts.get(id)?.data['planned']),
    ]),
  ];
  return plans.flatMap(([key, plan]) => {
    const action = asText(plan?.['action']);
    if (!plan || action === null) return [];
    const due = isDate(plan['due']) ? plan['due'] : null;
    const names = [scope.system, cell.obligation, key] as const;
    const response: OscalResponse = {
      uuid: uuidOf('response', ...names),
      lifecycle: plan['risk_status'] === 'closed' ? 'completed' : 'planned',
      title: lineOf(action),
      description: action,
      tasks: [
        {
          uuid: uuidOf('task', ...names),
          type: 'action',
          title: lineOf(action),
          ...(due !== null && { timing: { 'on-date': { date: startOf(due) } } }),
          ...listed(
            'responsible-roles',
            scope.people.responsible('remediation-owner', asText(plan['owner'])),
          ),
        },
      ],
    };
    return [{ due, response }];
  });
}
