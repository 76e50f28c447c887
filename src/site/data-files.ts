/**
 * What a site carries for programs, below `data/`: made from the portfolio alone, so that no page has to be drawn for
 * it. A build writes the files itself while the search index is made; a live site makes one when it is asked for.
 */
import fs from 'node:fs';
import path from 'node:path';
import { setImmediate as pause } from 'node:timers/promises';
import type { Portfolio } from '../core/portfolio.ts';
import { shownShap } from '../evidence/shap/permitted.ts';
import { assessmentResults } from '../exchange/oscal/export-assessment-results.ts';
import { componentDefinition } from '../exchange/oscal/export-component-definition.ts';
import { makeFolder } from '../read/make-folder.ts';
import { findingsJson, rowsJson, toJson } from '../report/json.ts';
import { lapsesJson } from '../report/lapses-json.ts';
import { matrixTable } from '../report/matrix.ts';
import { portfolioJson } from '../report/portfolio-json.ts';
import { reportSchemas } from '../report/portfolio-schema.ts';
import { proofsJson } from '../report/proofs-json.ts';
import { tableCsv } from '../report/table.ts';
import { watermarked } from '../report/watermark.ts';
import { idShards } from './data/ids.ts';
import { proofFiles } from './data/proofs.ts';
import { schemaFiles } from './data/schemas.ts';

/** A file of a site. */
export interface DataFile {
  /** Relative to the site, with forward slashes. */
  address: string;
  /** Its text, in pieces: the largest has fifty megabytes. */
  pieces: () => Iterable<string>;
}

/**
 * Every file below `data/` but the cells of grids, the largest first.
 * @param draft whether the files say that they are a draft.
 */
export function dataFiles(portfolio: Portfolio, draft: boolean): DataFile[] {
  const file = (address: string, text: () => string): DataFile => ({
    address: `data/${address}`,
    pieces: () => [text()],
  });
  const assessed = new Set(portfolio.cells.map((cell) => cell.system));
  return [
    { address: 'data/portfolio.json', pieces: () => rowsJson(portfolioJson(portfolio, draft)) },
    file('findings.json', () => toJson(findingsJson(portfolio, draft))),
    file('lapses.json', () => toJson(lapsesJson(portfolio, { draft }))),
    file('matrix.csv', () => tableCsv(watermarked(matrixTable(portfolio), draft))),
    ...Object.entries(reportSchemas()).map(([name, schema]) => file(name, () => toJson(schema))),
    ...schemaFiles(portfolio.kinds).map(([name, schema]) =>
      file(`schemas/${name}.json`, () => toJson(schema)),
    ),
    ...idShards(portfolio).map((table, shard) => file(`ids/${shard}.json`, () => JSON.stringify(table))),
    // The content of evidence in one of our own shapes, as it was read: what the charts are drawn from.
    ...portfolio.evidence
      .filter((record) => record.content !== null && record.content !== undefined)
      .map((record) =>
        // Rows about people are no more to be had as data than they are to be seen.
        file(`evidence/${record.id}.json`, () => JSON.stringify(shownShap(record) ?? record.content)),
      ),
    ...proofFiles(portfolio).map((pair): DataFile => ({
      address: `data/proofs/${pair.framework}/${pair.system}.json`,
      pieces: () => rowsJson(proofsJson(portfolio, { ...pair, draft })),
    })),
    ...portfolio.systems.map((system) =>
      file(`oscal/${system.id}/component-definition.json`, () =>
        JSON.stringify(componentDefinition(portfolio, system, draft)),
      ),
    ),
    ...portfolio.systems
      .filter((system) => assessed.has(system.id))
      .map((system) =>
        file(`oscal/${system.id}/assessment-results.json`, () =>
          JSON.stringify(assessmentResults(portfolio, system, draft)),
        ),
      ),
  ];
}

/** Characters that are written at once. */
const block = 1 << 20;

/** Writes files into a built site. Between them whatever else runs gets its turn. */
export async function writeDataFiles(outDir: string, files: readonly DataFile[]): Promise<void> {
  const made = new Set<string>();
  for (const { address, pieces } of files) {
    const to = path.join(outDir, address);
    const folder = path.dirname(to);
    if (!made.has(folder)) makeFolder(folder);
    made.add(folder);
    const out = fs.openSync(to, 'w');
    try {
      let waiting = '';
      for (const piece of pieces()) {
        waiting += piece;
        if (waiting.length < block) continue;
        fs.writeFileSync(out, waiting);
        waiting = '';
        await pause();
      }
      fs.writeFileSync(out, waiting);
    } finally {
      fs.closeSync(out);
    }
    await pause();
  }
}
