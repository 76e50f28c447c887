// What a decision or an opinion is tied to, as it stands on a day: kinds that have conditions read them alike.
import type { Artefact, Item } from '../core/artefact.ts';
import { compareNatural, compareText } from '../core/compare.ts';
import { isPast, type CalendarDate } from '../core/date.ts';

/** What rows of conditions share. */
export interface ConditionRow {
  condition?: string | undefined;
  owner?: string | undefined;
  due?: CalendarDate | undefined;
  status?: 'open' | 'met' | 'dropped' | undefined;
  met_on?: CalendarDate | undefined;
  evidence?: string[] | undefined;
  note?: string | undefined;
}

/** A condition with its item. */
export interface Condition<T extends ConditionRow = ConditionRow> {
  item: Item;
  row: T;
  open: boolean;
  late: boolean;
}

/**
 * The conditions of an artefact by their kind of item: open ones first, the earliest date first, undated before all.
 * One without a status is open, and so is one that is met after the day.
 */
export function conditionsIn<T extends ConditionRow>(
  artefact: Pick<Artefact, 'items'>,
  kind: string,
  asOf: CalendarDate,
): Condition<T>[] {
  return artefact.items
    .filter((item) => item.kind === kind)
    .map((item) => {
      const row = item.data as T;
      const open = (row.status ?? 'open') === 'open' || (row.met_on !== undefined && row.met_on > asOf);
      return { item, row, open, late: open && row.due !== undefined && isPast(row.due, asOf) };
    })
    .sort(
      (a, b) =>
        Number(b.open) - Number(a.open) ||
        compareText(a.row.due ?? '', b.row.due ?? '') ||
        compareNatural(a.item.local, b.item.local),
    );
}
