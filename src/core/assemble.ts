import { approvalState } from './approvals.ts';
import type { Artefact } from './artefact.ts';
import { cataloguesInUse } from './catalogues-in-use.ts';
import { folderOf, systemOf } from './classify.ts';
import { byText, compareText } from './compare.ts';
import { crosswalksInUse } from './crosswalks-in-use.ts';
import { asText } from './data.ts';
import { isAhead, isDate } from './date.ts';
import type { FindingDraft } from './finding.ts';
import { indexOf } from './index-of.ts';
import { isObligationId, parseEvidenceReference, splitReference } from './id.ts';
import type { Input } from './input.ts';
import type { Kind } from './kind.ts';
import { acceptedBy, confirmedOn, stateOfLink } from './link-state.ts';
import { linksInOrder } from './link-order.ts';
import type { Link, LinkDraft } from './link.ts';
import { nodesOf } from './nodes.ts';
import type { Catalogue } from './obligation.ts';
import { startOf } from './place.ts';
import { policyOf } from './policy-of.ts';
import type { RiskTier } from './policy.ts';
import type { Portfolio } from './portfolio.ts';
import { approvalsOf, approvedBy, confirmationsOf, evidenceOf, partiesOf, waiversOf } from './records-of.ts';
import type { Approval } from './records.ts';
import { linkDraftsOf, resolveLinks } from './references.ts';
import { approvalLinks, waiverLinks } from './record-links.ts';
import { Resolver } from './resolve.ts';
import { didYouMean } from './suggest.ts';
import { systemsOf } from './systems.ts';
import { understandAll } from './understand-all.ts';

/**
 * Puts documents together to a graph: artefacts, items, records, links with their states, indexes. Cells, drift,
 * claims and findings are computed from the graph by later steps and are empty here. Pure.
 */
export function assemble(input: Input): Portfolio {
  const drafts: FindingDraft[] = [...input.drafts];
  const { artefacts: understood, roles, sides, schemas } = understandAll(input, drafts);
  // What follows from the date and from other files is set on a copy.
  const artefacts = understood.map((one) => ({ ...one, broken: [...one.broken] }));
  const file = artefacts.find((one) => one.kind === 'portfolio');
  const statedAsOf = asText(file?.data['as_of']);
  const { date: as_of, source } = input.asOf(isDate(statedAsOf) ? statedAsOf : undefined);
  const policy = policyOf(file?.data['policy']);
  const named = cataloguesInUse(input, file, drafts);
  const { catalogues } = named;
  // Which catalogues are in use is not known either while the list of them cannot be read.
  const unread = named.unread || (file?.broken.some((at) => /^\/catalogues(\/|$)/.test(at)) ?? false);
  const crosswalks = crosswalksInUse(input, file, { catalogues, unread }, drafts);
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
        input.imported,
      );
      drafts.push(...found.drafts);
      return found.evidence;
    })
    .sort(byText((one) => one.id));

  const waivers = artefacts.filter((one) => one.kind === 'waivers').flatMap((one) => waiversOf(one, as_of));
  const clauses = catalogues.flatMap((catalogue) => catalogue.clauses);
  const { nodes, drafts: duplicates } = nodesOf({
    systems,
    pages,
    evidence,
    parties,
    clauses,
    waivers,
  });
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
  const bySubject = Map.groupBy(approvals, (one) => one.subject);
  for (const artefact of pages) {
    artefact.approval = approvalState(artefact, bySubject.get(artefact.id) ?? [], as_of);
  }

  const hides = hidingOf(input, artefacts, file, unread ? catalogues : null);
  // A decision of a later day has not replaced anything yet.
  const ahead = new Set(
    pages.filter(({ kind, data }) => kind === 'decision' && isAhead(data['date'], as_of)).map(({ id }) => id),
  );
  const confirmed = confirmedOn(confirmations, as_of);
  const registeredIds = new Set(evidence.map((one) => one.id));
  const known = input.resolved;
  known?.among(nodes);
  const links: Link[] = [];
  for (const artefact of understood) {
    const role = roles.get(artefact.file);
    const schema = schemas.get(artefact.kind);
    if (!role || !schema) continue;
    const stated = linkDraftsOf(artefact, role.kind, schema);
    let found = known?.of(stated);
    if (!found) {
      const resolved = resolveLinks(stated, artefact.system, resolver, hides);
      drafts.push(...resolved.drafts);
      found = resolved.links;
      if (resolved.isSound) known?.keep(stated, found);
    }
    for (const link of found) {
      if (link.type === 'supersedes' && ahead.has(link.from)) continue;
      // What is kept stays as it is; its state on this date is set on a copy.
      const mayChange = known !== undefined && (confirmed.size > 0 || registeredIds.has(link.to));
      links.push(mayChange ? { ...link } : link);
    }
  }

  links.push(
    ...approvalLinks(approvals, pages, parties, as_of),
    ...waiverLinks(waivers, parties, clauses, as_of),
  );

  const index = indexOf({ nodes, artefacts, evidence, parties, clauses, systems, links, resolver });
  const accepts = acceptedBy(waivers, index);
  const contentOf = (one: string): unknown => assets.get(one)?.json;
  for (const link of links) stateOfLink(link, index, confirmed, accepts, contentOf);
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
    crosswalks,
    systems,
    artefacts: pages,
    records: forms.get('record') ?? [],
    items: [...index.items.values()],
    evidence,
    approvals,
    confirmations,
    waivers,
    links: linksInOrder(index.linksFrom),
    cells: [],
    drift: [],
    breaches: [],
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

const strayApprovals = (record: Artefact, subject: string, ids: Iterable<string>): FindingDraft => ({
  rule: 'reference/dangling',
  message: `\`${record.file}\` holds approvals of \`${subject}\`, and no artefact has that id`,
  at: startOf(record.file),
  subject: subject,
  detail: 'approvals',
  fix: didYouMean(subject, ids) ?? 'name the file after the artefact it speaks of',
});
