import { ChangedMap } from './changed-map.ts';
import { isPast, type CalendarDate } from './date.ts';
import { evidenceState } from './evidence-state.ts';
import { acceptedBy, isAccepted } from './link-state.ts';
import { isResolved, type Link } from './link.ts';
import type { Portfolio } from './portfolio.ts';
import type { Evidence } from './records.ts';

/** How old evidence may be that states no end of its own, by the tier of its system; `null` for no limit. */
export function freshnessFor(
  portfolio: Pick<Portfolio, 'index' | 'policy'>,
  system: string | null,
): string | null {
  const tier = system === null ? null : (portfolio.index.systems.get(system)?.risk_tier ?? null);
  return tier === null ? null : portfolio.policy.tiers[tier].evidence_freshness;
}

/**
 * The graph as it will be on a later day if nobody does anything: evidence runs out, waivers end, and nothing that is
 * dated ahead comes into being. Its lists of links and evidence are as they were; its look-ups and waivers are not.
 */
export function onLaterDay(portfolio: Portfolio, day: CalendarDate): Portfolio {
  const waivers = portfolio.waivers.map((one) =>
    one.runs && isPast(one.expires, day) ? { ...one, runs: false } : one,
  );
  const accepts = acceptedBy(waivers, portfolio.index);
  const evidence = new ChangedMap(portfolio.index.evidence, (record): Evidence => {
    if (record.state !== 'valid') return record;
    const later = evidenceState(record, freshnessFor(portfolio, record.system), day);
    return later.state === 'valid' ? record : { ...record, ...later };
  });
  const index = { ...portfolio.index, evidence };
  const later = (link: Link): Link => {
    if (!isResolved(link.state)) return link;
    const state = evidence.get(link.to)?.state ?? 'valid';
    if (link.state === 'valid' && state !== 'valid') {
      const lapsed: Link = { ...link, state };
      return isAccepted(lapsed, index, accepts) ? { ...lapsed, lapse: state, state: 'waived' } : lapsed;
    }
    const isBare = link.state === 'waived' && link.lapse && !isAccepted(link, index, accepts);
    return isBare ? { ...link, state: link.lapse! } : link;
  };
  const changed = (links: Link[]): Link[] => {
    const now = links.map(later);
    return now.some((link, i) => link !== links[i]) ? now : links;
  };
  return {
    ...portfolio,
    waivers,
    index: {
      ...index,
      linksFrom: new ChangedMap(portfolio.index.linksFrom, changed),
      linksTo: new ChangedMap(portfolio.index.linksTo, changed),
    },
  };
}
