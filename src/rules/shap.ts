// The features that SHAP evidence speaks of, held against the register.
import type { Item } from '../core/artefact.ts';
import { asList, asRecord, asText, asTexts } from '../core/data.ts';
import type { Path } from '../core/place.ts';
import type { Portfolio } from '../core/portfolio.ts';
import type { Evidence } from '../core/records.ts';

/** A file of SHAP values with the feature names in it. */
export interface ShapFile {
  evidence: Evidence;
  model: string;
  features: { name: string; path: Path }[];
}

/** The SHAP files of a portfolio whose bytes are the registered ones, in the order of evidence ids. */
export function shapFiles(portfolio: Portfolio): ShapFile[] {
  return portfolio.evidence.flatMap((evidence) => {
    const content = evidence.schema === 'casebook/shap@1' ? asRecord(evidence.content) : null;
    if (content === null || evidence.found_sha256 !== evidence.sha256) return [];
    const features = asList(content['features']).flatMap((feature, i) => {
      const name = asText(feature) ?? asText(asRecord(feature)?.['name']);
      return name === null ? [] : [{ name, path: ['features', i] }];
    });
    return [{ evidence, model: asText(content['model']) ?? '', features }];
  });
}

/** The registered features of a system by every name they have in a model's matrix: their own, and `columns`. */
export function registeredColumns(portfolio: Portfolio, system: string | null): Map<string, Item> {
  const columns = new Map<string, Item>();
  for (const item of featuresOf(portfolio, system)) {
    for (const name of [...asTexts(item.data['columns']), item.local])
      if (!columns.has(name)) columns.set(name, item);
  }
  return columns;
}

/** The rows of a system's feature registers. */
export const featuresOf = (portfolio: Portfolio, system: string | null): Item[] =>
  portfolio.items.filter((item) => item.kind === 'feature' && item.system === system);

/** Whether a system has a feature register at all; without one its absence is the finding, not each feature. */
export const hasRegister = (portfolio: Portfolio, system: string | null): boolean =>
  portfolio.artefacts.some((artefact) => artefact.kind === 'feature-register' && artefact.system === system);
