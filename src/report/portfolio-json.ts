import type { z } from 'zod';
import { asText } from '../core/data.ts';
import { isUnsettled, type Breach, type EscalationStep } from '../core/breach.ts';
import { compareText } from '../core/compare.ts';
import type { Portfolio } from '../core/portfolio.ts';
import { totalsOf } from '../core/totals.ts';
import type { escalationSchema, PortfolioJson } from './portfolio-schema.ts';

/** The graph as `data/portfolio.json` and `export portfolio --format json` hold it. */
export function portfolioJson(portfolio: Portfolio, draft = false): PortfolioJson {
  const { locate } = portfolio;
  return {
    schema: 'casebook/portfolio@1',
    as_of: portfolio.as_of,
    title: portfolio.title,
    ...(draft && { draft }),
    systems: sorted(
      portfolio.systems.map((system) => ({
        id: system.id,
        title: system.title,
        risk_tier: system.risk_tier,
        lifecycle_stage: system.lifecycle_stage,
        status: system.status,
        owner: system.owner,
        frameworks: system.frameworks,
        roles: system.roles,
        legal_classes: system.legal_classes,
        file: system.profile?.file ?? null,
      })),
    ),
    artefacts: sorted(
      portfolio.artefacts.map((artefact) => ({
        id: artefact.id,
        kind: artefact.kind,
        system: artefact.system,
        title: artefact.title,
        version: asText(artefact.data['version']),
        status: asText(artefact.data['status']),
        approval: artefact.approval.status,
        file: artefact.file,
        digest: artefact.digest,
      })),
    ),
    items: sorted(
      portfolio.items.map((item) => {
        const node = portfolio.index.nodes.get(item.id);
        const at = locate(
          node?.at ?? { file: portfolio.index.artefacts.get(item.artefact)?.file ?? '', path: item.path },
        );
        return {
          id: item.id,
          kind: item.kind,
          system: item.system,
          artefact: item.artefact,
          title: item.title,
          file: at.file,
          line: at.line,
          column: at.column,
        };
      }),
    ),
    obligations: sorted(
      portfolio.clauses.map(({ id, catalogue, ref, title, parent, status, applies_from }) => ({
        id,
        catalogue,
        ref,
        title,
        parent,
        status,
        applies_from,
      })),
    ),
    crosswalks: sorted(
      portfolio.crosswalks.map(({ id, title, file, source, target, as_of, rows }) => ({
        id,
        title,
        file,
        source,
        target,
        as_of,
        rows: rows.map(({ source: from, target: to, relationship, rationale, confidence, note, at }) => ({
          source: from,
          target: to,
          relationship,
          rationale,
          confidence,
          note,
          line: locate(at).line,
        })),
      })),
    ),
    controls: sorted(
      portfolio.artefacts
        .filter((artefact) => artefact.kind === 'control')
        .map(({ id, title, system }) => ({ id, title, system })),
    ),
    evidence: sorted(
      portfolio.evidence.map(({ id, system, file, type, sha256, captured_at, valid_until, state }) => ({
        id,
        system,
        file,
        type,
        sha256,
        captured_at,
        valid_until,
        state,
      })),
    ),
    links: by(portfolio.links, ['from', 'type', 'to', 'field']).map(
      ({ from, to, type, state, at, confirmed }) => {
        const place = locate(at);
        return { from, to, type, state, file: place.file, line: place.line, confirmed };
      },
    ),
    cells: by(portfolio.cells, ['system', 'obligation']).map((cell) => {
      const step = cell.deciding_step === null ? undefined : cell.steps[cell.deciding_step];
      return {
        obligation: cell.obligation,
        system: cell.system,
        state: cell.state,
        timing: cell.timing,
        applies_from: cell.applies_from,
        derived: cell.derived,
        derived_from: cell.derived_from,
        deciding_step: step ? { type: step.type, id: step.id, state: step.state, note: step.note } : null,
      };
    }),
    totals: totalsOf(portfolio),
    drift: by(portfolio.drift, ['system', 'feature', 'batch', 'method']).map((row) => ({
      system: row.system,
      source: row.source,
      tool: row.tool,
      feature: row.feature,
      batch: row.batch,
      batch_to: row.batch_to,
      method: row.method,
      ...(row.baseline !== undefined && { baseline: row.baseline }),
      bins: row.bins,
      zero_rule: row.zero_rule,
      value: row.value,
      p_value: row.p_value,
      adjusted: row.adjusted,
      interval: row.interval,
      bound: row.bound,
      noise_floor: row.noise_floor,
      amber: row.amber,
      threshold: row.threshold,
      threshold_source: row.threshold_source,
      direction: row.direction,
      n_ref: row.n_ref,
      n_cur: row.n_cur,
      recomputed: row.recomputed,
      ...(row.reported && {
        reported: {
          alert: row.reported.alert,
          threshold: row.reported.threshold,
          direction: row.reported.direction,
        },
      }),
      note: row.note,
      verdict: row.verdict,
    })),
    breaches: by(portfolio.breaches, ['key']).map(breachOf),
    claims: [...portfolio.claims]
      .sort((a, b) => compareText(a.file, b.file) || a.line - b.line || a.column - b.column)
      .map(({ file, line: at, column, field, text, value, state, evidence, path, baseline }) => ({
        file,
        line: at,
        column,
        field,
        text,
        value,
        state,
        evidence,
        path,
        ...(baseline && { baseline }),
      })),
    findings: portfolio.findings,
  };
}

function breachOf({ doubts: _, escalated, escalates, ...breach }: Breach): PortfolioJson['breaches'][number] {
  return {
    ...breach,
    settled: !isUnsettled(breach),
    escalated: escalationOf(escalated),
    escalates: escalationOf(escalates),
  };
}

const escalationOf = (step: EscalationStep | null): z.infer<typeof escalationSchema> =>
  step === null ? null : { level: step.level, role: step.role, on: step.on, tell_by: step.tell_by };

const sorted = <T extends { id: string }>(things: T[]): T[] => things.sort((a, b) => compareText(a.id, b.id));

/** Sorts a copy by text fields, the first that differs deciding. */
const by = <K extends string, T extends Record<K, string | null>>(
  things: readonly T[],
  keys: readonly K[],
): T[] =>
  [...things].sort((a, b) => {
    for (const key of keys) {
      const order = compareText(a[key] ?? '', b[key] ?? '');
      if (order !== 0) return order;
    }
    return 0;
  });
