import { z } from 'zod';
import { field, text } from '../../core/field.ts';
import { party } from '../types.ts';

/** What a component is for. */
const componentTypes = [
  'data-store',
  'feature-store',
  'training',
  'registry',
  'serving',
  'monitoring',
  'gateway',
  'ui',
  'third-party',
] as const;

/** How delicate data in a flow is, least first. */
const sensitivities = ['public', 'internal', 'confidential', 'personal', 'special-category'] as const;

/** One part of the system. */
export const component = z.strictObject({
  id: field(text(), 'O', 'Id of the component; `cmp-<name>` when left out.', 'GK'),
  name: field(text(), 'R', 'What it is called.', 'Annex IV(2)(c)', { tier: 4 }),
  type: field(z.enum(componentTypes), 'R', 'What it is for.', 'Annex IV(2)(c)', { tier: 2 }),
  version: field(text(), 'R', 'Its version or release.', 'Annex IV(2)(c)'),
  purpose: field(text(), 'R', 'What it does here.', 'Annex IV(2)(c)', { tier: 2 }),
  owner: field(party(), 'R', 'Who runs it.', 'Annex IV(2)(c)', {
    tier: 2,
  }),
  failure_behaviour: field(text(), 'R', 'What the rest sees when it fails.', 'Annex IV(2)(c); SRE'),
});

/** One way that data takes. */
export const dataFlow = z.strictObject({
  from: field(
    text(),
    'R',
    'Where it comes from: a component by name or id, or a source outside.',
    'GDPR 32',
    {
      tier: 2,
    },
  ),
  to: field(text(), 'R', 'Where it goes: a component by name or id, or a receiver outside.', 'GDPR 32', {
    tier: 2,
  }),
  data: field(text(), 'R', 'What flows.', 'GDPR 32', { tier: 2 }),
  sensitivity: field(
    z.enum(sensitivities),
    'R',
    'How delicate it is: public, internal, confidential, personal or special-category.',
    'GDPR 32',
  ),
  protocol: field(text(), 'R', 'How it is carried.', 'GDPR 32; HIPAA 164.312(e)(1)'),
  encrypted: field(z.boolean(), 'R', 'Whether it is encrypted on the way.', 'GDPR 32; HIPAA 164.312(e)(1)'),
  external: field(
    z.boolean(),
    'O',
    'Whether one end is outside the system, so that it is no component of it.',
    'Annex IV(1)(b)',
  ),
});

export type Component = z.infer<typeof component>;

export type DataFlow = z.infer<typeof dataFlow>;
