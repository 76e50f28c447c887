import { z } from 'zod';
import { confidentialities, provenances } from '../../core/artefact.ts';
import { delimiters } from '../../core/crosswalk.ts';
import { parseDuration } from '../../core/date.ts';
import { date, field, ref, text } from '../../core/field.ts';
import { riskTiers } from '../../core/policy.ts';
import { severities } from '../../core/severity.ts';
import { idPattern } from '../../core/id.ts';
import { texts } from '../types.ts';

/** Words that independence and approval are checked on; any other word is allowed and checked for nothing. */
const knownRoles = [
  'owner',
  'developer',
  'validator',
  'approver',
  'user',
  'operator',
  'executive',
  'auditor',
  'committee',
] as const;

const partyRow = z.strictObject({
  id: z
    .string()
    .regex(idPattern, { error: 'must be made of letters, digits, dots, underscores and hyphens' })
    .describe('Short id that artefacts name.'),
  title: field(text(), 'R', 'The role or team, as the organisation calls it.', 'E-23 A.4', { tier: 4 }),
  roles: field(
    texts(),
    'R',
    `What they may do: ${knownRoles.join(', ')}. Independence and approvals are checked on these words.`,
    'E-23 A.4; SS1/23 P4.1',
    { tier: 3 },
  ),
  unit: field(
    ref('party'),
    'O',
    'The party this one belongs or reports to: two parties of one unit are not independent of each other.',
    'SS1/23 P4.1',
  ),
  contact: field(text(), 'O', 'A mailbox or a desk.', 'ATRS'),
  description: field(text(), 'O', 'What they are answerable for.', 'SS1/23 P2.2'),
});

/** A span that dates can be counted by; what cannot be read would ask for nothing and never be late. */
const span = () =>
  z.string().refine((text) => parseDuration(text) !== null, {
    error: 'must be a span of days such as `P12M` or a word such as `annually`',
  });

const tierPolicy = z.strictObject({
  label: field(text(), 'O', 'What the organisation calls this tier.', 'SS1/23 P1.3'),
  kinds: field(texts(), 'O', 'Kinds of artefact a system of this tier must have.', 'GK'),
  fields: field(
    z.enum(['by-tier', 'all', 'none']),
    'O',
    'Which required fields are asked for: those meant for the tier, all of them, or none.',
    'GK',
  ),
  also: field(texts(), 'O', 'Fields asked for besides, `kind.field`.', 'GK'),
  except: field(texts(), 'O', 'Fields not asked for, `kind.field`.', 'GK'),
  review_cadence: field(span(), 'O', 'How long a review lasts: `P12M`, `annually`.', 'E-23 P2.2'),
  evidence_freshness: field(
    span().nullable(),
    'O',
    'How old evidence may be that states no end of its own; empty for no limit.',
    'GK',
  ),
  minimum_sample: field(z.int().min(0), 'O', 'Rows below which a figure is shown without a verdict.', 'GK'),
  approval_roles: field(texts(), 'O', 'Roles, one of which an approver must have.', 'E-23 A.4'),
  approvals: field(z.boolean(), 'O', 'Whether each demanded artefact must be approved.', 'SS1/23 P5.2'),
});

const policy = z.strictObject({
  tiers: field(
    z.partialRecord(z.enum(riskTiers), tierPolicy),
    'O',
    'What each tier demands, where it departs from the defaults: write only what differs.',
    'SS1/23 P1.3; E-23 P2.2',
  ),
  severities: field(
    z.record(z.string(), z.enum(severities)),
    'O',
    'Rules whose findings weigh more or less here, by id: `review/overdue: error`. None can be switched off: what is accepted takes a waiver that ends.',
    'GK',
  ),
  horizon_days: field(z.int().min(0), 'O', 'Days ahead that count as due soon; 90 unless stated.', 'GK'),
  breach_response_days: field(
    z.int().min(0),
    'O',
    'Days within which a red breach needs a decision when its monitor states no time; 10 unless stated.',
    'SS1/23 P5.3',
  ),
  waiver_limit: field(
    span(),
    'O',
    'How long a waiver may run from its date; `P12M` unless stated.',
    'SS1/23 P5.3',
  ),
});

const audience = z.strictObject({
  id: text().describe('Short id of the audience.'),
  title: field(text(), 'O', 'What it is called.', 'GK'),
  confidentiality: field(z.enum(confidentialities), 'O', 'The most confidential content it may read.', 'GK'),
});

