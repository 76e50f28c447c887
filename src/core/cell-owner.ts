import type { Cell } from './cell.ts';
import { asRecord, asText } from './data.ts';
import type { Portfolio } from './portfolio.ts';

/**
 * The party that has to move for a cell, by id: who remedies it, else who runs the control that decides it (or its
 * first one), else who owns the mapping, else who owns the system. `null` when the record names nobody.
 */
export function ownerOf({ index }: Pick<Portfolio, 'index'>, cell: Cell): string | null {
  const row = cell.row === null ? undefined : index.items.get(cell.row);
  const remedy = asText(asRecord(row?.data['remediation'])?.['owner']);
  const decisive = cell.deciding_step === null ? null : cell.steps[cell.deciding_step]?.id;
  const control = cell.controls.find((id) => id === decisive) ?? cell.controls[0];
  const mapping = row && index.artefacts.get(row.artefact);
  const named =
    remedy ??
    (control === undefined ? null : runnerOf(index.artefacts.get(control)?.data)) ??
    asText(mapping?.data['owner']) ??
    index.systems.get(cell.system)?.owner ??
    null;
  if (named === null) return null;
  const found = index.resolve(named, cell.system);
  return found.state === 'found' ? found.node.id : named;
}

/** Who runs a control: its `control_owner`, else the owner of its text. */
const runnerOf = (data: Record<string, unknown> | undefined): string | null =>
  asText(data?.['control_owner']) ?? asText(data?.['owner']);
