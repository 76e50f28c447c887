import type { CrosswalkDeclaration } from './crosswalk.ts';
import type { Fault } from './crosswalk-table.ts';
import { findClause } from './find-clause.ts';
import type { Catalogue } from './obligation.ts';
import { isPlace, type Spot } from './place.ts';

/** What tables put between the clauses of a cell. */
const usualSeparators = [';', ',', '|', '\n', '/'];

/**
 * Tells of a text that is no clause whether it is several, parted by what the declaration does not say. That is one
 * fault of the declaration, however many cells there are, and is reported with the first of them.
 */
export function separatorsOf(
  { separator }: CrosswalkDeclaration,
  declaredAt: Spot,
  catalogue: Catalogue,
  fault: Fault,
): (text: string, at: Spot) => boolean {
  const said = new Set<string>();
  return (text, at) => {
    const used = usualSeparators.find((one) => {
      const parts = text.split(one).map((part) => part.trim());
      const named = parts.filter((part) => part !== '');
      return named.length > 1 && named.every((part) => findClause(catalogue, part).clause !== null);
    });
    if (used === undefined) return false;
    if (said.has(used)) return true;
    said.add(used);
    const isDeclared = separator !== undefined && !isPlace(declaredAt);
    const is = separator === undefined ? 'no `separator:` is declared' : `the separator is \`${separator}\``;
    fault(
      'crosswalk/invalid',
      isDeclared ? { ...declaredAt, path: [...declaredAt.path, 'separator'] } : declaredAt,
      {
        message: `cells name several clauses of \`${catalogue.id}\` with ${spoken(used)} between them, and ${is}`,
        fix: `write \`separator: ${JSON.stringify(used)}\` in the declaration of the crosswalk`,
        related: [{ at, message: 'the first such cell' }],
      },
    );
    return true;
  };
}

const spoken = (separator: string): string => (separator === '\n' ? 'a line break' : `\`${separator}\``);
