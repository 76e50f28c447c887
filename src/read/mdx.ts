import type { Root } from 'mdast';
import { unified, type Processor } from 'unified';
import { VFile } from 'vfile';
import { remarkComponents } from '../../plugins/components.ts';
import { report } from '../../plugins/report.ts';
import { explainStray, holdsStandIns, restoreStrays, type Stray } from '../../plugins/strays.ts';
import { unravel } from '../../plugins/unravel.ts';
import { onDemand } from './on-demand.ts';
import { outline } from './outline.ts';

const features = { gfm: true, frontmatter: false } as const;

// Native code behind some forty files: a run that finds every reading kept from earlier needs none of them.
const parser = onDemand<typeof import('./satteri.ts')>('satteri');

/** unified plugin: Sätteri as the parser, for the same tree as remark-mdx at a twentieth of its time. */
function satteri(this: Processor): void {
  this.parser = (text) => parser().mdxToMdast(text, { features }) as Root;
}

/** MDX: GitHub's dialect with components from the list; nothing in it is run. */
export const mdx = unified().use(satteri).use(remarkComponents).use(outline).freeze();

const strictParser = onDemand<typeof import('./strict.ts')>('strict');

/** Strays reported in one file; a file with more of them is no MDX. */
const mostStrays = 50;

/**
 * The syntax tree of an MDX file; `null` when it cannot be parsed. Each stray `<` or `{` is reported at its
 * place and read as text, so that one of them does not hide the rest.
 */
export function parseMdx(file: VFile): Root | null {
  let source = String(file);
  const repairable = !holdsStandIns(source);
  for (let n = 0; n < mostStrays; n++) {
    const result = parseOnce(source, file.path);
    if ('tree' in result) {
      if (n > 0) restoreStrays(result.tree);
      return result.tree;
    }
    report(file, result.rule, result.reason, result.at, result.fix);
    if (result.repaired === null || !repairable) return null;
    source = result.repaired;
  }
  return null;
}

/** Parses with Sätteri; what it refuses is parsed by remark-mdx for an exact place, whose tree counts if there is one. */
function parseOnce(source: string, path: string): { tree: Root } | Stray {
  try {
    return { tree: mdx.parse(source) as Root };
  } catch {
    try {
      const tree = strictParser().strict.parse(new VFile({ value: source, path }));
      unravel(tree);
      return { tree };
    } catch (error) {
      if (error instanceof Error && 'reason' in error)
        return explainStray(source, error as VFile['messages'][number]);
      throw error;
    }
  }
}
