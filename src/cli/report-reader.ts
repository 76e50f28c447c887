import type { FindingDraft } from '../core/finding.ts';
import type { ReportReader } from '../evidence/drift/attach-reports.ts';
import { emptyReport, type ReportSource } from '../evidence/drift/reported.ts';
import { readReport } from '../exchange/reports.ts';
import { parseCells } from '../read/csv.ts';
import type { Reading } from '../read/folder.ts';

/**
 * Makes the function that reads registered drift results of other tools: JSON as it was parsed, CSV as cells, and
 * anything else by its name alone, to say that it cannot be read. Broken JSON has its finding from reading already.
 */
export function reportReader(read: Pick<Reading, 'assets' | 'decode'>): ReportReader {
  const assets = new Map(read.assets.map((asset) => [asset.file, asset]));
  return ({ file, reported }) => {
    const asset = assets.get(file);
    if (asset === undefined || reported === undefined || asset.json === null) return null;
    const source: ReportSource = { file, as: reported, json: asset.json, cells: null };
    if (/\.csv$/i.test(file)) {
      const cells = cellsOf(file, reported.delimiter, read);
      if (cells === null) return null;
      // A table that could not be read has that as its finding, and no other.
      if ('rule' in cells) return { report: emptyReport('unknown', 'not read'), drafts: [cells] };
      source.cells = cells;
    }
    return { report: readReport(source), drafts: [] };
  };
}

function cellsOf(
  file: string,
  delimiter: string,
  read: Pick<Reading, 'decode'>,
): string[][] | FindingDraft | null {
  const decoded = read.decode(file);
  if (decoded === null) return null;
  return 'draft' in decoded ? decoded.draft : parseCells(decoded.text, file, delimiter);
}
