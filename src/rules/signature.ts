// The signatures that registered models are packed with, held against the register.
import type { Item } from '../core/artefact.ts';
import { asText, asTexts } from '../core/data.ts';
import { once } from '../core/once.ts';
import type { Spot } from '../core/place.ts';
import type { Portfolio } from '../core/portfolio.ts';
import type { Evidence } from '../core/records.ts';
import { modelOf, type ModelFile, type Signature } from '../evidence/model/signature.ts';
import { featuresOf } from './shap.ts';

/** A registered description of a model. */
export interface Described {
  evidence: Evidence;
  model: ModelFile;
}

/** One with a signature, and whether each of its inputs has a name. */
export interface Signed extends Described {
  signature: Signature;
  isNamed: boolean;
}

/**
 * The descriptions that speak of what runs, by system: those of the version in production, else the newest. What is
 * not the file that was registered, or does not exist on the as-of date, speaks of nothing.
 */
export const describedModels = once((portfolio: Portfolio): ReadonlyMap<string, readonly Described[]> => {
  const all = portfolio.evidence.flatMap((evidence): Described[] => {
    const model = modelOf(evidence);
    const { captured_at, found_sha256, sha256, system } = evidence;
    if (model === null || system === null || found_sha256 !== sha256) return [];
    return captured_at !== null && captured_at > portfolio.as_of ? [] : [{ evidence, model }];
  });
  const bySystem = Map.groupBy(all, ({ evidence }) => evidence.system!);
  return new Map(
    [...bySystem].map(([system, files]) => {
      const running = asText(portfolio.index.systems.get(system)?.profile?.data['production_version']);
      const current = files.filter(({ evidence }) => evidence.model_version === running);
      const newest = files
        .map(({ evidence }) => evidence.captured_at ?? '')
        .sort()
        .at(-1);
      const latest = files.filter(({ evidence }) => (evidence.captured_at ?? '') === newest);
      return [system, running !== null && current.length > 0 ? current : latest];
    }),
  );
});

/** Those with a signature that could be read. */
export const signedModels = once((portfolio: Portfolio): ReadonlyMap<string, readonly Signed[]> => {
  const signed = [...describedModels(portfolio)].map(([system, files]): [string, Signed[]] => [
    system,
    files.flatMap(({ evidence, model }) => {
      const { signature } = model;
      if (signature === null) return [];
      return [{ evidence, model, signature, isNamed: signature.inputs.every(({ name }) => name !== null) }];
    }),
  ]);
  return new Map(signed.filter(([, files]) => files.length > 0));
});

/** Where the inputs of a signature stand. */
export const inputsAt = ({ evidence }: Pick<Described, 'evidence'>): Spot => ({
  file: evidence.file,
  path: ['signature', 'inputs'],
});

/** The names of a signature's inputs, those that have one. */
export const inputNames = ({ signature }: Pick<Signed, 'signature'>): string[] =>
  signature.inputs.flatMap(({ name }) => name ?? []);

/** The columns that a feature is in the model's matrix: those it lists, or its own name. */
export function columnsOf(item: Item): string[] {
  const columns = asTexts(item.data['columns']);
  return columns.length > 0 ? columns : [item.local];
}

/** The features that the register says the model uses. */
export const modelInputs = (portfolio: Portfolio, system: string): Item[] =>
  featuresOf(portfolio, system).filter(
    ({ data }) => data['usage'] === 'model-input' && data['status'] === 'approved',
  );
