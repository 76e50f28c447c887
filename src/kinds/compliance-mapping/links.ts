import { spotOf, type Artefact } from '../../core/artefact.ts';
import type { LinkDraft } from '../../core/link.ts';
import type { Mapping } from './schema.ts';

/**
 * The links a mapping row makes between other things: its clause to each of its controls, and each control to
 * each item that carries it out. The row's own links (evidence, owner) come from its fields.
 */
export function mappingLinks(artefact: Artefact): LinkDraft[] {
  return artefact.items
    .filter((item) => item.kind === 'mapping')
    .flatMap((item) => {
      const { obligation, controls = [], implemented_by = [] } = item.data as Mapping;
      if (obligation === undefined) return [];
      const mapped = controls.map((control, i): LinkDraft => ({
        type: 'maps-to',
        from: obligation,
        reference: control,
        to: 'control',
        at: spotOf(artefact, [...item.path, 'controls', i]),
        field: 'controls',
        derived: true,
      }));
      const carried = controls.flatMap((control) =>
        implemented_by.map((reference, i): LinkDraft => ({
          type: 'implemented-by',
          from: control,
          reference,
          to: 'item',
          at: spotOf(artefact, [...item.path, 'implemented_by', i]),
          field: 'implemented_by',
          derived: true,
        })),
      );
      return [...mapped, ...carried];
    });
}
