import type { z } from 'zod';
import { approvalState } from './approvals.ts';
import type { Artefact } from './artefact.ts';
import { parseCatalogue } from './catalogue.ts';
import { folderOf, joinPath, roleOf, systemOf, type Role } from './classify.ts';
import { byText, compareNatural, compareText } from './compare.ts';
import { asRecord, asText, asTexts } from './data.ts';
import { isDate, type CalendarDate } from './date.ts';
import type { Document } from './document.ts';
import type { FindingDraft } from './finding.ts';
import { isObligationId, parseEvidenceReference, splitReference } from './id.ts';
import type { Kind } from './kind.ts';
import { confirmedOn, stateOfLink } from './link-state.ts';
import type { Link, LinkDraft } from './link.ts';
import { nodesOf } from './nodes.ts';
import type { Catalogue } from './obligation.ts';
import { startOf, type Locate } from './place.ts';
import { policyOf } from './policy-of.ts';
import { riskTiers, type RiskTier } from './policy.ts';
import type { Index, Portfolio, System } from './portfolio.ts';
import {
  approvalsOf,
  approvedBy,
  confirmationsOf,
  evidenceOf,
  partiesOf,
  waiversOf,
  type FoundAsset,
} from './records-of.ts';
import type { Approval } from './records.ts';
import { linkDraftsOf, resolveLink } from './references.ts';
import { Resolver } from './resolve.ts';
import { didYouMean } from './suggest.ts';
import { understand } from './understand.ts';

/** Everything that is put together: what was read, and what it is read against. */
export interface Input {
  documents: readonly Document[];
  assets: readonly FoundAsset[];
  /** Findings that reading raised. */
  drafts: readonly FindingDraft[];
  locate: Locate;
  kinds: readonly Kind[];
  /** The full schema of a kind, envelope included. */
  schemaOf: (kind: Kind) => z.ZodObject;
  /** Fields that artefacts inherit from their system, and systems from the portfolio. */
  inheritable: readonly string[];
  /** The catalogues that ship: their ids, and the parsed YAML of one of them. */
  shipped: { ids: readonly string[]; read: (id: string) => Document };
  /** Chooses the as-of date once the portfolio's own is known. */
  asOf: (stated: string | undefined) => { date: CalendarDate; source: Portfolio['as_of_source'] };
}

/**
 * Puts documents together to a graph: artefacts, items, records, links with their states, indexes. Cells, drift,
 * claims and findings are computed from the graph by later steps and are empty here. Pure.
 */
