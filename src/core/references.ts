import type { z } from 'zod';
import { spotOf, type Artefact, type Item } from './artefact.ts';
import { componentTypes } from './component.ts';
import type { ComponentUse } from './document.ts';
import type { FindingDraft } from './finding.ts';
import type { Target } from './field.ts';
import { parseEvidenceReference, withId } from './id.ts';
import type { Kind } from './kind.ts';
import type { Link, LinkDraft } from './link.ts';
import type { Path } from './place.ts';
import { fits, targetWord, type Resolver } from './resolve.ts';
import { referencesIn } from './slots.ts';
import { withArticle } from './thing.ts';

const stated = new WeakMap<Artefact, readonly LinkDraft[]>();

/**
 * The links an artefact states: through reference fields, through its kind, and in prose. They are found once for each
 * artefact, as it was understood by this kind and schema.
 */
export function linkDraftsOf(artefact: Artefact, kind: Kind, schema: z.ZodObject): readonly LinkDraft[] {
  let drafts = stated.get(artefact);
  if (!drafts) stated.set(artefact, (drafts = findLinks(artefact, kind, schema)));
  return drafts;
}

function findLinks(artefact: Artefact, kind: Kind, schema: z.ZodObject): LinkDraft[] {
  const rows = rowsOf(artefact.items);
  const drafts: LinkDraft[] = [];
  for (const { path, value, reference } of referencesIn(schema, artefact.data)) {
    const draft: LinkDraft = {
      type: reference.link ?? 'cites',
      from: holderOf(rows, path)?.id ?? artefact.id,
      reference: value,
      to: reference.to,
      at: spotOf(artefact, path),
      field: fieldOf(path),
    };
    // There are four of them to an item: spreading what most lack takes longer than all the rest.
    if (reference.kind !== undefined) draft.kind = reference.kind;
    if (reference.inverse) draft.inverse = true;
    if (reference.link === null) draft.silent = true;
    drafts.push(draft);
  }
  drafts.push(...(kind.links?.(artefact) ?? []));
  for (const citation of artefact.body?.citations ?? []) {
    drafts.push({
      type: 'cites',
      from: artefact.id,
      reference: citation.target,
      to: 'any',
      at: citation.place,
      field: null,
    });
  }
  for (const use of artefact.body?.components ?? []) {
    for (const name of evidenceProps(use)) {
      const named = use.props[name];
      if (typeof named !== 'string') continue;
      drafts.push({
        // A figure in a sentence rests on its evidence; a chart shows it, and a baseline is what it is held against.
        type: name === 'of' ? 'evidenced-by' : 'cites',
        from: artefact.id,
        reference: named,
        to: 'evidence',
        at: use.place,
        field: null,
      });
    }
  }
  return drafts;
}

/** The properties of a component that name evidence. */
const evidenceProps = ({ name }: ComponentUse): readonly string[] =>
  name === 'Metric'
    ? ['of', 'baseline']
    : componentTypes[name]?.props['evidence'] === undefined
      ? []
      : ['evidence'];

/** Items by the list and the row they are; an item that is the whole artefact is no row. */
function rowsOf(items: readonly Item[]): Map<string | number, Item[]> {
  const lists = new Map<string | number, Item[]>();
  for (const item of items) {
    const [list, row] = item.path;
    if (list === undefined || typeof row !== 'number') continue;
    const rows = lists.get(list) ?? [];
    lists.set(list, rows);
    rows[row] = item;
  }
  return lists;
}

/** The item whose row holds a path, or `undefined`. */
const holderOf = (lists: ReturnType<typeof rowsOf>, [list, row]: Path): Item | undefined =>
  list === undefined || typeof row !== 'number' ? undefined : lists.get(list)?.[row];

function fieldOf(path: Path): string {
  let field = '';
  for (const step of path) if (typeof step === 'string') field += field === '' ? step : `.${step}`;
  return field;
}

/** A draft looked up: the link, and a finding when it leads nowhere. */
interface ResolvedLink {
  link: Link;
  draft: FindingDraft | null;
}

/** The links of one artefact's drafts, looked up. */
export interface ResolvedLinkList {
  links: Link[];
  drafts: FindingDraft[];
  /** Whether every draft led somewhere: what they lead to then depends on nothing but the ids there are. */
  isSound: boolean;
}

/** Looks up the links that an artefact of a system states; see `resolveLink`. */
export function resolveLinks(
  stated: readonly LinkDraft[],
  system: string | null,
  resolver: Resolver,
  isExcused: (draft: LinkDraft, system: string | null) => boolean,
): ResolvedLinkList {
  const list: ResolvedLinkList = { links: [], drafts: [], isSound: true };
  for (const one of stated) {
    const { link, draft } = resolveLink(one, system, resolver, isExcused);
    if (draft) list.drafts.push(draft);
    if (link.state !== 'valid') list.isSound = false;
    if (!one.silent) list.links.push(link);
  }
  return list;
}

