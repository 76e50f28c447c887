/** The views of the kinds, found by their place: adding a kind is adding a folder. */
import type { HeadOf, ViewProps } from '../core/view.ts';
import GenericView from './blocks/GenericView.astro';

type View = (props: ViewProps) => unknown;

const views = import.meta.glob<{ default: View }>('../kinds/*/View.astro', { eager: true });
const heads = import.meta.glob<{ head?: HeadOf }>('../kinds/*/head.ts', { eager: true });

/** The view of a kind; the generic one when it has none of its own. */
export const viewOf = (kind: string): View =>
  views[`../kinds/${kind}/View.astro`]?.default ?? (GenericView as unknown as View);

/** The words a kind has for the head of its page, when it has any. */
export const headOf = (kind: string): HeadOf | undefined => heads[`../kinds/${kind}/head.ts`]?.head;
