/** The pages of the content folder's files, for links that authors write by path. */
import { addressOf } from '../../core/address.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { artefactAddress } from './slots.ts';

const tables = new WeakMap<Portfolio, Map<string, string>>();

/** The root-relative address of the page about a file, or `null` when no page is. */
export function fileAddress(portfolio: Portfolio, file: string): string | null {
  let table = tables.get(portfolio);
  if (!table) {
    table = new Map();
    for (const record of portfolio.evidence) {
      table.set(record.file, addressOf({ ...record, type: 'evidence', kind: record.type, artefact: null }));
    }
    for (const artefact of portfolio.artefacts) table.set(artefact.file, artefactAddress(artefact));
    for (const system of portfolio.systems) {
      if (system.profile) table.set(system.profile.file, `/systems/${system.id}/`);
    }
    tables.set(portfolio, table);
  }
  return table.get(file) ?? null;
}
