import type { Artefact } from './artefact.ts';
import type { Heading } from './document.ts';
import type { Portfolio, System } from './portfolio.ts';

/**
 * What a kind's `View.astro` is given. The view draws the structured fields as sections (`Section.astro`); the
 * page around it draws title, imprint, contents, history, back-links and the close. The artefact's own prose,
 * rendered, is the default slot: a view that does not place `<slot />` loses it.
 */
export interface ViewProps {
  artefact: Artefact;
  system: System | null;
  portfolio: Portfolio;
}

/**
 * What a kind may export beside its view, from `src/kinds/<kind>/head.ts`, to say its page's finding and its
 * contents. Each part left out has a plain fallback.
 */
export interface Head {
  /** The headline: states the finding in computed facts. The artefact's title becomes the line above it. */
  headline?: string | null;
  /** One or two sentences under the headline. */
  standfirst?: string | null;
  /** Sections of the view, in order, for the table of contents. */
  sections?: readonly Pick<Heading, 'slug' | 'text'>[];
  /** What a reader must not conclude from this page. */
  doesNotProve?: string | null;
}

/** The function a kind's `head.ts` exports as `head`. */
export type HeadOf = (props: ViewProps) => Head;
