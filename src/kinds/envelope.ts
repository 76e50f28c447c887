// The fields that every page carries, whatever its kind.
import { z } from 'zod';
import { artefactStatuses, confidentialities, provenances } from '../core/artefact.ts';
import { date, field, ref, text } from '../core/field.ts';
import { idPattern } from '../core/id.ts';
import type { Kind } from '../core/kind.ts';
import { change, evidenceIds, party, texts } from './types.ts';

/**
 * The common envelope. Only `title` is always typed; `inheritable` fields come from the system's profile and
 * that one's from `portfolio.yaml`. Departing from the public templates, approvals and reviews are never typed
 * here (they are computed from `approvals/*.yaml`), and evidence is cited by id.
 */
export const envelope = z.strictObject({
  id: field(
    z.string().regex(idPattern, {
      error: 'must be made of letters, digits, dots, underscores and hyphens',
    }),
    'O',
    'Stable id, unique in the system. Left out, it is the file’s name.',
    'GK',
  ),
  kind: field(text(), 'O', 'The kind of artefact. Left out, the file’s name says it.', 'GK'),
  schema_version: field(text(), 'O', 'Version of the kind’s schema this file was written against.', 'GK'),
  title: field(text(), 'R', 'What a reader sees in lists and at the head of the page.', 'NYG, MADR4', {
    tier: 4,
  }),
  version: field(
    text(),
    'R',
    'Version of this artefact, not of the model. Inherited from the system unless stated.',
    'A4(1)(a)',
    { tier: 3 },
  ),
  status: field(
    z.enum(artefactStatuses),
    'R',
    'How far the text is: draft, in-review, final, superseded or retired. “Approved” is never typed: it is computed from the approvals on file.',
    'OSCAL mapping status; NYG',
    { tier: 4 },
  ),
  owner: field(
    party(),
    'R',
    'Who answers for this artefact, as an id of a party. Inherited from the system unless stated.',
    'E-23 App.1',
    { tier: 4 },
  ),
  authors: field(
    z.array(ref('party')),
    'R',
    'Who wrote it, as ids of parties. Inherited from the system unless stated.',
    'HF model card authors',
    { tier: 2 },
  ),
  created: field(date(), 'R', 'The day the artefact was first written.', 'GK', { tier: 2 }),
  next_review: field(
    date(),
    'C',
    'The day it has to be looked at again. Left out, the policy’s cadence counts from the last approval.',
    'E-23 App.1',
  ),
  confidentiality: field(
    z.enum(confidentialities),
    'R',
    'Who may read it. Inherited from the system, and that from the portfolio, unless stated.',
    'GK',
    { tier: 3 },
  ),
  provenance: field(
    z.enum(provenances),
    'R',
    'Where its content comes from, so that an invented figure never passes for a real one. Inherited unless stated.',
    'GK',
    { tier: 4 },
  ),
  obligations: field(
    z.array(ref('obligation')),
    'O',
    'Obligations this artefact helps to answer, such as `eu-ai-act:art-11-1`. A mapping row is what counts; this only points.',
    'OSCAL',
  ),
  evidence: field(
    evidenceIds(),
    'C',
    'Evidence the artefact as a whole rests on, by id of the register.',
    'OSCAL; Annex IV(2)(g)',
  ),
  supersedes: field(
    ref('artefact', { link: 'supersedes' }),
    'O',
    'The earlier artefact of the same kind that this one replaces.',
    'MADR4',
  ),
  change_history: field(
    z.array(change()),
    'R',
    'What changed between versions, newest first: the page’s history is drawn from it.',
    'A4(6)',
    { tier: 2 },
  ),
  tags: field(texts(), 'O', 'Free words to find it by.', 'GK'),
  defaults: field(
    z.record(z.string(), z.record(z.string(), z.unknown())),
    'O',
    'Values for the rows of a list that do not state them: `defaults: { features: { owner: data-team } }`.',
    'GK',
  ),
});

/** Fields an artefact takes from its system’s profile, and the profile from `portfolio.yaml`, when it states none. */
export const inheritable = ['owner', 'authors', 'confidentiality', 'provenance', 'version'] as const;

const schemas = new WeakMap<Kind, z.ZodObject>();

/**
 * The whole schema of a kind: the envelope and its own fields for a page, its own fields for a record. A kind’s
 * own declaration of a field of the envelope goes before the envelope’s. `x_*` fields are none of its business:
 * `validate` keeps them aside.
 */
export function schemaOf(kind: Kind): z.ZodObject {
  const known = schemas.get(kind);
  if (known) return known;
  const schema =
    kind.form === 'page' ? z.strictObject({ ...envelope.shape, ...kind.schema.shape }) : kind.schema;
  schemas.set(kind, schema);
  return schema;
}
