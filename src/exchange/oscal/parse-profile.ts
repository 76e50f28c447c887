import type { OscalDocument } from './document.ts';
import { childOf, entriesOf, textOf, type Entry } from './fields.ts';
import type { Fault } from './faults.ts';
import { isWhole } from './is-whole.ts';
import { parseAlterations, parseSettings } from './parse-modify.ts';
import { parseSelection } from './parse-selection.ts';
import { parseCombine, parseStructure } from './parse-structure.ts';
import type { Import, Profile } from './profile.ts';

/** Parses the body of a profile; `null` when it cannot be resolved as it is written. */
export function parseProfile(document: OscalDocument, fault: Fault): Profile | null {
  const { file, root, metadata, resources } = document;
  const structure = parseStructure(root, file, fault);
  const imports = parseImports(root, fault);
  if (imports.length === 0 && isWhole(root.data)) {
    fault(
      'oscal/import',
      root.path,
      'the profile imports nothing',
      'add `imports` with the catalog it selects from',
    );
    return null;
  }
  if (structure === null) return null;
  const modify = childOf(root, 'modify', fault);
  const profile: Profile = {
    type: 'profile',
    file,
    metadata,
    imports,
    combine: parseCombine(root, fault),
    structure,
    settings: modify ? parseSettings(modify, file, fault) : [],
    alterations: modify ? parseAlterations(modify, file, fault) : [],
    resources,
  };
  return isWhole(root.data) ? profile : null;
}

const parseImports = (root: Entry, fault: Fault): Import[] =>
  entriesOf(root, 'imports', fault).flatMap((entry) => {
    const href = textOf(entry.data, 'href');
    if (href === null) {
      fault('oscal/import', entry.path, 'an import has no `href`', 'name the catalog or profile it imports');
      return [];
    }
    return [{ href, path: entry.path, ...parseSelection(entry, fault) }];
  });
