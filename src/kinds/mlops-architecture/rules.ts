import { isBroken, spotOf } from '../../core/artefact.ts';
import { isPast } from '../../core/date.ts';
import { dueAfter } from '../../core/policy.ts';
import { defineRule, type Rule } from '../../core/rule.ts';
import { artefactsOf } from '../rows.ts';
import { code, daysBefore, listed } from '../words.ts';
import type { DataFlow } from './components.ts';
import { decisionRecordFields, loggedEvents } from './records.ts';
import type { MlopsArchitecture } from './schema.ts';

const architectures = artefactsOf<MlopsArchitecture>;

const stopUntested = defineRule({
  id: 'architecture/stop-untested',
  severity: 'warning',
  what: 'The kill switch or the rollback was never tested, or not within the review cadence of the tier.',
  why: 'A switch that nobody has tried is a plan. The one moment it is needed is the wrong one to find out.',
  fix: 'Try it, record the result as evidence and set `last_tested`.',
  source: 'AI Act Art. 14(4)(e); NIST AI RMF MANAGE 2.4; Google SRE launch checklist',
  *check(portfolio) {
    for (const { artefact, data } of architectures(portfolio, 'mlops-architecture')) {
      const tier = artefact.system === null ? null : portfolio.index.systems.get(artefact.system)?.risk_tier;
      const cadence = tier ? portfolio.policy.tiers[tier].review_cadence : null;
      for (const [name, words] of [
        ['kill_switch', 'the kill switch'],
        ['rollback', 'the rollback'],
      ] as const) {
        const part = data[name];
        if (part === undefined || isBroken(artefact, [name, 'last_tested'])) continue;
        const { last_tested: on } = part;
        const until = on === undefined || cadence === null ? null : dueAfter(on, cadence);
        if (on !== undefined && (until === null || !isPast(until, portfolio.as_of))) continue;
        yield {
          message:
            on === undefined
              ? `${words} was never tested`
              : `${words} was last tested on ${on}, ${daysBefore(on, portfolio.as_of)} before ${portfolio.as_of}; ${tier} asks for it every ${code(cadence!)}`,
          at: spotOf(artefact, on === undefined ? [name] : [name, 'last_tested']),
          subject: artefact.id,
          detail: name,
          fix: `try it, record the result, and set \`${name}.last_tested\``,
        };
      }
    }
  },
});

const logIncomplete = defineRule({
  id: 'architecture/log-incomplete',
  severity: 'warning',
  what: 'The log leaves out something that explaining one output takes.',
  why: 'Years later somebody asks about one decision. Without its inputs, the version, the output, the explanation, any override and the actor, the answer is a guess.',
  fix: 'Log it and name it in `logging.events`, or say in the prose why it cannot occur here.',
  source: 'AI Act Art. 12, 19 and 26(6)',
  *check(portfolio) {
    for (const { artefact, data } of architectures(portfolio, 'mlops-architecture')) {
      const events = data.logging?.events;
      if (events === undefined || isBroken(artefact, ['logging', 'events'])) continue;
      const missing = loggedEvents.filter((name) => !events.some((event) => speaksOf(event, name)));
      if (missing.length === 0) continue;
      yield {
        message: `the log leaves out ${listed(missing.map(code))}`,
        at: spotOf(artefact, ['logging', 'events']),
        subject: artefact.id,
        detail: 'logging.events',
        fix: 'log it, and name it in `logging.events`',
      };
    }
  },
});

/** `model version` speaks of `version`, `inputs` of `inputs`, `input features` of `inputs`. */
const speaksOf = (event: string, name: string): boolean =>
  event
    .toLowerCase()
    .split(/[^a-z]+/)
    .some((word) => word.replace(/s$/, '') === name.replace(/s$/, ''));

