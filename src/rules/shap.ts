// The features that SHAP evidence speaks of, held against the register.
import type { Item } from '../core/artefact.ts';
import { compareText } from '../core/compare.ts';
import { asTexts } from '../core/data.ts';
import { itemsOf } from '../core/items-of.ts';
import { ofSystem } from '../core/once.ts';
import type { Portfolio } from '../core/portfolio.ts';
import type { Evidence } from '../core/records.ts';
import { isShap } from '../evidence/content.ts';
import { groupBy } from './group.ts';

/** A file of SHAP values: the model it explains and the columns it attributes to. */
export interface ShapFile {
  evidence: Evidence;
  model: string;
  features: readonly string[];
}

/** The SHAP files that exist on the as-of date and are the ones registered, in the order of evidence ids. */
export function shapFiles(portfolio: Portfolio): ShapFile[] {
  return portfolio.evidence.flatMap((evidence) => {
    const { content, captured_at, found_sha256, sha256 } = evidence;
    if (!isShap(content) || found_sha256 !== sha256) return [];
    if (captured_at !== null && captured_at > portfolio.as_of) return [];
    return [{ evidence, model: content.model, features: content.features }];
  });
}

/** The newest file of each model: an older one is allowed to know an older register. */
export const newestPerModel = (files: readonly ShapFile[]): ShapFile[] =>
  [...groupBy(files, ({ model }) => model).values()].map((same) =>
    same.reduce((a, b) => (compareText(dateOf(a), dateOf(b)) <= 0 ? b : a)),
  );

const dateOf = ({ evidence }: ShapFile): string => evidence.captured_at ?? '';

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
export const featuresOf = (portfolio: Portfolio, system: string | null): readonly Item[] =>
  ofSystem(itemsOf(portfolio.items, 'feature'), system);

/** Whether a system has a feature register at all; without one its absence is the finding, not each feature. */
export const hasRegister = (portfolio: Portfolio, system: string | null): boolean =>
  ofSystem(portfolio.artefacts, system).some((artefact) => artefact.kind === 'feature-register');
