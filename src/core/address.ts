import type { Node } from './portfolio.ts';

/**
 * The address of anything that has one, from the root of the site (without `--base`): stable across builds, with
 * an anchor for things that live on a larger page.
 */
export function addressOf(
  node: Pick<Node, 'id' | 'local' | 'type' | 'kind' | 'system' | 'artefact' | 'chapter' | 'address'>,
): string {
  if (node.address !== undefined) return node.address;
  switch (node.type) {
    case 'system':
      return `/systems/${node.id}/`;
    case 'artefact':
      return artefactAddress(node);
    case 'item': {
      const holder = node.artefact ?? '';
      const slash = holder.indexOf('/');
      const local = slash < 0 ? holder : holder.slice(slash + 1);
      return `${artefactAddress({ system: node.system, local, id: holder, kind: node.kind })}#${anchorOf(node.local)}`;
    }
    case 'control':
      return `/controls/${node.id}/`;
    case 'obligation': {
      const [catalogue = '', clause = ''] = node.id.split(':');
      const chapter = node.chapter ? `${node.chapter}/` : '';
      return `/obligations/${catalogue}/${chapter}#${anchorOf(clause)}`;
    }
    case 'evidence':
      return `/evidence/${node.id}/`;
    case 'party':
      return `/people/#${anchorOf(node.id)}`;
    case 'waiver':
      return `/waivers/#${anchorOf(node.id)}`;
  }
}

function artefactAddress(node: Pick<Node, 'id' | 'local' | 'system' | 'kind'>): string {
  if (node.kind === 'system') return `/systems/${node.system ?? node.id}/profile/`;
  return node.system === null
    ? `/${node.kind}s/${node.local}/`
    : `/systems/${node.system}/${pageName(node)}/`;
}

/** Pages that every system has whatever its files are called. */
const ownPages: readonly string[] = ['profile', 'decisions', 'questions'];

/** The last part of the address of an artefact in a system: its id, which no page of the system’s own may have. */
export const pageName = ({ kind, local }: Pick<Node, 'kind' | 'local'>): string =>
  kind === 'system' ? 'profile' : ownPages.includes(local.toLowerCase()) ? `${local}-page` : local;

/** The anchor of an id on a page: itself, with the characters that an HTML id should not hold replaced. */
export const anchorOf = (local: string): string => local.replace(/[^A-Za-z0-9._-]/g, '-');
