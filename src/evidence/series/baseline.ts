import type { Baseline, ControlFault } from '../control/chart.ts';

/**
 * The batches that the limits of a control chart come from, as a monitor writes them: `2024-11 to 2025-10`, or
 * `2025-10` for all batches up to it; `null` for all batches there are.
 */
export function baselineOf(
  text: string | null,
  batches: readonly { id: string }[],
): Baseline | ControlFault | null {
  if (text === null) return null;
  const [first, last] = text.includes(' to ') ? text.split(' to ') : [undefined, text];
  const at = (name: string): number => batches.findIndex(({ id }) => id === name.trim());
  const [from, to] = [first === undefined ? 0 : at(first), at(last!)];
  if (from < 0 || to < 0) return { fault: `its baseline \`${text}\` names a batch that is not in the file` };
  if (from > to) return { fault: `its baseline \`${text}\` ends before it begins` };
  return { from, to };
}
