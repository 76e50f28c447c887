import type { Artefact } from './artefact.ts';
import type { Input } from './input.ts';
import { parseCatalogue } from './catalogue.ts';
import { joinPath } from './classify.ts';
import { asTexts } from './data.ts';
import type { FindingDraft } from './finding.ts';
import type { Catalogue } from './obligation.ts';
import { didYouMean } from './suggest.ts';

/**
 * The catalogues a portfolio uses: those it names that ship, and its own files. `unread` when one that it names
 * could not be had, so that an obligation that is not found may be one of its.
 */
export function cataloguesInUse(
  input: Input,
  portfolio: Artefact | undefined,
  drafts: FindingDraft[],
): { catalogues: Catalogue[]; unread: boolean } {
  const catalogues: Catalogue[] = [];
  let unread = false;
  asTexts(portfolio?.data['catalogues']).forEach((name, i) => {
    const own = /\.(ya?ml|json)$/.test(name);
    const file = joinPath('', name);
    if (asTexts(portfolio?.data['catalogues']).indexOf(name) < i) {
      drafts.push({
        rule: 'reference/catalogue',
        message: `\`${name}\` is named twice`,
        at: { file: portfolio?.file ?? 'portfolio.yaml', path: ['catalogues', i] },
        subject: 'portfolio',
        detail: `catalogue ${name} twice`,
        fix: 'name each catalogue once',
      });
      return;
    }
    const document = own
      ? input.documents.find((one) => one.file === file)
      : input.shipped.ids.includes(name)
        ? input.shipped.read(name)
        : undefined;
    if (!document) {
      unread = true;
      drafts.push({
        rule: 'reference/catalogue',
        message: own
          ? file === null
            ? `\`${name}\` is outside the content folder`
            : `there is no catalogue file \`${file}\``
          : `no catalogue called \`${name}\` ships with Casebook`,
        at: { file: portfolio?.file ?? 'portfolio.yaml', path: ['catalogues', i] },
        subject: 'portfolio',
        detail: `catalogue ${name}`,
        fix: own
          ? 'put the file into the content folder, and write its path from there'
          : (didYouMean(name, input.shipped.ids) ?? `use one of ${input.shipped.ids.join(', ')}`),
      });
      return;
    }
    if (document.data === null) {
      unread = true;
      return;
    }
    const parsed = parseCatalogue(document.data, document.file, !own);
    drafts.push(...parsed.drafts);
    if (parsed.catalogue) catalogues.push(parsed.catalogue);
    else unread = true;
  });
  return { catalogues, unread };
}
