import { isPast } from '../../core/date.ts';
import { dueAfter } from '../../core/policy.ts';
import type { HeadOf } from '../../core/view.ts';
import { count } from '../words.ts';
import { sayDuration } from '../duration.ts';
import type { MlopsArchitecture } from './schema.ts';

/** The finding of the page: how it is served, how fast it can be stopped, and whether that was tried. */
export const head: HeadOf = ({ artefact, system, portfolio }) => {
  const data = artefact.data as MlopsArchitecture;
  const stages = data.pipeline_stages ?? [];
  const byHand = stages.filter(({ automated }) => automated === false).length;
  const stop = data.kill_switch;
  const cadence = system?.risk_tier ? portfolio.policy.tiers[system.risk_tier].review_cadence : null;
  const until = stop?.last_tested && cadence !== null ? dueAfter(stop.last_tested, cadence) : null;
  const tried =
    stop === undefined
      ? null
      : stop.last_tested === undefined
        ? 'that has never been tried'
        : until !== null && isPast(until, portfolio.as_of)
          ? 'the last trial is too long ago'
          : 'that has been tried';
  return {
    headline:
      stop === undefined
        ? stages.length === 0
          ? null
          : 'Nothing says how the system is stopped'
        : stop.time_to_effect === undefined
          ? `The system can be stopped; ${tried}`
          : `The system can be stopped ${stop.time_to_effect === 'P0D' ? 'at once' : `in ${sayDuration(stop.time_to_effect)}`}; ${tried}`,
    standfirst:
      stages.length === 0
        ? null
        : `${count(stages.length, 'stage')} lead from data to a served output, ${byHand === 0 ? 'each gate opens without a person' : `${byHand} of ${stages.length === 1 ? 'them' : `the ${stages.length} gates`} ${byHand === 1 ? 'is' : 'are'} opened by a person`}.`,
    sections: [
      ...(stages.length > 0 ? [{ slug: 'pipeline', text: 'From data to output' }] : []),
      ...(stop || data.rollback || data.resilience
        ? [{ slug: 'stop', text: 'Stopping and going back' }]
        : []),
      ...(data.components ? [{ slug: 'components', text: 'Components' }] : []),
      ...(data.data_flows ? [{ slug: 'flows', text: 'Data flows' }] : []),
      ...(data.logging || data.decision_record_schema ? [{ slug: 'record', text: 'What is recorded' }] : []),
      ...(data.reproducibility || data.implementation_verification || data.model_registry
        ? [{ slug: 'same', text: 'What runs is what was approved' }]
        : []),
      ...(data.access_control || data.security_measures
        ? [{ slug: 'security', text: 'Access and attacks' }]
        : []),
      ...(data.infrastructure || data.environments || data.software_versions || data.capacity
        ? [{ slug: 'ground', text: 'What it runs on' }]
        : []),
    ],
  };
};
