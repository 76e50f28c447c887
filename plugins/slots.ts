// Slots: what a page draws by itself in the middle of a body's HTML. A slot travels through the HTML tree as an
// element that no author can write, and the compiler puts the block in its place.
import type { Properties } from 'hast';
import type { VFile } from 'vfile';
import type { Json } from '../src/core/document.ts';
import type { Place } from '../src/core/place.ts';

export type Slot =
  | { type: 'component'; name: string; props: Record<string, Json>; refused?: string[]; place: Place }
  | { type: 'reference'; target: string; label: string | null; place: Place };

declare module 'vfile' {
  interface DataMap {
    /** Components and references of a body, in the order of the text. */
    slots: Slot[];
  }
}

/** The element that stands in the tree where a component will; its properties name the slot. */
export const slotName = 'casebook-slot';

/** Adds a slot to a file; the properties of the element that stands for it. */
export function addSlot(file: VFile, slot: Slot): { hName: string; hProperties: Properties } {
  const slots = (file.data.slots ??= []);
  slots.push(slot);
  return { hName: slotName, hProperties: { dataSlot: String(slots.length - 1) } };
}
