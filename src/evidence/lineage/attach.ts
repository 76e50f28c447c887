import type { FindingDraft } from '../../core/finding.ts';
import type { Spot } from '../../core/place.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import type { Evidence } from '../../core/records.ts';
import type { Lineage } from './runs.ts';

/** Reads the events of a registered file; `null` when it is not there, is none of lineage or has its finding. */
export type LineageReader = (evidence: Evidence) => { lineage: Lineage | null; drafts: FindingDraft[] };

/** Whether evidence is lineage in a file that is there. */
export const isLineageFile = ({ type, found_sha256 }: Evidence): boolean =>
  type === 'lineage' && found_sha256 !== null;

/** Issues of one file beyond this many are counted, not listed: they usually have one cause. */
const listed = 8;

/** Reads every registered file of lineage, keeps it on its record, and says what is wrong in it. */
export function attachLineage(
  { evidence }: Pick<Portfolio, 'evidence'>,
  read: LineageReader,
): FindingDraft[] {
  return evidence.filter(isLineageFile).flatMap((one) => {
    const { lineage, drafts } = read(one);
    if (drafts.length > 0) return drafts;
    if (lineage === null) return [draftOf(one, { file: one.file, path: [] }, notLineage(one), correct)];
    one.lineage = lineage;
    const said = lineage.issues
      .slice(0, listed)
      .map(({ at, message, fix }) => draftOf(one, at, message, fix));
    const more = lineage.issues.length - listed;
    if (more <= 0) return said;
    const message = `\`${one.file}\` has ${more} more ${more === 1 ? 'event' : 'events'} that cannot be read`;
    return [...said, draftOf(one, { file: one.file, path: [] }, message, correct)];
  });
}

const correct =
  'write its events as OpenLineage, one JSON object a line or one list of them, or register it as `type: log`';

const notLineage = (one: Evidence): string =>
  `\`${one.file}\` is registered as lineage, and no event of OpenLineage is in it: one has \`eventTime\` and a \`run\` with its \`job\``;

const draftOf = (one: Evidence, at: Spot, message: string, fix: string): FindingDraft => ({
  rule: 'evidence/unread-lineage',
  message,
  at,
  subject: one.id,
  detail: 'line' in at ? `line ${at.line} ${message}` : `${at.path.join('/')} ${message}`,
  related: [{ at: one.at, message: `registered as \`${one.local}\`` }],
  fix,
});
