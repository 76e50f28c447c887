/** The full-text index, written from the built pages so that it can only find what a reader can open. */
import path from 'node:path';
import { createIndex } from 'pagefind';

/**
 * The pages worth finding. Registers, lists of findings and the chapters of a matrix only repeat what these say: a
 * chapter's clauses stand in the catalogue, what covers them in the mapping and the controls.
 */
const searched =
  '{index.html,{holes,lapses}/index.html,{systems,evidence,controls,obligations,guide,people,impact}/**/*.html,traceability/{index.html,*/index.html,*/*/index.html}}';

/** Indexes the HTML of a built site and writes `pagefind/` into it. Throws with Pagefind's own messages. */
export async function indexSite(outDir: string): Promise<void> {
  const { index, errors } = await createIndex({ forceLanguage: 'en' });
  try {
    if (!index) throw new Error(`The search index could not be made: ${errors.join('; ')}`);
    const added = await index.addDirectory({ path: outDir, glob: searched });
    if (added.errors.length > 0) throw new Error(`Pages could not be indexed: ${added.errors.join('; ')}`);
    const written = await index.writeFiles({ outputPath: path.join(outDir, 'pagefind') });
    if (written.errors.length > 0)
      throw new Error(`The search index could not be written: ${written.errors.join('; ')}`);
  } finally {
    const { close } = await import('pagefind');
    await close();
  }
}
