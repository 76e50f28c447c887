import type { Json } from '../core/document.ts';
import type { Portfolio } from '../core/portfolio.ts';
import type { Evidence } from '../core/records.ts';
import { importMetrics } from '../exchange/metrics/import.ts';
import { notStated } from '../exchange/shap/gaps.ts';
import type { Reading } from '../read/folder.ts';

/** Whether evidence is metrics in JSON that are not in Casebook's own shape. */
export const isForeignMetrics = ({ type, schema, file, found_sha256 }: Evidence): boolean =>
  type === 'metrics' && schema === null && found_sha256 !== null && /\.json$/i.test(file);

/** Reads registered metrics of other tools: contents by evidence. What is not recognised stays as it is. */
export function readForeignMetrics(graph: Portfolio, assets: Reading['assets']): Map<string, Json> {
  const byFile = new Map(assets.map((asset) => [asset.file, asset]));
  return new Map(
    graph.evidence.filter(isForeignMetrics).flatMap((evidence): [string, Json][] => {
      const json = byFile.get(evidence.file)?.json;
      if (json === undefined || json === null) return [];
      const made = importMetrics(json as Json, {
        model: evidence.system ?? evidence.local,
        model_version: evidence.model_version ?? notStated,
        dataset: evidence.title,
        provenance: evidence.provenance ?? 'real',
      });
      return made === null ? [] : [[evidence.id, made as unknown as Json]];
    }),
  );
}
