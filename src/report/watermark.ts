import { draftNote } from '../core/draft.ts';
import type { Table } from './table.ts';

/**
 * A table that says in a last column of its own, row by row, that it is a draft: a CSV has no other place that
 * survives sorting and filtering. A table that is none stays as it is.
 */
export const watermarked = (table: Table, draft: boolean): Table =>
  draft
    ? { ...table, header: [...table.header, 'draft'], rows: table.rows.map((row) => [...row, draftNote]) }
    : table;