export function assemble(input: Input): Portfolio {
  const drafts: FindingDraft[] = [...input.drafts];
  const { artefacts, roles, sides, schemas } = readArtefacts(input, drafts);
  const file = artefacts.find((one) => one.kind === 'portfolio');
  const statedAsOf = asText(file?.data['as_of']);
  const { date: as_of, source } = input.asOf(isDate(statedAsOf) ? statedAsOf : undefined);
  const policy = policyOf(file?.data['policy']);
  const { catalogues, unread } = readCatalogues(input, file, drafts);
  const forms = Map.groupBy(artefacts, (one) => kindOf(input.kinds, one.kind)?.form);
  const pages = forms.get('page') ?? [];
  const systems = systemsOf(pages, input.documents);
  const parties = partiesOf(file);

  const assets = new Map(input.assets.map((asset) => [asset.file, asset]));
  const tiers = new Map(systems.map((one) => [one.id, one.risk_tier]));
  const tierOf = (system: string | null): RiskTier | null =>
    system === null ? null : (tiers.get(system) ?? null);
  const evidence = artefacts
    .filter((one) => one.kind === 'evidence-register')
    .flatMap((register) => {
      const tier = tierOf(register.system);
      const found = evidenceOf(
        register,
        assets,
        tier === null ? null : policy.tiers[tier].evidence_freshness,
        as_of,
      );
      drafts.push(...found.drafts);
      return found.evidence;
    })
    .sort(byText((one) => one.id));

  const clauses = catalogues.flatMap((catalogue) => catalogue.clauses);
  const { nodes, drafts: duplicates } = nodesOf({ systems, pages, evidence, parties, clauses });
  drafts.push(...duplicates);
  const resolver = new Resolver(
    nodes,
    systems.map((one) => one.id),
  );

  const approvals: Approval[] = [];
  for (const record of artefacts.filter((one) => one.kind === 'approvals')) {
    const found = approvalsOf(record);
    approvals.push(...found.approvals);
    drafts.push(...found.drafts);
    const subject = approvedBy(record);
    if (!nodes.has(subject)) drafts.push(strayApprovals(record, subject, nodes.keys()));
  }
  const confirmations = artefacts.filter((one) => one.kind === 'confirmations').flatMap(confirmationsOf);
  const waivers = artefacts.filter((one) => one.kind === 'waivers').flatMap((one) => waiversOf(one, as_of));
  const bySubject = Map.groupBy(approvals, (one) => one.subject);
  for (const artefact of pages) {
    artefact.approval = approvalState(artefact, bySubject.get(artefact.id) ?? [], as_of);
  }

  const hides = hidingOf(input, artefacts, file, unread ? catalogues : null);
  const links: Link[] = [];
  for (const artefact of artefacts) {
    const role = roles.get(artefact.file);
    const schema = schemas.get(artefact.kind);
    if (!role || !schema) continue;
    for (const draft of linkDraftsOf(artefact, role.kind, schema)) {
      const excused = hides(draft, artefact.system);
      const resolved = resolveLink(draft, artefact.system, resolver, excused);
      links.push(resolved.link);
      if (resolved.draft) drafts.push(resolved.draft);
    }
  }

  const index = indexOf({ nodes, artefacts, evidence, parties, clauses, systems, links, resolver });
  const confirmed = confirmedOn(confirmations, as_of);
  for (const link of links) stateOfLink(link, index, confirmed);
  links.sort(
    (a, b) =>
      compareText(a.from, b.from) ||
      compareText(a.type, b.type) ||
      compareText(a.to, b.to) ||
      compareText(a.field ?? '', b.field ?? ''),
  );
  const registered = new Set([...evidence.map((one) => one.file), ...sides]);
  // What a register lists that could not be read is not known; that it could not be read is the finding.
  const closed = artefacts.filter((one) => one.kind === 'evidence-register' && isUnreadable(one));
  const closedFolders = [
    ...closed.map((one) => folderOf(one.file)),
    ...input.drafts
      .filter(
        ({ rule, at }) => rule === 'read/unreadable' && /(^|\/)evidence\/evidence\.ya?ml$/.test(at.file),
      )
      .map(({ at }) => folderOf(at.file)),
  ];
  const unlisted = (one: string): boolean => closedFolders.some((folder) => one.startsWith(folder));
  return {
    title: asText(file?.data['title']) ?? 'Portfolio',
    organisation: asText(file?.data['organisation']),
    description: asText(file?.data['description']),
    as_of,
    as_of_source: source,
    indexable: file?.data['indexable'] === true,
    policy,
    kinds: [...input.kinds],
    parties,
    catalogues,
    clauses,
    systems,
    artefacts: pages,
    records: forms.get('record') ?? [],
    items: [...index.items.values()],
    evidence,
    approvals,
    confirmations,
    waivers,
    links,
    cells: [],
    drift: [],
    claims: [],
    findings: [],
    unregistered: input.assets
      .map((asset) => asset.file)
      .filter((one) => /(^|\/)evidence\//.test(one) && !registered.has(one) && !unlisted(one))
      .sort(compareText),
    index,
    drafts,
    locate: input.locate,
  };
}

/** Whether nothing of a file could be read. */
const isUnreadable = (artefact: Artefact): boolean => artefact.broken.includes('');

/** Whether a fault may hide ids that others name: of the whole file, of a list of items, or of a row’s own id. */
function isHidingIds(artefact: Artefact, kind: Kind | undefined): boolean {
  const lists = kind?.items.map(({ field, id }) => ({ field, id })) ?? [];
  if (artefact.kind === 'portfolio') lists.push({ field: 'parties', id: 'id' });
  return artefact.broken.some((at) => {
    const [, field, row, name, ...deeper] = at.split('/');
    if (field === undefined) return true;
    const list = lists.find((one) => one.field === field);
    return (
      list !== undefined &&
      (row === undefined || name === undefined || (name === list.id && deeper.length === 0))
    );
  });
}

/**
 * Tells of a reference that leads nowhere whether it may lead into something that could not be read: the fault has
 * its finding there, and who refers to it is not at fault.
 * @param catalogues those that were read, when one that the portfolio names was not; else `null`.
 */
function hidingOf(
  input: Input,
  artefacts: readonly Artefact[],
  file: Artefact | undefined,
  catalogues: readonly Catalogue[] | null,
): (draft: Pick<LinkDraft, 'reference' | 'to'>, system: string | null) => boolean {
  const unread = [
    ...input.documents.filter((one) => one.data === null).map((one) => one.file),
    ...input.drafts.filter((one) => one.rule === 'read/unreadable').map(({ at }) => at.file),
    ...artefacts.filter((one) => isHidingIds(one, kindOf(input.kinds, one.kind))).map((one) => one.file),
  ];
  // Of the files that are no system's, only controls have ids that others name without more.
  const systems = new Set(
    unread.filter((one) => systemOf(one) !== null || one.startsWith('controls')).map(systemOf),
  );
  const noPortfolio = file === undefined || isUnreadable(file);
  const noParties = file === undefined || isHidingIds(file, undefined);
  return ({ reference, to }, system) => {
    if (to === 'party') return noParties;
    const { id } = parseEvidenceReference(reference);
    if (isObligationId(id)) {
      return noPortfolio || (catalogues !== null && !catalogues.some((one) => id.startsWith(`${one.id}:`)));
    }
    const named = splitReference(id).system;
    if (named !== null) return systems.has(named);
    return system === null ? systems.size > 0 : systems.has(system) || systems.has(null);
  };
}

const kindOf = (kinds: readonly Kind[], name: string): Kind | undefined =>
  kinds.find((kind) => kind.name === name);

interface Read {
  artefacts: Artefact[];
  roles: Map<string, Extract<Role, { role: 'artefact' }>>;
  sides: Set<string>;
  schemas: Map<string, z.ZodObject>;
}

/** Understands every document, parents before children, so that fields can be inherited. */
function readArtefacts(input: Input, drafts: FindingDraft[]): Read {
  const byFile = new Map(input.documents.map((document) => [document.file, document]));
  const roles: Read['roles'] = new Map();
  const sideFiles: string[] = [];
  for (const document of input.documents) {
    const role = roleOf(document, input.kinds);
    if (role.role === 'artefact') roles.set(document.file, role);
    else if (role.role === 'side') sideFiles.push(document.file);
    else if (role.role === 'unknown') drafts.push(unknownKind(document, input.kinds));
  }
  const schemas = new Map(input.kinds.map((kind) => [kind.name, input.schemaOf(kind)]));
  const done = new Map<string, Artefact>();
  const sides = new Set<string>();
  const rank = (role: Extract<Role, { role: 'artefact' }>): number =>
    role.kind.name === 'portfolio' ? 0 : role.kind.name === 'system' ? 1 : 2;
  const order = [...roles].sort(([a, x], [b, y]) => rank(x) - rank(y) || compareText(a, b));
  let portfolio: Artefact | null = null;
  const profiles = new Map<string, Artefact>();
  for (const [file, role] of order) {
    const parent =
      rank(role) === 2 && role.system !== null ? (profiles.get(role.system) ?? portfolio) : portfolio;
    const understood = understand(byFile.get(file)!, role, {
      schema: schemas.get(role.kind.name)!,
      side: (path) => byFile.get(path),
      parent: role.kind.form === 'page' && rank(role) > 0 ? parent : null,
      inheritable: input.inheritable,
    });
    if (rank(role) === 0 && portfolio !== null) {
      drafts.push(secondPortfolio(file, portfolio.file));
      continue;
    }
    drafts.push(...understood.drafts);
    for (const side of understood.sides) sides.add(side);
    done.set(file, understood.artefact);
    if (rank(role) === 0) portfolio = understood.artefact;
    if (rank(role) === 1 && role.system !== null) profiles.set(role.system, understood.artefact);
  }
  const isListed = input.drafts.some(
    ({ rule, at }) => rule === 'read/unreadable' && at.file === 'portfolio.yaml',
  );
  if (portfolio === null && !isListed) {
    drafts.push({
      rule: 'schema/missing-portfolio',
      message: 'the folder has no `portfolio.yaml`',
      at: startOf('portfolio.yaml'),
      subject: 'portfolio',
      detail: 'missing',
      fix: 'write one with a `title:`, or start from `casebook init`',
    });
  }
  for (const file of sideFiles) {
    // Catalogues are claimed by `catalogues:` in the portfolio file, whatever their place.
    const named = asTexts(portfolio?.data['catalogues']).some((one) => one.replace(/^\.\//, '') === file);
    if (sides.has(file) || named || byFile.get(file)?.data === null) continue;
    // What names it may be in a file that could not be read.
    if (isAmidUnreadable(file, input.documents)) continue;
    drafts.push({
      rule: 'schema/unclaimed-file',
      message: `no artefact takes its rows from \`${file}\``,
      at: startOf(file),
      subject: file,
      detail: 'unclaimed',
      fix: 'name it in the artefact it belongs to (`features: ./features.csv`), or remove it',
    });
  }
  return { artefacts: [...done.values()], roles, sides, schemas };
}

const isAmidUnreadable = (file: string, documents: readonly Document[]): boolean =>
  documents.some((one) => one.data === null && systemOf(one.file) === systemOf(file));

const secondPortfolio = (file: string, first: string): FindingDraft => ({
  rule: 'reference/duplicate',
  message: `\`${first}\` is the portfolio file already; \`${file}\` is not read`,
  at: startOf(file),
  subject: 'portfolio',
  detail: file,
  related: [{ at: startOf(first), message: 'this one counts' }],
  fix: 'keep one of the two',
});

function unknownKind(document: Document, kinds: readonly Kind[]): FindingDraft {
  const stated = asText(asRecord(document.data)?.['kind']);
  const names = kinds.filter((kind) => kind.form === 'page').map((kind) => kind.name);
  const base = document.file.slice(document.file.lastIndexOf('/') + 1).replace(/\.mdx?$/, '');
  const near = didYouMean(stated ?? base, names);
  return {
    rule: 'schema/unknown-kind',
    message:
      stated === null
        ? `the kind of \`${document.file}\` cannot be told from its name`
        : `no kind is called \`${stated}\``,
    at: stated === null ? startOf(document.file) : { file: document.file, path: ['kind'] },
    subject: document.file,
    detail: stated ?? base,
    fix: near ?? `name the file after its kind, or write \`kind:\` with one of ${names.join(', ')}`,
  };
}

/**
 * The catalogues a portfolio uses: those it names that ship, and its own files. `unread` when one that it names
 * could not be had, so that an obligation that is not found may be one of its.
 */
function readCatalogues(
  input: Input,
  portfolio: Artefact | undefined,
  drafts: FindingDraft[],
): { catalogues: Catalogue[]; unread: boolean } {
  const catalogues: Catalogue[] = [];
  let unread = false;
  asTexts(portfolio?.data['catalogues']).forEach((name, i) => {
    const own = /\.(ya?ml|json)$/.test(name);
    const file = joinPath('', name);
    if (asTexts(portfolio?.data['catalogues']).indexOf(name) < i) {
      drafts.push({
        rule: 'reference/catalogue',
        message: `\`${name}\` is named twice`,
        at: { file: portfolio?.file ?? 'portfolio.yaml', path: ['catalogues', i] },
        subject: 'portfolio',
        detail: `catalogue ${name} twice`,
        fix: 'name each catalogue once',
      });
      return;
    }
    const document = own
      ? input.documents.find((one) => one.file === file)
      : input.shipped.ids.includes(name)
        ? input.shipped.read(name)
        : undefined;
    if (!document) {
      unread = true;
      drafts.push({
        rule: 'reference/catalogue',
        message: own
          ? file === null
            ? `\`${name}\` is outside the content folder`
            : `there is no catalogue file \`${file}\``
          : `no catalogue called \`${name}\` ships with Casebook`,
        at: { file: portfolio?.file ?? 'portfolio.yaml', path: ['catalogues', i] },
        subject: 'portfolio',
        detail: `catalogue ${name}`,
        fix: own
          ? 'put the file into the content folder, and write its path from there'
          : (didYouMean(name, input.shipped.ids) ?? `use one of ${input.shipped.ids.join(', ')}`),
      });
      return;
    }
    if (document.data === null) {
      unread = true;
      return;
    }
    const parsed = parseCatalogue(document.data, document.file, !own);
    drafts.push(...parsed.drafts);
    if (parsed.catalogue) catalogues.push(parsed.catalogue);
    else unread = true;
  });
  return { catalogues, unread };
}

/** The systems: every folder below `systems/` that holds a document. */
function systemsOf(artefacts: readonly Artefact[], documents: readonly Document[]): System[] {
  const ids = new Set<string>();
  for (const document of documents) {
    const id = systemOf(document.file);
    if (id !== null) ids.add(id);
  }
  const bySystem = Map.groupBy(artefacts, (one) => one.system);
  return [...ids].sort(compareText).map((id) => {
    const own = bySystem.get(id) ?? [];
    const profile = own.find((one) => one.kind === 'system') ?? null;
    const data = profile?.data ?? {};
    const tier = riskTiers.find((one) => one === data['risk_tier']) ?? null;
    const law = asRecord(data['eu_ai_act']);
    return {
      id,
      title: profile?.title ?? id,
      profile,
      risk_tier: tier,
      lifecycle_stage: asText(data['lifecycle_stage']),
      status: (asText(data['status']) as System['status']) ?? null,
      owner: asText(data['owner']) ?? asText(data['model_owner']),
      frameworks: asTexts(data['frameworks']),
      roles: [...new Set([...asTexts(data['roles']), ...asTexts(law?.['role'])])],
      legal_classes: [...new Set([...asTexts(law?.['risk_class']), ...asTexts(data['legal_classes'])])],
      artefacts: own.sort((a, b) => compareNatural(a.id, b.id)),
      folder: `systems/${id}/`,
    };
  });
}

const strayApprovals = (record: Artefact, subject: string, ids: Iterable<string>): FindingDraft => ({
  rule: 'reference/dangling',
  message: `\`${record.file}\` holds approvals of \`${subject}\`, and no artefact has that id`,
  at: startOf(record.file),
  subject: subject,
  detail: 'approvals',
  fix: didYouMean(subject, ids) ?? 'name the file after the artefact it speaks of',
});

function indexOf(parts: {
  nodes: Index['nodes'];
  artefacts: readonly Artefact[];
  evidence: Portfolio['evidence'];
  parties: Portfolio['parties'];
  clauses: Portfolio['clauses'];
  systems: readonly System[];
  links: readonly Link[];
  resolver: Resolver;
}): Index {
  const linksFrom = new Map<string, Link[]>();
  const linksTo = new Map<string, Link[]>();
  for (const link of parts.links) {
    push(linksFrom, link.from, link);
    push(linksTo, link.to, link);
  }
  const items = parts.artefacts.flatMap((one) => one.items).filter((item) => item.kind !== 'evidence');
  return {
    nodes: parts.nodes,
    artefacts: new Map(parts.artefacts.map((one) => [one.id, one])),
    items: new Map(items.sort((a, b) => compareNatural(a.id, b.id)).map((one) => [one.id, one])),
    evidence: new Map(parts.evidence.map((one) => [one.id, one])),
    parties: new Map(parts.parties.map((one) => [one.id, one])),
    clauses: new Map(parts.clauses.map((one) => [one.id, one])),
    systems: new Map(parts.systems.map((one) => [one.id, one])),
    linksFrom,
    linksTo,
    resolve: (reference, system) => parts.resolver.resolve(reference, system),
  };
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
