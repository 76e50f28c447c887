import type { Role } from './classify.ts';
import type { Document } from './document.ts';
import { understand, type Surroundings, type Understood } from './understand.ts';

type ArtefactRole = Extract<Role, { role: 'artefact' }>;

interface Kept {
  role: ArtefactRole;
  around: Omit<Surroundings, 'side'>;
  /** Every side file that was asked for, and what was there. */
  sides: Map<string, Document | undefined>;
  understood: Understood;
}

const kept = new WeakMap<Document, Kept>();

/**
 * `understand`, but once as long as the document, its side files and its parent are the same objects: a portfolio of
 * which one file changed is understood in that file and what depends on it. What comes out is shared between
 * portfolios and must not be changed.
 */
export function understandOnce(document: Document, role: ArtefactRole, around: Surroundings): Understood {
  const before = kept.get(document);
  if (before && isSame(before, role, around)) return before.understood;
  const sides: Kept['sides'] = new Map();
  const side = (file: string): Document | undefined => {
    const found = around.side(file);
    sides.set(file, found);
    return found;
  };
  const understood = understand(document, role, { ...around, side });
  // The function that finds side files is left out: it holds on to every file of its portfolio.
  const { schema, parent, inheritable } = around;
  kept.set(document, { role, around: { schema, parent, inheritable }, sides, understood });
  return understood;
}

const isSame = (before: Kept, role: ArtefactRole, around: Surroundings): boolean =>
  before.role.kind === role.kind &&
  before.role.system === role.system &&
  before.role.local === role.local &&
  before.around.schema === around.schema &&
  before.around.parent === around.parent &&
  before.around.inheritable === around.inheritable &&
  [...before.sides].every(([file, document]) => around.side(file) === document);
