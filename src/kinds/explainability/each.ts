import type { Artefact } from '../../core/artefact.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { artefactsOf } from '../rows.ts';
import { attributionsOf, type ShapEvidence } from './read.ts';
import type { Explainability } from './schema.ts';

/** Every explainability artefact in force, with its fields. */
export const explained = (portfolio: Portfolio): Generator<{ artefact: Artefact; data: Explainability }> =>
  artefactsOf<Explainability>(portfolio, 'explainability');

/**
 * Those whose attributions can be held against something: the file is there, is the one registered, and was there
 * on the as-of date. A file that is not has a finding of its own.
 */
export function* attributed(
  portfolio: Portfolio,
): Generator<{ artefact: Artefact; data: Explainability; found: ShapEvidence }> {
  for (const { artefact, data } of explained(portfolio)) {
    const found = attributionsOf(artefact, portfolio);
    if (found === null) continue;
    const { captured_at: on, found_sha256, sha256 } = found.evidence;
    if (found_sha256 !== sha256 || (on !== null && on > portfolio.as_of)) continue;
    yield { artefact, data, found };
  }
}
