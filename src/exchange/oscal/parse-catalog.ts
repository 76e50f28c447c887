import type { Spot } from '../../core/place.ts';
import type { OscalDocument } from './document.ts';
import { entriesOf, idOf, textOf, type Entry } from './fields.ts';
import type { Fault } from './faults.ts';
import { isWhole } from './is-whole.ts';
import type { Control, Group, OscalCatalog } from './model.ts';
import { deepest, parseLinks, parseParams, parseParts, parseProps } from './parse-content.ts';

/**
 * Parses the body of a catalog; `null` when nobody can tell which controls it holds. A control without an id, or with
 * one that stands already, is said and left out; what stands under it takes its place.
 */
export function parseCatalog(document: OscalDocument, fault: Fault): OscalCatalog | null {
  const { file, root, metadata, resources } = document;
  const seen = new Map<string, Spot>();
  const seenGroups = new Map<string, Spot>();

  const isNew = (id: string, what: string, at: Spot, before: Map<string, Spot>): boolean => {
    const first = before.get(id);
    if (first === undefined) {
      before.set(id, at);
      return true;
    }
    const also = what === 'group' ? 'it is read as a group without one' : 'the second is left out';
    fault(
      'oscal/invalid',
      at,
      `the ${what} id \`${id}\` stands twice; ${also}`,
      'give one of the two another id',
      {
        related: [{ at: first, message: 'first used here' }],
      },
    );
    return false;
  };

  const titled = (entry: Entry, id: string | null, what: string) => {
    const title = textOf(entry.data, 'title');
    if (title === null) {
      fault(
        'oscal/invalid',
        entry.path,
        id === null ? `a ${what} has no \`title\`` : `the ${what} \`${id}\` has no \`title\``,
        'add the title it has in its source',
      );
    }
    return {
      class: textOf(entry.data, 'class'),
      title: title ?? id ?? 'Untitled',
      params: parseParams(entry, file, fault),
      props: parseProps(entry, fault),
      links: parseLinks(entry, fault),
      parts: parseParts(entry, file, fault),
      at: { file, path: entry.path },
    };
  };

  const tooDeep = (entry: Entry, depth: number): boolean => {
    if (depth <= deepest) return false;
    fault(
      'oscal/invalid',
      entry.path,
      'groups and controls are nested too deeply',
      `nest them ${deepest} deep at most`,
    );
    return true;
  };

  const controls = (parent: Entry, depth: number): Control[] =>
    tooDeep(parent, depth)
      ? []
      : entriesOf(parent, 'controls', fault).flatMap((entry): Control[] => {
          const id = idOf(entry, 'control', fault, 'give it the id it has in its source');
          if (id === null || !isNew(id, 'control', { file, path: [...entry.path, 'id'] }, seen))
            return controls(entry, depth + 1);
          return [{ id, ...titled(entry, id, 'control'), controls: controls(entry, depth + 1) }];
        });

  const groups = (parent: Entry, depth: number): Group[] =>
    tooDeep(parent, depth)
      ? []
      : entriesOf(parent, 'groups', fault).map((entry): Group => {
          const stated = idOf(entry, 'group', fault);
          const isOwn =
            stated !== null && isNew(stated, 'group', { file, path: [...entry.path, 'id'] }, seenGroups);
          return {
            id: isOwn ? stated : null,
            ...titled(entry, stated, 'group'),
            controls: controls(entry, depth + 1),
            groups: groups(entry, depth + 1),
          };
        });

  const catalog: OscalCatalog = {
    type: 'catalog',
    file,
    metadata,
    params: parseParams(root, file, fault),
    controls: controls(root, 0),
    groups: groups(root, 0),
    resources,
    outside: [],
    repeats: 'imports',
  };
  return isWhole(root.data) ? catalog : null;
}
