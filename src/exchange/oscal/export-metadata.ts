import { asText } from '../../core/data.ts';
import { draftNote } from '../../core/draft.ts';
import type { Portfolio, System } from '../../core/portfolio.ts';
import type { ExportRole, People } from './export-people.ts';
import { lineOf, listed, oscalVersion, propsOf, startOf } from './export-text.ts';
import type { OscalMetadata } from './export-types.ts';

/** What a document states about itself. */
export interface About {
  portfolio: Portfolio;
  system: System;
  people: People;
  /** Marks the document as a draft. */
  draft: boolean;
}

const owner: ExportRole = 'system-owner';

/** The metadata of a document about a system; made last, because it names the parties that the rest speaks of. */
export function metadataOf(title: string, { portfolio, system, people, draft }: About): OscalMetadata {
  const responsible = people.responsible(owner, system.owner);
  return {
    title: lineOf(draft ? `${title} (draft)` : title),
    'last-modified': startOf(portfolio.as_of),
    version: lineOf(asText(system.profile?.data['version']) ?? portfolio.as_of),
    'oscal-version': oscalVersion,
    props: propsOf({
      portfolio: portfolio.title,
      system: system.id,
      'as-of': portfolio.as_of,
      'risk-tier': system.risk_tier,
      draft: draft ? 'yes' : null,
    }),
    ...people.listed(),
    ...listed('responsible-parties', responsible),
    remarks: [
      ...(draft ? [draftNote] : []),
      `States of a record as of ${portfolio.as_of}; times of day and zone are nominal.`,
      'Approvals are recorded, not authenticated. Parties are roles and teams, not persons.',
      'UUIDs are derived from ids (RFC 9562, version 5) and stay the same in every export.',
    ].join(' '),
  };
}