/**
 * Looks up one link. `isExcused` tells whether part of the system could not be read, so that an id that is not found
 * may well be in there: the fault has its finding already.
 */
function resolveLink(
  draft: LinkDraft,
  system: string | null,
  resolver: Resolver,
  isExcused: (draft: LinkDraft, system: string | null) => boolean,
): ResolvedLink {
  if (draft.derived) return { link: derivedLink(draft, system, resolver), draft: null };
  const resolution = resolver.resolve(draft.reference, system);
  if (resolution.state === 'found' && fits(resolution.node, draft.to, draft.kind)) {
    return { link: makeLink(draft, resolution.node.id, 'valid'), draft: null };
  }
  const about = { at: draft.at, subject: draft.from, detail: `${draft.field ?? 'prose'}:${draft.reference}` };
  if (resolution.state === 'ambiguous') {
    const ids = resolution.candidates.map((node) => `\`${node.id}\``);
    return {
      link: makeLink(draft, draft.reference, 'ambiguous'),
      draft: {
        rule: 'reference/ambiguous',
        message: `\`${draft.reference}\` could mean ${ids.join(' or ')}`,
        ...about,
        fix: `write ${ids[0] ?? ''} in full`,
        related: resolution.candidates.map((node) => ({ at: node.at, message: `\`${node.id}\` is here` })),
      },
    };
  }
  if (resolution.state === 'dangling') {
    // A suggestion that the field could not take would only lead from one finding to the next.
    const near = resolution.suggestion === null ? null : resolver.resolve(resolution.suggestion, system);
    const usable = near?.state === 'found' && fits(near.node, draft.to, draft.kind);
    const word = draft.to === 'any' ? '' : ` ${targetWord(draft.to, draft.kind)}`;
    return {
      link: makeLink(draft, draft.reference, 'dangling'),
      draft: isExcused(draft, system)
        ? null
        : {
            rule: 'reference/dangling',
            message: `no${word === '' ? 'thing' : word} has the id \`${idIn(draft)}\``,
            ...about,
            fix: usable
              ? `did you mean \`${withId(draft.reference, resolution.suggestion!)}\`?`
              : draft.at.file.endsWith('.csv') && draft.reference.includes('|')
                ? `write \`${draft.reference.split('|').join(' | ')}\`: values of a list stand with a space on either side of \`|\``
                : `correct the id, or ${remedy[draft.to] ?? 'create what it names'}`,
          },
    };
  }
  const { node } = resolution;
  return {
    link: makeLink(draft, draft.reference, 'dangling'),
    draft: {
      rule: 'reference/wrong-kind',
      message: `\`${draft.reference}\` is ${withArticle(node.kind.replaceAll('-', ' '))}; \`${draft.field ?? 'this'}\` asks for ${withArticle(targetWord(draft.to, draft.kind))}`,
      ...about,
      related: [{ at: node.at, message: `\`${node.id}\` is here` }],
      fix: `name ${withArticle(targetWord(draft.to, draft.kind))}`,
    },
  };
}

/** How what has the id of a reference would come into being, where that is not by writing an artefact or a row. */
const remedy: Partial<Record<Target, string>> = {
  party: 'add it to `parties:` in `portfolio.yaml`',
  evidence: 'register the file with `casebook evidence add`',
  obligation: 'name its catalogue in `portfolio.yaml`',
};

/** The id that a reference names, without the place in a file that it may lead on to. */
const idIn = ({ to, reference }: LinkDraft): string =>
  to === 'evidence' ? parseEvidenceReference(reference).id : reference;

function makeLink(draft: LinkDraft, target: string, state: Link['state']): Link {
  const link: Link = {
    type: draft.type,
    from: draft.inverse ? target : draft.from,
    to: draft.inverse ? draft.from : target,
    state,
    at: draft.at,
    confirmed: null,
    field: draft.field,
  };
  const pointer = draft.to === 'evidence' ? pointerOf(draft) : '';
  if (pointer !== '') link.pointer = pointer;
  return link;
}

/** The place in a file that a field cites; what a figure in prose is bound to is judged as a claim. */
const pointerOf = ({ field, reference }: LinkDraft): string =>
  field === null ? '' : parseEvidenceReference(reference).pointer;

/** A link between two things that a row names; an end that leads nowhere has its finding where the row names it. */
function derivedLink(draft: LinkDraft, system: string | null, resolver: Resolver): Link {
  const from = resolver.resolve(draft.from, system);
  const to = resolver.resolve(draft.reference, system);
  const found = from.state === 'found' && to.state === 'found' && fits(to.node, draft.to, draft.kind);
  return {
    type: draft.type,
    from: from.state === 'found' ? from.node.id : draft.from,
    to: to.state === 'found' ? to.node.id : draft.reference,
    state: found
      ? 'valid'
      : from.state === 'ambiguous' || to.state === 'ambiguous'
        ? 'ambiguous'
        : 'dangling',
    at: draft.at,
    confirmed: null,
    field: draft.field,
  };
}
