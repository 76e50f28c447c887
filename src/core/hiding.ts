import type { Artefact } from './artefact.ts';
import { systemOf } from './classify.ts';
import { asText } from './data.ts';
import { isObligationId, parseEvidenceReference, splitReference } from './id.ts';
import type { Input } from './input.ts';
import { kindOf, type Kind } from './kind.ts';
import type { LinkDraft } from './link.ts';
import type { Catalogue } from './obligation.ts';

/** Whether nothing of a file could be read. */
export const isUnreadable = (artefact: Artefact): boolean => artefact.broken.includes('');

/** Whether a register has evidence whose file is not stated, or not in a way that can be read. */
export const isFileUnknown = (artefact: Artefact): boolean =>
  artefact.kind === 'evidence-register' && artefact.items.some(({ data }) => asText(data['file']) === null);

/** Whether a fault may hide ids that others name: of the whole file, of a list of items, or of a row’s own id. */
function isHidingIds(artefact: Artefact, kind: Kind | undefined): boolean {
  const lists = kind?.items.map(({ field, id }) => ({ field, id })) ?? [];
  if (artefact.kind === 'portfolio') lists.push({ field: 'parties', id: 'id' });
  // Evidence that names no file is none, and its id leads nowhere.
  if (isFileUnknown(artefact)) return true;
  return artefact.broken.some((at) => {
    const [, field, row, name, ...deeper] = at.split('/');
    if (field === undefined) return true;
    const list = lists.find((one) => one.field === field);
    return (
      list !== undefined &&
      (row === undefined || name === undefined || (name === list.id && deeper.length === 0))
    );
  });
}

/** Whether a finding of the reading says that a file or folder was not entered. */
const isClosed = (rule: string): boolean => rule === 'read/unreadable' || rule === 'read/outside';

/**
 * Tells of a reference that leads nowhere whether it may lead into something that could not be read: the fault has
 * its finding there, and who refers to it is not at fault.
 * @param catalogues those that were read, when one that the portfolio names was not; else `null`.
 */
export function hidingOf(
  input: Input,
  artefacts: readonly Artefact[],
  file: Artefact | undefined,
  catalogues: readonly Catalogue[] | null,
): (draft: Pick<LinkDraft, 'reference' | 'to'>, system: string | null) => boolean {
  const unread = [
    ...input.documents.filter((one) => one.data === null).map((one) => one.file),
    ...input.drafts.filter(({ rule }) => isClosed(rule)).map(({ at }) => at.file),
    ...artefacts.filter((one) => isHidingIds(one, kindOf(input.kinds, one.kind))).map((one) => one.file),
  ];
  // Of the files that are no system's, only controls have ids that others name without more.
  const systems = new Set(
    unread.filter((one) => systemOf(one) !== null || one.startsWith('controls')).map(systemOf),
  );
  const noPortfolio = file === undefined || isUnreadable(file);
  const noParties = file === undefined || isHidingIds(file, undefined);
  return ({ reference, to }, system) => {
    if (to === 'party') return noParties;
    const { id } = parseEvidenceReference(reference);
    if (isObligationId(id)) {
      return noPortfolio || (catalogues !== null && !catalogues.some((one) => id.startsWith(`${one.id}:`)));
    }
    const named = splitReference(id).system;
    if (named !== null) return systems.has(named);
    return system === null ? systems.size > 0 : systems.has(system) || systems.has(null);
  };
}
