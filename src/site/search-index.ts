/** The full-text index, made from the pages as they are drawn, so that it can only find what a reader can open. */
import path from 'node:path';
import { close, createIndex, type PagefindIndex } from 'pagefind';
import { foldedWords } from './scripts/fold.ts';

/**
 * The pages worth finding. Registers, lists of findings and the chapters of a matrix only repeat what these say: a
 * chapter's clauses stand in the catalogue, what covers them in the mapping and the controls.
 */
const searched = [
  'index.html',
  '{attention,holes,lapses}/index.html',
  '{systems,evidence,controls,obligations,guide,people,impact}/**/*.html',
  'traceability/{index.html,*/index.html,*/*/index.html}',
];

/** Whether the search finds a page. @param address relative to the site: `systems/pd/index.html`. */
export const isSearched = (address: string): boolean =>
  searched.some((glob) => path.posix.matchesGlob(address, glob));

/**
 * The part of a page that is searched, as a page of its own; `null` when it has none. The frame around it is a third of
 * a page, and would only be sent and parsed to be passed over.
 */
export function searchedPart(html: string): string | null {
  const start = /<main\b[^>]*\sdata-pagefind-body\b/.exec(html)?.index;
  if (start === undefined) return null;
  const end = html.lastIndexOf('</main>');
  const main = html.slice(start, end);
  return `<html lang="en"><body>${main}${alsoFound(main)}</main></body></html>`;
}

/** Words under the spelling that a reader without their letters types, as data that is searched and never shown. */
function alsoFound(html: string): string {
  const words = foldedWords(html.replace(/<[^>]*>/g, ' '));
  return words.length === 0
    ? ''
    : `<span hidden data-pagefind-meta="folded[data-folded]" data-folded="${words.join(' ')}"></span>`;
}

/**
 * A search index that grows while pages are drawn: it is made by a process of its own, which has the time between two
 * pages.
 */
export class SearchIndex {
  #index: PagefindIndex | null = null;
  /** Pages in the order of the site. Their numbers in the index follow it, not when each was drawn. */
  #order = new Map<string, number>();
  readonly #early = new Map<number, { sourcePath: string; content: string } | null>();
  readonly #errors: string[] = [];
  readonly #added: Promise<void>[] = [];
  #next = 0;

  /**
   * Opens the index for the pages of a site.
   * @param addresses all of its pages, in the order that their numbers shall have.
   * @throws {Error} with Pagefind's own messages.
   */
  async open(addresses: readonly string[]): Promise<void> {
    const { index, errors } = await createIndex({ forceLanguage: 'en' });
    if (!index) throw new Error(`The search index could not be made: ${errors.join('; ')}`);
    this.#index = index;
    const pages = [...new Set(addresses)].filter(isSearched);
    this.#order = new Map(pages.map((address, place) => [address, place]));
  }

  /** Takes a page that was drawn; `null` when its address has none after all. Pages without a part that is searched are passed over. */
  add(address: string, html: string | null): void {
    const place = this.#order.get(address);
    if (place === undefined) return;
    const content = html === null ? null : searchedPart(html);
    this.#early.set(place, content === null ? null : { sourcePath: address, content });
    for (let page; (page = this.#early.get(this.#next)) !== undefined; this.#next++) {
      this.#early.delete(this.#next);
      if (page !== null) this.#added.push(this.#give(page));
    }
  }

  /** Whether it has every page that it was opened for. */
  get isWhole(): boolean {
    return this.#next === this.#order.size;
  }

  async #give(page: { sourcePath: string; content: string }): Promise<void> {
    // What is wrong is told once, when the index is written.
    const errors = await this.#opened.addHTMLFile(page).then((added) => added.errors, reasonsOf);
    for (const error of errors) this.#errors.push(`${page.sourcePath}: ${error}`);
  }

  /**
   * Writes `pagefind/` into a site.
   * @throws {Error} when a page could not be indexed or the index not be written, with Pagefind's own messages.
   */
  async write(outDir: string): Promise<void> {
    await Promise.all(this.#added);
    if (this.#errors.length > 0) throw new Error(`Pages could not be indexed: ${this.#errors.join('; ')}`);
    const missing = this.#order.size - this.#next;
    if (missing > 0) throw new Error(`${missing} pages of the search index were never drawn`);
    const { errors } = await this.#opened.writeFiles({ outputPath: path.join(outDir, 'pagefind') });
    if (errors.length > 0) throw new Error(`The search index could not be written: ${errors.join('; ')}`);
  }

  get #opened(): PagefindIndex {
    if (!this.#index) throw new Error('The search index was not opened');
    return this.#index;
  }

  /** Ends the process behind it, if there is one. */
  async close(): Promise<void> {
    if (this.#index) await close();
    this.#index = null;
  }
}

const reasonsOf = (reason: unknown): string[] => [String(reason)];
