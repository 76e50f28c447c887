import { isDeepStrictEqual } from 'node:util';
import type { Artefact } from './artefact.ts';
import { Before } from './before.ts';
import { cataloguesInUse } from './catalogues-in-use.ts';
import { folderOf } from './classify.ts';
import { byText, compareText } from './compare.ts';
import { crosswalksInUse } from './crosswalks-in-use.ts';
import { asText } from './data.ts';
import { isAhead, isDate } from './date.ts';
import { evidenceOf, isSameEvidence } from './evidence-of.ts';
import type { FindingDraft } from './finding.ts';
import { datedArtefact } from './dated.ts';
import { byId, indexOf } from './index-of.ts';
import type { Input } from './input.ts';
import { hidingOf, isFileUnknown, isUnreadable } from './hiding.ts';
import { kindOf } from './kind.ts';
import { itemOrderOf } from './item-order.ts';
import { linkIndexOf } from './link-index.ts';
import { acceptedBy, confirmedOn, isSameLink, linkInState } from './link-state.ts';
import type { Link } from './link.ts';
import { nodesOf } from './nodes.ts';
import { makesCell } from './obligation.ts';
import { startOf } from './place.ts';
import { policyOf } from './policy-of.ts';
import type { RiskTier } from './policy.ts';
import type { Portfolio } from './portfolio.ts';
import {
  approvalsOf,
  approvedBy,
  confirmationsOf,
  partiesOf,
  waiversOf,
  isSameWaiver,
} from './records-of.ts';
import { linkDraftsOf, resolveLinks } from './references.ts';
import { approvalLinks, waiverLinks } from './record-links.ts';
import { Resolver } from './resolve.ts';
import { didYouMean } from './suggest.ts';
import { isSameSystem, systemsOf } from './systems.ts';
import { understandAll } from './understand-all.ts';

/**
 * Puts documents together to a graph: artefacts, items, records, links with their states, indexes. Cells, drift,
 * claims and findings are computed from the graph by later steps and are empty here. Pure.
 */
