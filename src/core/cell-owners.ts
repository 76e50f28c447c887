import type { Cell } from './cell.ts';
import { asRecord, asText } from './data.ts';
import type { Portfolio } from './portfolio.ts';

/**
 * The parties that answer for a cell, by id: those who run its controls, and who mends what is missing; where nobody
 * is named, who owns the mapping, else the system. Empty when the record names nobody at all.
 */
export function ownersOf({ index }: Pick<Portfolio, 'index'>, cell: Cell): string[] {
  const row = cell.row === null ? undefined : index.items.get(cell.row);
  const named = [
    ...cell.controls.map((id) => runnerOf(index.artefacts.get(id)?.data)),
    asText(asRecord(row?.data['remediation'])?.['owner']),
  ].filter((one) => one !== null);
  const mapping = row && index.artefacts.get(row.artefact);
  const last = asText(mapping?.data['owner']) ?? index.systems.get(cell.system)?.owner ?? null;
  const owners = named.length > 0 || last === null ? named : [last];
  return [...new Set(owners.map((owner) => idOf(index, owner, cell.system)))];
}

/** Who runs a control: its `control_owner`, else the owner of its text. */
const runnerOf = (data: Record<string, unknown> | undefined): string | null =>
  asText(data?.['control_owner']) ?? asText(data?.['owner']);

function idOf(index: Portfolio['index'], reference: string, system: string): string {
  const found = index.resolve(reference, system);
  return found.state === 'found' ? found.node.id : reference;
}
