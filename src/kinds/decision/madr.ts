/**
 * Reads a decision as MADR 4.0 publishes it: its front matter words and its headings.
 * Source: MADR 4.0.0, template/adr-template.md (adr/madr).
 */
import type { Artefact } from '../../core/artefact.ts';
import type { Section } from '../../core/document.ts';
import { adrId } from './id.ts';
import { bulletsOf, proseOf, splitAt, type Part } from './markdown.ts';
import { adrStatuses, type AdrStatus } from './schema.ts';

/** Front-matter fields that MADR’s template has people named in, in one line. */
const people = ['decision_makers', 'consulted', 'informed'] as const;

/** MADR’s status line for a superseded decision, in either spelling of the id, linked or not. */
const supersededBy = /^superseded by\s+\[?\s*(?:adr[- ]?)?(\d+)/i;

/** Front matter with other people’s words made ours, and the key each new field was written under. */
export interface Adopted {
  data: Record<string, unknown>;
  from: Record<string, string>;
}

/** The state of the text that follows from where the decision stands. */
const textStatus: Record<AdrStatus, string> = {
  proposed: 'in-review',
  accepted: 'final',
  rejected: 'final',
  deprecated: 'retired',
  superseded: 'superseded',
};

/**
 * Reads MADR’s `status: accepted` as `adr_status`, `superseded by ADR-0123` as both that and `superseded_by`,
 * and people named in one line as a list. Our own `status` words stay what they are; an `adr_status` that is
 * typed goes before.
 */
export function adoptMadr(stated: Readonly<Record<string, unknown>>): Adopted {
  const data = { ...stated };
  const from: Record<string, string> = {};
  for (const field of people) {
    const value = data[field];
    if (typeof value !== 'string') continue;
    data[field] = value
      .split(/\s*[,;]\s*/)
      .map((name) => name.trim())
      .filter((name) => name !== '');
    from[field] = field;
  }
  const read = typeof data['status'] === 'string' ? readStatus(data['status']) : null;
  if (read === null) return { data, from };
  const typed = adrStatuses.includes(data['adr_status'] as AdrStatus);
  // `superseded` is a word of both vocabularies: it says the same of the text and of the decision.
  data['status'] = textStatus[read.status];
  from['status'] = 'status';
  if (!typed && data['adr_status'] === undefined) {
    data['adr_status'] = read.status;
    from['adr_status'] = 'status';
  }
  if (read.by !== null && data['superseded_by'] === undefined) {
    data['superseded_by'] = read.by;
    from['superseded_by'] = 'status';
  }
  return { data, from };
}

/** MADR’s status line: a word, and for a superseded decision perhaps by which. */
function readStatus(text: string): { status: AdrStatus; by: string | null } | null {
  const word = text.trim().toLowerCase();
  const plain = adrStatuses.find((status) => status === word);
  if (plain) return { status: plain, by: null };
  const by = supersededBy.exec(text.trim())?.[1];
  return by === undefined ? null : { status: 'superseded', by: adrId(by) };
}

/** What `adoptMadr` reads besides our own fields, as JSON Schemas. */
export const madrForms: Record<string, object> = {
  status: {
    type: 'string',
    description: 'MADR’s word for where the decision stands.',
    anyOf: [
      { enum: adrStatuses },
      { pattern: `^\\s*(?:${adrStatuses.map(inAnyCase).join('|')})\\s*$` },
      { pattern: `^\\s*${inAnyCase(supersededBy.source.slice(1))}` },
    ],
  },
  ...Object.fromEntries(
    people.map((field) => [field, { type: 'string', description: 'Names in one line, with commas.' }]),
  ),
};

/** The fields that MADR’s structured sections may make. */
export const madrFields = ['considered_options', 'decision_outcome', 'consequences', 'confirmation'] as const;

/** Turns MADR’s structured sections into fields: options, outcome, consequences and confirmation. */
export function madrSections(
  artefact: Pick<Artefact, 'body'>,
): Partial<Record<(typeof madrFields)[number], unknown>> {
  const sections = artefact.body?.sections ?? [];
  const named = (name: string): Section | undefined =>
    sections.find((section) => section.heading.text.trim().toLowerCase() === name);
  const fields: ReturnType<typeof madrSections> = {};
  const options = optionsOf(named('considered options'), named('pros and cons of the options'));
  if (options.length > 0) fields['considered_options'] = options;
  const outcome = named('decision outcome');
  if (!outcome) return fields;
  const { lead, parts } = splitAt(outcome.text, 3);
  const chosen = outcomeOf(lead);
  if (chosen) fields['decision_outcome'] = chosen;
  const part = (...names: string[]): Part | undefined =>
    parts.find((one) => names.includes(one.title.toLowerCase()));
  const consequences = bulletsOf(part('consequences')?.text ?? '').map(consequenceOf);
  if (consequences.length > 0) fields['consequences'] = consequences;
  const confirmation = part('confirmation', 'validation')?.text;
  if (confirmation) fields['confirmation'] = confirmation;
  return fields;
}

interface Option {
  title: string;
  description?: string;
  good?: string[];
  neutral?: string[];
  bad?: string[];
}

/** The options as listed, each with what its own section says for and against it; unlisted ones come last. */
function optionsOf(listed: Section | undefined, weighed: Section | undefined): Option[] {
  const options: Option[] = bulletsOf(listed?.text ?? '').map((title) => ({ title: unquoted(title) }));
  for (const part of weighed ? splitAt(weighed.text, 3).parts : []) {
    const title = unquoted(part.title);
    let option = options.find((one) => same(one.title, title));
    if (!option) options.push((option = { title }));
    const description = proseOf(part.text);
    if (description !== '') option.description = description;
    for (const bullet of bulletsOf(part.text)) {
      const { effect, statement } = consequenceOf(bullet);
      (option[effect] ??= []).push(statement);
    }
  }
  return options;
}

/**
 * `Chosen option: "{title}", because {justification}`. Without that sentence (Nygard’s form) the first line is
 * what was chosen and all of it why.
 */
function outcomeOf(text: string): { chosen_option: string; justification: string } | null {
  if (text === '') return null;
  const match =
    /^chosen option:\s*(?:"(?<a>[^"]+)"|“(?<b>[^”]+)”|\*\*(?<c>[^*]+)\*\*|(?<d>[^,\n]+))\s*[,.:;]?\s*(?:because\s+)?(?<why>[\s\S]*)$/i.exec(
      text,
    );
  const { a, b, c, d, why } = match?.groups ?? {};
  const chosen = (a ?? b ?? c ?? d)?.trim();
  if (chosen === undefined) return { chosen_option: text.split('\n', 1)[0]!.trim(), justification: text };
  return { chosen_option: unquoted(chosen), justification: why?.trim() || text };
}

type Effect = 'good' | 'neutral' | 'bad';

/** `Good, because …`; a bullet that begins with none of the three words counts as neutral. */
function consequenceOf(bullet: string): { effect: Effect; statement: string } {
  const match = /^\**(good|neutral|bad)\**\s*[,:]?\s*(?:because\s+)?([\s\S]+)$/i.exec(bullet);
  return match
    ? { effect: match[1]!.toLowerCase() as Effect, statement: match[2]!.trim() }
    : { effect: 'neutral', statement: bullet };
}

/** A title without the quotes or emphasis around it. */
const unquoted = (text: string): string =>
  text
    .trim()
    .replace(/^(["“*_`]+)([\s\S]*?)["”*_`]+$/, '$2')
    .trim();

const same = (a: string, b: string): boolean =>
  a.toLowerCase().replace(/\s+/g, ' ') === b.toLowerCase().replace(/\s+/g, ' ');

/** A pattern for both cases of each letter that stands for itself: JSON Schemas know no flag for that. */
function inAnyCase(pattern: string): string {
  return pattern.replace(/\\.|[a-z]/g, (at) => (at.length > 1 ? at : `[${at.toUpperCase()}${at}]`));
}
