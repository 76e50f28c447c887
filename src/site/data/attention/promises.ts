/** What somebody said would be done by a day: conditions, questions, actions, remedies, controls. */
import type { Artefact, Item } from '../../../core/artefact.ts';
import { addressOf } from '../../../core/address.ts';
import type { CalendarDate } from '../../../core/date.ts';
import { grouping } from '../../../core/once.ts';
import type { Portfolio, System } from '../../../core/portfolio.ts';
import type { Mapping } from '../../../kinds/compliance-mapping/schema.ts';
import { conditionsIn } from '../../../kinds/conditions.ts';
import type { Control } from '../../../kinds/control/schema.ts';
import { isOpen } from '../../../kinds/failure-modes/ranking.ts';
import type { FailureMode } from '../../../kinds/failure-modes/schema.ts';
import { stands } from '../../../kinds/handoff-checklist/review.ts';
import type { HandoffItem } from '../../../kinds/handoff-checklist/schema.ts';
import { isClosed, rowsOf, type Row } from '../../../kinds/rows.ts';
import type { Matter } from './matter.ts';
import { textAt } from '../fields.ts';
import { nearnessOf } from '../horizon.ts';
import { artefactAddress } from '../slots.ts';

/** What is promised: the noun that its matter begins with, and all of the matter that does not follow from its day. */
type Promised = Omit<Matter, 'glyph' | 'word' | 'urgent' | 'due'> & {
  noun: string;
  due: CalendarDate | undefined;
};

/** A promise as a matter while its day has passed or is near; nothing when that is far off or was never named. */
export function promised({ noun, due, ...matter }: Promised, portfolio: Portfolio): Matter[] {
  const near = nearnessOf(due, portfolio);
  if (near === null) return [];
  return [
    {
      glyph: 'a-expired',
      word: `${noun} ${near === 'late' ? 'overdue' : 'due'}`,
      urgent: near === 'late',
      due: due!,
      ...matter,
    },
  ];
}

/** The open promises of a system that are past their day or near it. */
export const promisesOf = (system: System, portfolio: Portfolio): Matter[] => [
  ...handoffConditions(system, portfolio),
  ...handoffQuestions(system, portfolio),
  ...actions(system, portfolio),
  ...remedies(system, portfolio),
  ...controlPlans(system.artefacts, portfolio),
];

const rowsBySystem = grouping(({ artefact }: Row<unknown>) => artefact.system);

/** The rows of one kind of item in what is in force of a system. */
const rowsIn = <T>(system: System, kind: string, portfolio: Portfolio): readonly Row<T>[] =>
  rowsBySystem(rowsOf<T>(portfolio, kind), system.id) as readonly Row<T>[];

const itemAddress = ({ id }: Item, { index }: Portfolio): string => addressOf(index.nodes.get(id)!);

const handoffConditions = (system: System, portfolio: Portfolio): Matter[] =>
  system.artefacts
    .filter((artefact) => artefact.kind === 'handoff-checklist' && !isClosed(artefact))
    .flatMap((artefact) =>
      conditionsIn(artefact, 'handoff-condition', portfolio.as_of)
        .filter(({ open }) => open)
        .flatMap(({ item, row }) =>
          promised(
            {
              noun: 'Condition',
              title: `${item.local}: ${item.title}`,
              text: `A condition of the handoff in “${artefact.title}”.`,
              address: itemAddress(item, portfolio),
              system: system.id,
              owner: row.owner ?? textAt(artefact.data, 'owner'),
              due: row.due,
            },
            portfolio,
          ),
        ),
    );

const handoffQuestions = (system: System, portfolio: Portfolio): Matter[] =>
  rowsIn<HandoffItem>(system, 'handoff-item', portfolio)
    .filter(({ row }) => stands(row))
    .flatMap(({ artefact, item, row }) =>
      promised(
        {
          noun: 'Question',
          title: `${item.local}: ${item.title}`,
          text: `${row.result === 'fail' ? 'Answered no' : 'Not answered'} in “${artefact.title}”.`,
          address: itemAddress(item, portfolio),
          system: system.id,
          owner: row.owner ?? textAt(artefact.data, 'owner'),
          due: row.due,
        },
        portfolio,
      ),
    );

const actions = (system: System, portfolio: Portfolio): Matter[] =>
  rowsIn<FailureMode>(system, 'failure-mode', portfolio).flatMap(({ item, row }) =>
    (row.recommended_actions ?? []).filter(isOpen).flatMap((action) =>
      promised(
        {
          noun: 'Action',
          title: action.action ?? 'An action that is not named',
          text: `Against ${item.local}: ${item.title}`,
          address: itemAddress(item, portfolio),
          system: system.id,
          owner: action.owner ?? row.owner ?? null,
          due: action.due,
        },
        portfolio,
      ),
    ),
  );

const remedies = (system: System, portfolio: Portfolio): Matter[] =>
  rowsIn<Mapping>(system, 'mapping', portfolio).flatMap(({ artefact, item, row }) => {
    const { remediation, obligation = '' } = row;
    if (remediation === undefined || remediation.risk_status === 'closed') return [];
    const clause = portfolio.index.clauses.get(obligation);
    return promised(
      {
        noun: 'Remedy',
        title: remediation.action ?? 'A remedy that is not named',
        text: `For ${clause === undefined ? obligation : `${clause.ref} ${clause.title}`}`,
        address: itemAddress(item, portfolio),
        system: system.id,
        owner: remediation.owner ?? textAt(artefact.data, 'owner'),
        due: remediation.due,
      },
      portfolio,
    );
  });

/** Controls among some artefacts of which something remains to be done by a day that has passed or is near. */
export const controlPlans = (artefacts: readonly Artefact[], portfolio: Portfolio): Matter[] =>
  artefacts
    .filter((artefact) => artefact.kind === 'control' && !isClosed(artefact))
    .flatMap((artefact) => {
      const { implementation_status: status, planned } = artefact.data as Control;
      if (status !== 'planned' && status !== 'partial') return [];
      return promised(
        {
          noun: 'Control',
          title: `${artefact.local}: ${artefact.title}`,
          text: planned?.action ?? 'What remains to be done is not named.',
          address: artefactAddress(artefact),
          system: artefact.system,
          owner: planned?.owner ?? textAt(artefact.data, 'owner'),
          due: planned?.due,
        },
        portfolio,
      );
    });
