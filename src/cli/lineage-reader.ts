import type { FindingDraft } from '../core/finding.ts';
import type { Place } from '../core/place.ts';
import type { LineageReader } from '../evidence/lineage/attach.ts';
import { readOpenLineage, type ReadEvent } from '../exchange/openlineage/import.ts';
import type { Reading } from '../read/folder.ts';

/** Makes the function that reads registered lineage: a JSON file of one event or a list, else one event a line. */
export function lineageReader(read: Pick<Reading, 'assets' | 'decode'>): LineageReader {
  const assets = new Map(read.assets.map((asset) => [asset.file, asset]));
  return ({ file }) => {
    const json = assets.get(file)?.json;
    // Broken JSON has its finding from reading.
    if (json === null && /\.json$/i.test(file))
      return { lineage: { runs: [], others: 0, issues: [] }, drafts: [] };
    if (json !== undefined) {
      const events = Array.isArray(json)
        ? json.map((one, i): ReadEvent => ({ json: one, at: { file, path: [i] } }))
        : [{ json, at: { file, path: [] } }];
      return { lineage: readOpenLineage(events), drafts: [] };
    }
    const decoded = read.decode(file);
    if (decoded === null) return { lineage: null, drafts: [] };
    if ('draft' in decoded) return { lineage: null, drafts: [decoded.draft] };
    const events: ReadEvent[] = [];
    for (const [i, line] of decoded.text.split('\n').entries()) {
      if (line.trim() === '') continue;
      const at = { file, line: i + 1, column: 1, end_line: i + 1, end_column: line.length + 1 };
      try {
        events.push({ json: JSON.parse(line), at });
      } catch {
        return { lineage: null, drafts: [broken(at)] };
      }
    }
    return { lineage: readOpenLineage(events), drafts: [] };
  };
}

/** A line that is no JSON: what follows it may be the rest of it. */
const broken = (at: Place): FindingDraft => ({
  rule: 'evidence/unread-lineage',
  message: 'the line is no JSON, and each line is to hold one event',
  at,
  detail: `line ${at.line}`,
  fix: 'write the file again from where the events are kept; a line may have been cut off',
});