/** How another's table between two catalogues is read. */
const crosswalk = z.strictObject({
  file: field(text(), 'R', 'Path of the YAML or CSV file.', 'OSCAL mapping', { tier: 4 }),
  id: field(text(), 'O', 'Short id; the name of the file when left out.', 'GK'),
  title: field(text(), 'O', 'What it is called.', 'OSCAL mapping'),
  source: field(
    text(),
    'C',
    'Id of the catalogue it leads from, unless the file says so.',
    'OSCAL mapping, `source-resource`',
  ),
  target: field(
    text(),
    'C',
    'Id of the catalogue it leads to, unless the file says so.',
    'OSCAL mapping, `target-resource`',
  ),
  as_of: field(date(), 'O', 'The day it speaks of; on an earlier one it carries nothing.', 'GK'),
  source_url: field(text(), 'O', 'Where it was published.', 'GK'),
  relationship: field(
    text(),
    'O',
    'How source and target relate in rows that do not say so, in one of the words of a row.',
    'OSCAL mapping',
  ),
  columns: field(
    z.strictObject({
      source: field(text(), 'O', 'Header of the column with the source clause.', 'OSCAL mapping'),
      target: field(text(), 'O', 'Header of the column with the target clauses.', 'OSCAL mapping'),
      relationship: field(text(), 'O', 'Header of the column with the relationship.', 'OSCAL mapping'),
      rationale: field(text(), 'O', 'Header of the column with the rationale.', 'NIST IR 8477'),
      confidence: field(text(), 'O', 'Header of the column with the confidence.', 'OSCAL mapping'),
      note: field(text(), 'O', 'Header of the column with a note.', 'GK'),
    }),
    'O',
    'Headers of a CSV file, where they are not `source`, `target`, `relationship` and so on.',
    'GK',
  ),
  delimiter: field(
    z.enum(delimiters),
    'O',
    'What stands between the cells of a CSV file that a spreadsheet saved: `;`. A comma when left out.',
    'GK',
  ),
  separator: field(z.string().min(1), 'O', 'What stands between several targets in one cell: `;`.', 'GK'),
  skip_rows: field(
    z.int().min(0),
    'O',
    'How many rows after the header only describe the columns.',
    'compliance-trestle CSV',
  ),
  skip_where: field(
    z.record(z.string(), z.union([z.string(), z.array(z.string())])),
    'O',
    'Rows to pass over: those that hold this text, or one of these, in the column of this header; an empty text stands for an empty cell.',
    'GK',
  ),
});

/** `portfolio.yaml`: what the portfolio is, who is in it, which catalogues it uses, and what it demands. */
export const schema = z.strictObject({
  title: field(text(), 'R', 'What the portfolio is called.', 'GK', { tier: 4 }),
  organisation: field(text(), 'R', 'Whose it is; say so when it is fictional.', 'GK', { tier: 4 }),
  description: field(text(), 'O', 'Two sentences for the front page.', 'GK'),
  as_of: field(
    date(),
    'O',
    'The day everything is computed for. Left out: `--as-of`, `SOURCE_DATE_EPOCH`, or today in UTC.',
    'GK',
  ),
  catalogues: field(
    texts(),
    'R',
    'Catalogues of obligations in use: ids of those that ship, or paths of your own files.',
    'OSCAL',
    { tier: 4 },
  ),
  crosswalks: field(
    z.array(z.union([text(), crosswalk])),
    'O',
    'Tables between catalogues, through which a clause that nobody mapped may derive its coverage: paths of YAML files, or of CSV files with how to read them.',
    'OSCAL mapping',
  ),
  parties: field(
    z.array(partyRow),
    'R',
    'People and teams, by role: the ids that `owner` and its like name.',
    'E-23 A.4',
    {
      tier: 4,
    },
  ),
  policy: field(
    policy,
    'O',
    'What each tier demands and how findings weigh, where it departs from the defaults.',
    'SS1/23 P1.3',
  ),
  indexable: field(
    z.boolean(),
    'O',
    'Whether search engines may index the site; they may not unless this says so.',
    'GK',
  ),
  audiences: field(
    z.array(audience),
    'O',
    'Readers a site may be made for. Accepted and kept, and without effect as yet: every site shows everything.',
    'GK',
  ),
  owner: field(ref('party'), 'O', 'Owner of whatever names none.', 'GK'),
  authors: field(z.array(ref('party')), 'O', 'Authors of whatever names none.', 'GK'),
  confidentiality: field(z.enum(confidentialities), 'O', 'Confidentiality of whatever states none.', 'GK'),
  provenance: field(z.enum(provenances), 'O', 'Provenance of whatever states none.', 'GK'),
  version: field(text(), 'O', 'Version of whatever states none.', 'GK'),
});
