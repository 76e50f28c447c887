import { defineCollection } from 'astro:content';
import { z } from 'astro/zod';
import { artefactLoader } from './loader.ts';

export const collections = {
  artefacts: defineCollection({
    loader: artefactLoader(),
    schema: z.object({
      kind: z.string(),
      system: z.string().nullable(),
      local: z.string(),
      title: z.string(),
    }),
  }),
};
