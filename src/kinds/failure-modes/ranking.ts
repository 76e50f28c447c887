// What the page of failure modes puts first, and the figures in its headline.
import type { Artefact, Item } from '../../core/artefact.ts';
import { compareNatural, compareText } from '../../core/compare.ts';
import { isPast, type CalendarDate } from '../../core/date.ts';
import {
  actionPriorities,
  actionPriority,
  riskPriorityNumber,
  type ActionPriority,
} from './action-priority.ts';
import type { FailureMode } from './schema.ts';

export type Action = NonNullable<FailureMode['recommended_actions']>[number];

/** A failure mode with what is computed from it. */
export interface Ranked {
  item: Item;
  row: FailureMode;
  priority: ActionPriority | null;
  rpn: number | null;
}

/** Whether an action is still to be done. */
export const isOpen = ({ status = 'open' }: Action): boolean => status === 'open' || status === 'in-progress';

/** The failure modes of an artefact: highest action priority first (unrated before rated), then severity, occurrence, id. */
export function ranked(artefact: Pick<Artefact, 'items'>): Ranked[] {
  return artefact.items
    .filter((item) => item.kind === 'failure-mode')
    .map((item) => {
      const row = item.data as FailureMode;
      return { item, row, priority: actionPriority(row), rpn: riskPriorityNumber(row) };
    })
    .sort(
      (a, b) =>
        urgency(a.priority) - urgency(b.priority) ||
        (b.row.severity ?? 0) - (a.row.severity ?? 0) ||
        (b.row.occurrence ?? 0) - (a.row.occurrence ?? 0) ||
        compareNatural(a.item.local, b.item.local),
    );
}

/** Unknown is never harmless: a row without ratings stands above the rated ones. */
const urgency = (priority: ActionPriority | null): number =>
  priority === null ? -1 : actionPriorities.indexOf(priority);

/** An open action with the failure mode it is against. */
export interface OpenAction {
  mode: Ranked;
  action: Action;
  late: boolean;
}

/** Every action still to be done: undated first, then by date. */
export function openActions(modes: readonly Ranked[], asOf: CalendarDate): OpenAction[] {
  return modes
    .flatMap((mode) =>
      (mode.row.recommended_actions ?? []).filter(isOpen).map((action) => ({
        mode,
        action,
        late: action.due !== undefined && isPast(action.due, asOf),
      })),
    )
    .sort(
      (a, b) =>
        compareText(a.action.due ?? '', b.action.due ?? '') ||
        compareNatural(a.mode.item.local, b.mode.item.local),
    );
}

/** The bands of the risk grid, worst severity and rarest occurrence first. */
export const severityBands = [
  { label: '9–10', from: 9 },
  { label: '7–8', from: 7 },
  { label: '4–6', from: 4 },
  { label: '1–3', from: 1 },
] as const;
export const occurrenceBands = [
  { label: '1–3', to: 3 },
  { label: '4–6', to: 6 },
  { label: '7–10', to: 10 },
] as const;

/** The failure modes that fall in each cell of severity × occurrence; rows and columns as the bands. */
export function riskGrid(modes: readonly Ranked[]): Ranked[][][] {
  const grid: Ranked[][][] = severityBands.map(() => occurrenceBands.map(() => []));
  for (const mode of modes) {
    const { severity, occurrence } = mode.row;
    if (severity === undefined || occurrence === undefined) continue;
    const row = severityBands.findIndex(({ from }) => severity >= from);
    const column = occurrenceBands.findIndex(({ to }) => occurrence <= to);
    grid[row]![column]!.push(mode);
  }
  return grid;
}
