// A checklist as a reviewer reads it: what stands in the way first, then area by area.
import type { Artefact, Item } from '../../core/artefact.ts';
import { compareNatural } from '../../core/compare.ts';
import type { CalendarDate } from '../../core/date.ts';
import { conditionsIn, type Condition } from '../conditions.ts';
import { areas, type Area, type HandoffCondition, type HandoffItem } from './schema.ts';

/** A question with its item. */
export interface Question {
  item: Item;
  row: HandoffItem;
}

/** Whether a question still stands in the way: answered no, or not answered. */
export const stands = ({ result }: Pick<HandoffItem, 'result'>): boolean =>
  result === undefined || result === 'fail';

/** The questions of a checklist: those that stand first among equals of their area, then by id. */
export function questionsOf(artefact: Pick<Artefact, 'items'>): Question[] {
  return artefact.items
    .filter((item) => item.kind === 'handoff-item')
    .map((item) => ({ item, row: item.data as HandoffItem }))
    .sort(
      (a, b) =>
        Number(stands(b.row)) - Number(stands(a.row)) ||
        Number(b.row.blocker === true) - Number(a.row.blocker === true) ||
        compareNatural(a.item.local, b.item.local),
    );
}

/** The questions by area, in the order of the review; those without an area come last, under `null`. */
export function byArea(questions: readonly Question[]): { area: Area | null; questions: Question[] }[] {
  return [...areas, null]
    .map((area) => ({ area, questions: questions.filter(({ row }) => (row.area ?? null) === area) }))
    .filter((group) => group.questions.length > 0);
}

/** The conditions of a checklist, open ones first. */
export const conditionsOf = (
  artefact: Pick<Artefact, 'items'>,
  asOf: CalendarDate,
): Condition<HandoffCondition>[] => conditionsIn(artefact, 'handoff-condition', asOf);
