// Schemas of OSCAL, which are not part of this repository, and portfolios to write as OSCAL.
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import fs from 'node:fs';
import path from 'node:path';
import { analyse } from '../../../src/cli/analyse.ts';
import type { Portfolio } from '../../../src/core/portfolio.ts';

/** Where NIST's JSON Schemas are found. */
export const schemaFolder = path.resolve(import.meta.dirname, '../../../../shared/fixtures/oscal-schemas');

/** Why a test is skipped where the schemas are not at hand. */
export const absent = 'needs ../shared/fixtures/oscal-schemas beside the repository';

/** NIST's JSON Schema of a model, compiled; `null` when it is not at hand. */
export function oscalSchema(
  model: 'assessment-results' | 'component' | 'catalog' | 'profile',
): ValidateFunction | null {
  const file = path.join(schemaFolder, `oscal_${model}_schema.json`);
  if (!fs.existsSync(file)) return null;
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  return ajv.compile(JSON.parse(fs.readFileSync(file, 'utf8')) as object);
}

const root = path.resolve(import.meta.dirname, '../../..');

/** A content folder of this repository through the whole pipeline, on the example's day. */
export const portfolioIn = (content: string): Promise<Portfolio> =>
  analyse(path.join(root, content), { asOf: '2026-11-20', cacheDir: null });
