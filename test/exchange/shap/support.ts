import fs from 'node:fs';
import path from 'node:path';
import type { Declared } from '../../../src/evidence/shap/declared.ts';
import type { Fault } from '../../../src/exchange/shap/fault.ts';
import type { ShapSource } from '../../../src/exchange/shap/files-beside.ts';
import { importShap, type Imported } from '../../../src/exchange/shap/import.ts';
import type { ShapFile } from '../../../src/exchange/shap/open-file.ts';
import type { About } from '../../../src/exchange/shap/summarise.ts';
import { parseJson } from '../../../src/read/json.ts';
import type { Shap } from '../../../src/evidence/shapes/shap.ts';

const folder = path.resolve(import.meta.dirname, '../../input/shap-of-others');

/** What numpy and `shap` say of the same arrays. */
export const known = JSON.parse(
  fs.readFileSync(path.resolve(import.meta.dirname, '../../output/shap-of-others/known.json'), 'utf8'),
) as {
  features: string[];
  n: number;
  base: number;
  mean_abs: number[];
  mean: number[];
  region: number;
  gap: number;
  first: number[];
  classes: { names: string[]; mean_abs: number[][]; base: number[] };
  interactions: number[];
};

export const about = (declared: Declared = {}, more: Partial<About> = {}): About => ({
  declared: { output_space: 'log-odds', explainer: 'shap 0.51.0', ...declared },
  model: 'loan',
  model_version: '1.0',
  title: 'Explanation',
  produced_by: 'make.py',
  provenance: 'synthetic',
  rows: 'all',
  register: [],
  ...more,
});

/** A file that lies on the disk, among those that real tools wrote. */
export function fileOf(name: string): ShapFile {
  const bytes = fs.readFileSync(path.join(folder, name));
  const json = name.endsWith('.json') ? { json: parseJson(bytes.toString('utf8'), name).data } : {};
  return { name, path: path.join(folder, name), bytes, ...json };
}

/** A file that a test writes. */
export const written = (name: string, content: string | Uint8Array): ShapFile => {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const json = name.endsWith('.json') ? { json: parseJson(content as string, name).data } : {};
  return { name, path: `/nowhere/${name}`, bytes, ...json };
};

export const imported = (source: ShapSource | string, of: About = about()): Promise<Imported> =>
  importShap(typeof source === 'string' ? fileOf(source) : source, of);

export async function contentOf(source: ShapSource | string, of: About = about()): Promise<Shap> {
  const { content, fault } = await imported(source, of);
  if (content === null) throw new Error(fault?.message);
  return content;
}

export async function faultOf(source: ShapSource | string, of: About = about()): Promise<Fault> {
  const { fault } = await imported(source, of);
  if (fault === null) throw new Error('there is no fault');
  return fault;
}
