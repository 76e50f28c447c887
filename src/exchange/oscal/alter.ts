import { addInside, addTo } from './add.ts';
import type { Control } from './model.ts';
import type { Alteration } from './profile.ts';
import { without } from './remove.ts';

/**
 * A control with its alterations: first what is removed, from it and everything inside it, then what is added. With
 * one position, additions stand in the sequence of the profile.
 * Source: OSCAL profile resolution, “Altering controls”.
 */
export function alter(control: Control, alterations: readonly Alteration[]): Control {
  const left = without(
    control,
    alterations.flatMap((one) => one.removes),
  );
  const adds = alterations.flatMap((one) => one.adds);
  // An addition to the control by its own id is one to the control as a whole, as NIST's resolver has it.
  const [whole, parts] = [
    adds.filter(({ target }) => target === null || target === control.id),
    adds.filter(({ target }) => target !== null && target !== control.id),
  ];
  return addTo(parts.length > 0 ? addInside(left, parts) : left, whole, true);
}
