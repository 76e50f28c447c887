import type { Link, LinkDraft } from './link.ts';

/**
 * Links that were looked up for an earlier portfolio. As long as the same ids mean things of the same kind, the links
 * that an unchanged artefact states lead where they led; those that led nowhere are looked up again, because what they
 * might mean is said with places that may have moved.
 */
export class ResolvedLinks {
  #links = new WeakMap<readonly LinkDraft[], Link[]>();

  /** Forgets them all: ids mean other things than they did. */
  forget(): void {
    this.#links = new WeakMap();
  }

  /** The links of an artefact’s drafts as they were found before. They are not to be changed. */
  of(drafts: readonly LinkDraft[]): Link[] | undefined {
    return this.#links.get(drafts);
  }

  /** Keeps the links of an artefact’s drafts, none of which has a finding. */
  keep(drafts: readonly LinkDraft[], links: Link[]): void {
    this.#links.set(drafts, links);
  }
}
