// Findings and portfolios to report on, made by hand so that a report is tested for what it does with them.
import path from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { analyse } from '../../src/cli/analyse.ts';
import type { Finding } from '../../src/core/finding.ts';
import type { Portfolio } from '../../src/core/portfolio.ts';

/** A finding, with the fields that a test cares about. */
export const finding = (more: Partial<Finding> = {}): Finding => ({
  rule: 'reference/dangling',
  severity: 'error',
  message: 'nothing has the id `FM-02`',
  file: 'systems/demo/model-card.mdx',
  line: 3,
  column: 5,
  end_line: 3,
  end_column: 14,
  subject: 'demo/model-card',
  system: 'demo',
  owner: 'own',
  key: '0123456789abcdef',
  related: [],
  fix: 'did you mean `FM-01`?',
  waived_by: null,
  ...more,
});

/** A portfolio of findings and nothing else, as reports of findings take it. */
export const reported = (
  ...findings: Finding[]
): Pick<Portfolio, 'as_of' | 'title' | 'findings' | 'waivers'> => ({
  as_of: '2026-11-20',
  title: 'Test portfolio',
  findings,
  waivers: [],
});

/** One of the portfolios of test/input, through the whole pipeline. */
export const golden = (name: string): Promise<Portfolio> =>
  analyse(path.resolve(import.meta.dirname, '../input', name), { asOf: '2026-11-20', cacheDir: null });

/** The files of a ZIP archive as text; refuses an archive whose entries have a time other than the earliest. */
export function unzip(archive: Uint8Array): Map<string, string> {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const files = new Map<string, string>();
  const end = archive.byteLength - 22;
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < view.getUint16(end + 10, true); i++) {
    const [size, name, extra, comment] = [20, 28, 30, 32].map((offset, k) =>
      k === 0 ? view.getUint32(at + offset, true) : view.getUint16(at + offset, true),
    ) as [number, number, number, number];
    const local = view.getUint32(at + 42, true);
    if (view.getUint16(at + 12, true) !== 0 || view.getUint16(at + 14, true) !== 33)
      throw new Error('an entry of the archive has a time');
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const body = archive.subarray(start, start + size);
    const isStored = view.getUint16(at + 10, true) === 0;
    files.set(
      Buffer.from(archive.subarray(at + 46, at + 46 + name)).toString(),
      (isStored ? Buffer.from(body) : inflateRawSync(body)).toString(),
    );
    at += 46 + name + extra + comment;
  }
  return files;
}

/** The sheets of a workbook by name, each a list of rows of what stands in the cells; an empty cell is `null`. */
export function sheetsOf(workbook: Uint8Array): Map<string, (string | number | null)[][]> {
  const parts = unzip(workbook);
  const strings = [...(parts.get('xl/sharedStrings.xml') ?? '').matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(
    (match) => match[1]!,
  );
  const names = [...(parts.get('xl/workbook.xml') ?? '').matchAll(/<sheet [^>]*?name="([^"]*)"/g)];
  return new Map(
    names.map((match, i) => {
      const rows = (parts.get(`xl/worksheets/sheet${i + 1}.xml`) ?? '').match(/<row .*?<\/row>/gs) ?? [];
      return [match[1]!, rows.map((row) => cellsOf(row, strings))];
    }),
  );
}

function cellsOf(row: string, strings: readonly string[]): (string | number | null)[] {
  const cells: (string | number | null)[] = [];
  for (const match of row.matchAll(/<c r="([A-Z]+)\d+"([^>]*)>(?:<v>([^<]*)<\/v>)?/g)) {
    const [, letters = '', attributes = '', value] = match;
    const column = [...letters].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0) - 1;
    while (cells.length < column) cells.push(null);
    cells.push(
      value === undefined ? null : attributes.includes('t="s"') ? strings[Number(value)]! : Number(value),
    );
  }
  return cells;
}
