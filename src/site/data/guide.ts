/** The guide: its pages in order, those we write and those made from schemas and rules. */
import { byText } from '../../core/compare.ts';
import type { Kind } from '../../core/kind.ts';

export interface GuidePage {
  address: string;
  title: string;
  group: 'Writing' | 'Artefacts' | 'Records' | 'Reference';
}

/** Every page of the guide, in reading order. */
export function guidePages(kinds: readonly Kind[]): GuidePage[] {
  const of = (form: Kind['form'], group: GuidePage['group']): GuidePage[] =>
    kinds
      .filter((kind) => kind.form === form)
      .sort((a, b) => (a.order || 99) - (b.order || 99) || byText<Kind>((kind) => kind.title)(a, b))
      .map((kind) => ({ address: `/guide/kinds/${kind.name}/`, title: kind.title, group }));
  return [
    { address: '/guide/', title: 'How a portfolio is written', group: 'Writing' },
    { address: '/guide/evidence/', title: 'Evidence and numbers', group: 'Writing' },
    { address: '/guide/components/', title: 'Components', group: 'Writing' },
    { address: '/guide/catalogues/', title: 'Catalogues', group: 'Writing' },
    { address: '/guide/states/', title: 'What the states mean', group: 'Writing' },
    ...of('page', 'Artefacts'),
    ...of('record', 'Records'),
    { address: '/guide/rules/', title: 'Rules', group: 'Reference' },
    { address: '/guide/commands/', title: 'Commands', group: 'Reference' },
    { address: '/guide/exports/', title: 'Exports and data', group: 'Reference' },
  ];
}

/**
 * The address where a rule is explained: its own place on the page of its area.
 * @example ruleAddress('drift/late-decision') // '/guide/rules/drift/#drift-late-decision'
 */
export const ruleAddress = (id: string): string =>
  `/guide/rules/${id.split('/')[0]}/#${id.replace('/', '-')}`;

/** The page before and after another. */
export function guidePager(
  address: string,
  kinds: readonly Kind[],
): { previous: GuidePage | null; next: GuidePage | null } {
  const pages = guidePages(kinds);
  const at = pages.findIndex((page) => page.address === address);
  return { previous: pages[at - 1] ?? null, next: at < 0 ? null : (pages[at + 1] ?? null) };
}

/** How a file of a kind comes to be: its command, or where it is written by hand. */
export function startOf({ name, form, scope, newFile }: Kind): { says: string; code: string } | null {
  if (!newFile) return null;
  const command = recordCommands[name];
  if (command !== undefined) return { says: 'It begins with', code: `casebook ${command}` };
  if (form === 'page') {
    return {
      says: 'Start one with',
      code: `casebook new ${name}${scope === 'system' ? ' --system <id>' : ''}`,
    };
  }
  return { says: 'It is written by hand, as', code: `systems/<system>/${newFile('<name>')}` };
}

/** Records that other commands write. */
const recordCommands: Partial<Record<string, string>> = {
  portfolio: 'init',
  approvals: 'approve <artefact> --as <party>',
  confirmations: 'confirm <artefact or link> --as <party>',
  'evidence-register': 'evidence add <file>',
};
