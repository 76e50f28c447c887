/** What an artefact's page says around its kind's view. */
import type { Artefact } from '../../core/artefact.ts';
import type { Block } from '../../core/document.ts';
import type { Portfolio, System } from '../../core/portfolio.ts';
import type { Head, HeadOf, ViewProps } from '../../core/view.ts';
import { textAt } from './fields.ts';
import { plainWords } from '../../ui/markdown.ts';

/** What the page around a view shows. */
export interface Frame {
  title: string;
  headline: string | null;
  standfirst: string | null;
  toc: { id: string; title: string; depth?: number }[];
  /** Anchors of the view's own sections, which headings of the prose must not repeat. */
  taken: ReadonlySet<string>;
  doesNotProve: string;
}

const plain: Record<string, string> = {
  'model-card':
    'The figures describe the data they were measured on. They do not show that the model performs the same on people it has not seen, or that it is right in any single case.',
  'feature-register':
    'A registered and approved feature is documented and allowed. That does not make it fair, causal or free of proxies for what may not be used.',
  decision:
    'A decision record shows who decided what and why, at the time. It does not show that the decision was right, or that it was carried out.',
  'compliance-mapping':
    'A mapping shows which control is meant to answer which clause. It does not show that a duty in law is met, and no supervisor has reviewed it.',
  'mlops-architecture':
    'A description of a pipeline shows how it is meant to run. It does not show that it ran that way on a given day.',
  'drift-governance':
    'A statistic within its limit says that inputs look like the reference. It does not say that the model still ranks well: outcomes arrive later.',
  'failure-modes':
    'The list holds the failures that somebody thought of. It does not show that there are no others, or that a rating of severity is right.',
  'handoff-checklist':
    'A ticked line shows that somebody accepted something on a date. It does not show that the receiving team can run the system alone.',
  system: 'A profile states what a system is for. It does not show that it is used only so.',
};

/** Title, headline, contents and close, from the kind's own words where it has some. */
export function frameOf(
  artefact: Artefact,
  system: System | null,
  portfolio: Portfolio,
  headOf: HeadOf | undefined,
): Frame {
  const props: ViewProps = { artefact, system, portfolio };
  const head: Head = headOf ? headOf(props) : {};
  const sections = (head.sections ?? []).map(({ slug, text }) => ({ id: slug, title: text }));
  const prose = (artefact.body?.headings ?? [])
    .filter((heading) => heading.depth === 2)
    .map(({ slug, text }) => ({ id: slug, title: text }));
  const taken = new Set(sections.map((one) => one.id));
  const toc = [
    ...sections,
    ...prose.map((entry) => (taken.has(entry.id) ? { ...entry, id: proseId(entry.id) } : entry)),
  ];
  return {
    title: artefact.title,
    headline: head.headline ?? null,
    standfirst: plainWords(head.standfirst ?? textAt(artefact.data, 'summary') ?? '') || null,
    toc,
    taken,
    doesNotProve:
      head.doesNotProve ??
      plain[artefact.kind] ??
      'A record shows that somebody wrote something down and who answers for it. It does not show that it is so.',
  };
}

/** The anchor of a heading of the prose whose own is taken by a section of the view. */
const proseId = (slug: string): string => `text-${slug}`;

/** Gives headings of the prose another anchor where a section of the view has theirs. */
export const withoutClashes = (blocks: readonly Block[], taken: ReadonlySet<string>): Block[] =>
  taken.size === 0
    ? [...blocks]
    : blocks.map((block) =>
        block.type === 'html'
          ? {
              ...block,
              html: block.html.replace(
                /(<h[1-6][^>]*? id=")([^"]*)(")/g,
                (whole, before: string, id: string, after: string) =>
                  taken.has(id) ? before + proseId(id) + after : whole,
              ),
            }
          : block,
      );
