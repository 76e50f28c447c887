import { listed } from '../../core/words.ts';
import type { Shap } from '../../evidence/shapes/shap.ts';
import type { Gap } from './contributions.ts';
import type { Fault } from './fault.ts';
import type { About } from './summarise.ts';

/** What file and register leave open, what follows from it, and which fields would close it; `null` when nothing does. */
export function gapsOf(
  content: Shap,
  found: readonly Gap[],
  { model_version, declared }: About,
  rows: { hasValues: boolean; hasOutput: boolean } | null = null,
): Fault | null {
  const lacks: { what: string; then: string; field: string }[] = [];
  if (content.output_space === 'unknown') {
    lacks.push({ what: 'output space', then: 'contributions have no unit', field: 'output_space' });
  }
  const isBaseless = rows !== null && content.base_value === null && content.additivity === undefined;
  const hasBases = content.rows?.[0]?.base_value !== undefined;
  const unchecked = 'additivity is not checkable';
  if (isBaseless && !hasBases) lacks.push({ what: 'base value', then: unchecked, field: 'base_value' });
  if (rows?.hasOutput === false)
    lacks.push({ what: 'model output', then: unchecked, field: 'predictions_file' });
  if (rows?.hasValues === false) {
    // Rows that may not be kept have no dots.
    const then = content.rows?.length ? 'dots are grey' : 'high and low values cannot be told apart';
    lacks.push({ what: 'feature values', then, field: 'values_file' });
  }
  if (declared.explainer === undefined) {
    lacks.push({ what: 'explainer', then: 'nobody can compute it again', field: 'explainer' });
  }
  if (model_version === notStated)
    lacks.push({ what: 'model version', then: 'it speaks of no version', field: 'model_version' });
  if (lacks.length === 0 && found.length === 0) return null;
  const told =
    lacks.length === 0
      ? []
      : [
          `neither file nor register states ${listed(
            lacks.map(({ what }) => what),
            'or',
          )}: ${listed([...new Set(lacks.map(({ then }) => then))])}`,
        ];
  const fixes = [
    ...(lacks.length > 0 ? [fixOf(lacks.map(({ field }) => field))] : []),
    ...found.map(({ fix }) => fix),
  ];
  return {
    message: [...told, ...found.map(({ message }) => message)].join('; '),
    detail: [...lacks.map(({ what }) => what), ...found.map(({ detail }) => detail)].join(', '),
    fix: fixes.join('; '),
  };
}

/** Where to state what is missing: the version beside the file, everything else under `shap:`. */
function fixOf(fields: readonly string[]): string {
  const facts = fields.filter((field) => field !== 'model_version').map((field) => `\`${field}\``);
  const version = fields.length > facts.length ? ['`model_version`'] : [];
  const under = facts.length > 0 ? [`${listed(facts)} under \`shap:\``] : [];
  return `state ${[...under, ...version].join(', and ')} in the register`;
}

/** The version of a model that nobody states. */
export const notStated = 'not stated';
