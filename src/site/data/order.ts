/** The order a board reads a system in: its page, the eight, the annexes. */
import type { Portfolio, System } from '../../core/portfolio.ts';
import { artefactAddress, isGathered, slotsOf } from './slots.ts';

export interface Step {
  address: string;
  title: string;
}

/** Every page of a system in reading order. */
export function readingOrder(system: System, portfolio: Portfolio): Step[] {
  const steps: Step[] = [{ address: `/systems/${system.id}/`, title: system.title }];
  for (const slot of slotsOf(system, portfolio)) {
    if (slot.address === null) continue;
    if (isGathered(slot.kind)) steps.push({ address: slot.address, title: slot.title });
    for (const artefact of slot.artefacts) {
      steps.push({
        address: artefactAddress(artefact),
        title: slot.artefacts.length > 1 || isGathered(slot.kind) ? artefact.title : slot.title,
      });
    }
  }
  if (system.profile) steps.push({ address: `/systems/${system.id}/profile/`, title: 'Profile' });
  return steps;
}

/** The steps before and after an address. */
export function neighbours(
  steps: readonly Step[],
  address: string,
): { previous: Step | null; next: Step | null } {
  const at = steps.findIndex((step) => step.address === address);
  return { previous: at > 0 ? (steps[at - 1] ?? null) : null, next: at < 0 ? null : (steps[at + 1] ?? null) };
}