const recordIncomplete = defineRule({
  id: 'architecture/record-incomplete',
  severity: 'info',
  what: 'The decision record lacks a field that reconstructing a decision usually takes.',
  why: 'Each of the ten fields answers a question that a person, a court or a supervisor has asked of automated decisions. One that is missing on purpose deserves a sentence.',
  fix: 'Add the field to `decision_record_schema`, or say in the prose why it is not needed.',
  source: 'AI Act Art. 12; NAIC 4-1-3; Canada AIA',
  *check(portfolio) {
    for (const { artefact, data } of architectures(portfolio, 'mlops-architecture')) {
      const fields = data.decision_record_schema;
      if (fields === undefined) continue;
      const named = new Set(fields.map((one) => one.field));
      const missing = decisionRecordFields.filter((name) => !named.has(name));
      if (missing.length === 0) continue;
      yield {
        message: `the decision record has no ${listed(missing.map(code), 'or')}`,
        at: spotOf(artefact, ['decision_record_schema']),
        subject: artefact.id,
        detail: 'decision_record_schema',
        fix: 'add the field, or say in the prose why it is not needed',
      };
    }
  },
});

const unencrypted = defineRule({
  id: 'architecture/unencrypted',
  severity: 'warning',
  what: 'Personal data flow without encryption.',
  why: 'Encryption on the way is the first measure that data-protection law names; where there is none, a reviewer expects a reason and a compensating control.',
  fix: 'Encrypt the flow, or waive this finding with the compensating control and an end.',
  source: 'GDPR Art. 32(1)(a); HIPAA 164.312(e)(1)',
  *check(portfolio) {
    for (const { artefact, data } of architectures(portfolio, 'mlops-architecture')) {
      for (const [i, flow] of (data.data_flows ?? []).entries()) {
        const personal = flow.sensitivity === 'personal' || flow.sensitivity === 'special-category';
        if (!personal || flow.encrypted !== false) continue;
        yield {
          message: `${code(flow.sensitivity!)} data flow from ${endOf(flow, 'from')} to ${endOf(flow, 'to')} without encryption`,
          at: spotOf(artefact, ['data_flows', i, 'encrypted']),
          subject: artefact.id,
          detail: `data_flows ${flow.from} ${flow.to} ${flow.data}`,
          fix: 'encrypt the flow',
        };
      }
    }
  },
});

const unknownEnd = defineRule({
  id: 'architecture/unknown-end',
  severity: 'warning',
  what: 'A data flow begins or ends at something that is no component.',
  why: 'A flow to an unnamed place is how data leave a system unseen.',
  fix: 'List the component, correct its name, or write `external: true` when one end is outside the system.',
  source: 'AI Act Annex IV(1)(b) and (2)(c)',
  *check(portfolio) {
    for (const { artefact, data } of architectures(portfolio, 'mlops-architecture')) {
      if (data.components === undefined) continue;
      const known = endsOf(artefact.items, data);
      for (const [i, flow] of (data.data_flows ?? []).entries()) {
        const ends = (['from', 'to'] as const).filter((end) => flow[end] !== undefined);
        const unknown = ends.filter((end) => !known.has(flow[end]!));
        // An external flow has one end outside; both outside would not be a flow of this system.
        for (const end of flow.external === true && unknown.length === 1 ? [] : unknown) {
          yield {
            message: `a data flow ${end === 'from' ? 'begins' : 'ends'} at ${endOf(flow, end)}, which is no component`,
            at: spotOf(artefact, ['data_flows', i, end]),
            subject: artefact.id,
            detail: `data_flows ${end} ${flow[end]}`,
            fix: 'list the component, or write `external: true`',
          };
        }
      }
    }
  },
});

const endOf = (flow: DataFlow, end: 'from' | 'to'): string => code(flow[end] ?? 'somewhere');

/** Everything a data flow may name: components by name and id, and what comes from third parties. */
const endsOf = (items: readonly { kind: string; local: string }[], data: MlopsArchitecture): Set<string> =>
  new Set([
    ...(data.components ?? []).flatMap(({ name }) => name ?? []),
    ...items.filter(({ kind }) => kind === 'component').map(({ local }) => local),
    ...(data.third_party_components ?? []).flatMap(({ name }) => name ?? []),
  ]);

export const rules: Rule[] = [stopUntested, logIncomplete, recordIncomplete, unencrypted, unknownEnd];