export function assemble(input: Input): Portfolio {
  const drafts: FindingDraft[] = [...input.drafts];
  const { artefacts: understood, roles, sides, schemas } = understandAll(input, drafts);
  const before = input.before ?? new Before();
  const statedAsOf = asText(understood.find(isPortfolio)?.data['as_of']);
  const { date: as_of, source } = input.asOf(isDate(statedAsOf) ? statedAsOf : undefined);
  const approvalFiles = understood.filter((one) => one.kind === 'approvals');
  const approvals = approvalFiles.flatMap((one) => approvalsOf(one).approvals);
  const bySubject = Map.groupBy(approvals, (one) => one.subject);
  const artefacts = understood.map((one) => {
    const isPage = kindOf(input.kinds, one.kind)?.form === 'page';
    return datedArtefact(one, isPage ? (bySubject.get(one.id) ?? []) : null, as_of);
  });
  const file = artefacts.find(isPortfolio);
  const policy = policyOf(file?.data['policy']);
  const named = cataloguesInUse(input, file, drafts);
  const catalogues = before.list('catalogues', named.catalogues, isDeepStrictEqual);
  // Which catalogues are in use is not known either while the list of them cannot be read.
  const unread = named.unread || (file?.broken.some((at) => /^\/catalogues(\/|$)/.test(at)) ?? false);
  const crosswalks = before.list(
    'crosswalks',
    crosswalksInUse(input, file, { catalogues, unread }, drafts),
    isDeepStrictEqual,
  );
  const forms = Map.groupBy(artefacts, (one) => kindOf(input.kinds, one.kind)?.form);
  const pages = forms.get('page') ?? [];
  const systems = before.list('systems', systemsOf(pages, input.documents), isSameSystem);
  const parties = file ? partiesOf(file) : [];

  const assets = new Map(input.assets.map((asset) => [asset.file, asset]));
  const tiers = new Map(systems.map((one) => [one.id, one.risk_tier]));
  const tierOf = (system: string | null): RiskTier | null =>
    system === null ? null : (tiers.get(system) ?? null);
  const registered = artefacts
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
  const evidence = before.list('evidence', registered, isSameEvidence);

  const waivers = before.list(
    'waivers',
    artefacts.filter((one) => one.kind === 'waivers').flatMap((one) => waiversOf(one, as_of)),
    isSameWaiver,
  );
  const clauses = before.list(
    'clauses',
    catalogues.flatMap((catalogue) => catalogue.clauses),
  );
  const ids = nodesOf({ systems, pages, evidence, parties, clauses, waivers }, before.ids);
  before.ids = ids;
  const { nodes } = ids;
  drafts.push(...ids.drafts);
  const resolver = new Resolver(
    nodes,
    systems.map((one) => one.id),
    clauses.filter((one) => !makesCell(one)).map((one) => one.id),
  );

  const confirmations = understood.filter((one) => one.kind === 'confirmations').flatMap(confirmationsOf);

  const hides = hidingOf(input, artefacts, file, unread ? catalogues : null);
  for (const record of approvalFiles) {
    drafts.push(...approvalsOf(record).drafts);
    const subject = approvedBy(record);
    if (nodes.has(subject) || hides({ reference: subject, to: 'artefact' }, record.system)) continue;
    drafts.push(strayApprovals(record, subject, nodes.keys()));
  }
  // A decision of a later day has not replaced anything yet.
  const ahead = new Set(
    pages.filter(({ kind, data }) => kind === 'decision' && isAhead(data['date'], as_of)).map(({ id }) => id),
  );
  const confirmed = confirmedOn(confirmations, as_of);
  const found = { nodes, evidence: byId(evidence), parties: byId(parties) };
  const accepts = acceptedBy(waivers, found);
  const contentOf = (one: string): unknown => assets.get(one)?.json;
  // By name, so that those that came out as they did are the same again.
  const inState = (name: string, links: readonly Link[]): Link[] =>
    before.list(
      name,
      links.map((link) => linkInState(link, found, confirmed, accepts, contentOf)),
      isSameLink,
    );
  if (!ids.isAsBefore) before.resolved.forget();
  const stating = understood.map((artefact) => {
    const role = roles.get(artefact.file);
    const schema = schemas.get(artefact.kind);
    if (!role || !schema) return [];
    const stated = linkDraftsOf(artefact, role.kind, schema);
    let own = before.resolved.of(stated);
    if (!own) {
      const resolved = resolveLinks(stated, artefact.system, resolver, hides);
      drafts.push(...resolved.drafts);
      own = resolved.links;
      if (resolved.isSound) before.resolved.keep(stated, own);
    }
    return inState(
      `links of ${artefact.file}`,
      ahead.size === 0 ? own : own.filter(({ type, from }) => type !== 'supersedes' || !ahead.has(from)),
    );
  });
  const recorded = inState('links of records', [
    ...approvalLinks(approvals, pages, parties, as_of),
    ...waiverLinks(waivers, parties, clauses, as_of),
  ]);
  const links = linkIndexOf(before.list('links', [...stating, recorded].flat()), before.links);
  before.links = links;
  const items = itemOrderOf(artefacts, before.items);
  before.items = items;
  const index = indexOf({
    ...found,
    artefacts,
    items: items.byId,
    clauses,
    systems,
    links,
    resolver,
    isControlUnread: (reference, system) => hides({ reference, to: 'control' }, system),
  });
  const spokenOf = new Set([...evidence.map((one) => one.file), ...sides]);
  // What a register lists that could not be read is not known; that it could not be read is the finding.
  const closed = artefacts.filter(
    (one) => one.kind === 'evidence-register' && (isUnreadable(one) || isFileUnknown(one)),
  );
  const closedFolders = [
    ...closed.map((one) => folderOf(one.file)),
    ...input.drafts
      .filter(
        ({ rule, at }) => rule === 'read/unreadable' && /(^|\/)evidence\/evidence\.ya?ml$/.test(at.file),
      )
      .map(({ at }) => folderOf(at.file)),
  ];
  // What a README says of the files beside it is no evidence, unless it is registered.
  const unlisted = (one: string): boolean =>
    closedFolders.some((folder) => one.startsWith(folder)) || /\/readme(\.[a-z]+)?$/i.test(one);
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
    items: items.inOrder,
    evidence,
    approvals,
    confirmations,
    waivers,
    links: links.inOrder,
    cells: [],
    drift: [],
    breaches: [],
    claims: [],
    findings: [],
    unregistered: input.assets
      .map((asset) => asset.file)
      .filter((one) => /(^|\/)evidence\//.test(one) && !spokenOf.has(one) && !unlisted(one))
      .sort(compareText),
    index,
    drafts,
    locate: input.locate,
  };
}

const isPortfolio = ({ kind }: Artefact): boolean => kind === 'portfolio';

const strayApprovals = (record: Artefact, subject: string, ids: Iterable<string>): FindingDraft => ({
  rule: 'reference/dangling',
  message: `\`${record.file}\` holds approvals of \`${subject}\`, and no artefact has that id`,
  at: startOf(record.file),
  subject: subject,
  detail: 'approvals',
  fix: didYouMean(subject, ids) ?? 'name the file after the artefact it speaks of',
});
