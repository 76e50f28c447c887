/** What is not there as tables: the counts that stand over its page, and its rows. */
import type { Table } from '../../../report/table.ts';
import type { HoleList } from './hole.ts';
import { countStates, scopeOf } from './lists.ts';

/** A row for each hole of some lists, in the order of the page. */
export const holesTable = (lists: readonly HoleList[]): Table => ({
  name: 'Holes',
  header: ['list', 'id', 'title', 'state', 'why', 'system', 'systems', 'owners', 'waiver', 'address'],
  frozen: 2,
  rows: lists.flatMap((list) =>
    list.rows.map((row) => [
      list.id,
      row.id,
      row.title,
      row.state,
      row.why,
      row.system,
      row.systems,
      row.owners,
      row.waiver,
      row.address,
    ]),
  ),
});

/** A row for each list: how much of it is missing, and how much it looked at. Of nothing there is no share. */
export const holeCountsTable = (lists: readonly HoleList[]): Table => ({
  name: 'Lists',
  header: ['list', 'title', 'what', 'open', 'unread', 'explained', 'waived', 'looked_at', 'open_share'],
  types: { open_share: 'share' },
  frozen: 2,
  rows: lists.map((list) => {
    const { open, unread, explained, waived } = countStates(list.rows);
    const whole = scopeOf(list);
    return [
      list.id,
      list.title,
      list.what,
      open,
      unread,
      explained,
      waived,
      whole,
      whole === 0 ? null : open / whole,
    ];
  }),
});
