/** The JSON Schemas that a built site carries, by file name without `.json`. */
import type { Kind } from '../../core/kind.ts';
import { evidenceSchemas } from '../../evidence/shapes/index.ts';
import { jsonSchemas } from '../../kinds/json-schema.ts';
import { cellsSchemas } from '../../report/cells-json.ts';
import { impactSchemas } from '../../report/impact-json.ts';
import { changesSchemas } from '../../report/changes-json.ts';
import { lapsesSchemas } from '../../report/lapses-json.ts';
import { proofsSchemas } from '../../report/proofs-json.ts';

/** Schemas of the kinds, of evidence of our own shapes and of the data of grids; `casebook/metrics@1` becomes `metrics-1.schema`. */
export function schemaFiles(kinds: readonly Kind[]): [name: string, schema: unknown][] {
  const evidence = Object.entries(evidenceSchemas()).map(([name, schema]): [string, unknown] => [
    `${name.replace(/^casebook\//, '').replace('@', '-')}.schema`,
    schema,
  ]);
  const own = Object.entries(jsonSchemas(kinds)).map(([name, schema]): [string, unknown] => [
    name.replace(/\.json$/, ''),
    schema,
  ]);
  return [
    ...own,
    ...evidence,
    ...cellsSchemas(),
    ...changesSchemas(),
    ...impactSchemas(),
    ...lapsesSchemas(),
    ...proofsSchemas(),
  ];
}
