import { defaultSchema } from 'rehype-sanitize';
import rehypeSanitize from 'rehype-sanitize';
import { contentScheme } from '../src/core/content-url.ts';
import { slotName } from './slots.ts';

type Schema = typeof defaultSchema;

const content = contentScheme.slice(0, -1);

/** What HTML of a body may hold: GitHub's list, narrowed to our addresses, and the slots. */
const bodySchema: Schema = {
  ...defaultSchema,
  tagNames: [...(defaultSchema.tagNames ?? []), slotName],
  attributes: { ...defaultSchema.attributes, [slotName]: ['dataSlot'] },
  protocols: { href: ['http', 'https', 'mailto', content], src: [content] },
  // Ids are made by our own plugins only; authors cannot write any.
  clobberPrefix: '',
};

/** rehype plugin: nothing that acts passes, whatever came before. */
export const rehypeSafe = (): ReturnType<typeof rehypeSanitize> => rehypeSanitize(bodySchema);
