import { isBroken, type Artefact, type Item } from './artefact.ts';
import { asText } from './data.ts';
import { isAhead, type CalendarDate } from './date.ts';
import { once } from './once.ts';
import type { System } from './portfolio.ts';

/** A mapping row with the artefact that holds it. */
export interface MappedRow {
  item: Item;
  artefact: Artefact;
}

/**
 * The mapping rows of a system, by the obligation they speak of; the first row of two counts, but one assessed
 * after the as-of date only where there is no other.
 */
export function mappedRows(system: System, asOf: CalendarDate): ReadonlyMap<string, MappedRow> {
  const days = rowsByDay(system);
  let rows = days.get(asOf);
  if (!rows) days.set(asOf, (rows = findRows(system, asOf)));
  return rows;
}

/** Asked again for every thing that is withdrawn and every day looked ahead. */
const rowsByDay = once((_system: System) => new Map<CalendarDate, ReadonlyMap<string, MappedRow>>());

function findRows(system: System, asOf: CalendarDate): ReadonlyMap<string, MappedRow> {
  const rows = new Map<string, MappedRow>();
  for (const artefact of system.artefacts) {
    for (const item of artefact.items) {
      const obligation = item.kind === 'mapping' ? asText(item.data['obligation']) : null;
      if (obligation === null) continue;
      const known = rows.get(obligation);
      if (known === undefined || (isUnborn(known.item, asOf) && !isUnborn(item, asOf)))
        rows.set(obligation, { item, artefact });
    }
  }
  return rows;
}

/** Whether a system has rows that could not be read, so that nobody knows which clauses have none. */
export const isMappingUnread = ({ artefacts }: System): boolean =>
  artefacts.some((one) => one.kind === 'compliance-mapping' && isBroken(one, ['mappings']));

/** Whether a row was assessed after a date: on that date it does not exist yet. */
export const isUnborn = ({ data }: Item, asOf: CalendarDate): boolean => isAhead(data['assessed_on'], asOf);
