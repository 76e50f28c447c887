import { addDuration, parseDuration, type CalendarDate } from './date.ts';
import type { Severity } from './severity.ts';

export const riskTiers = ['tier-1', 'tier-2', 'tier-3', 'tier-4'] as const;
/** The firm's own tier, 1 the most rigorous; never the same thing as a legal class. */
export type RiskTier = (typeof riskTiers)[number];

/** 1 for `tier-1`, and so on. */
export const tierNumber = (tier: RiskTier): 1 | 2 | 3 | 4 => (riskTiers.indexOf(tier) + 1) as 1 | 2 | 3 | 4;

/** What one tier demands. */
export interface TierPolicy {
  /** Kinds a system must have. */
  kinds: string[];
  /** Ask for the `R` fields whose own tier is at least this tier's number; `none` asks for none. */
  fields: 'by-tier' | 'all' | 'none';
  /** Fields asked for besides, `kind.field`. */
  also: string[];
  /** Fields not asked for, `kind.field`. */
  except: string[];
  /** How long a review lasts when the artefact states no `next_review`: duration or cadence word. */
  review_cadence: string;
  /** How old evidence may be that states neither `valid_until` nor cadence. */
  evidence_freshness: string | null;
  /** Rows below which a figure is shown without a verdict. */
  minimum_sample: number;
  /** Roles one of which an approver must have. */
  approval_roles: string[];
  /** Whether each demanded artefact must be approved. */
  approvals: boolean;
}

export interface Policy {
  tiers: Record<RiskTier, TierPolicy>;
  /** Severities raised or lowered, by rule id. */
  severities: Record<string, Severity>;
  /** Days ahead that count as "due soon". */
  horizon_days: number;
  /** Days within which a red breach needs a decision when its monitor states no response time. */
  breach_response_days: number;
  /** How long a waiver may run from its date: duration or cadence word. */
  waiver_limit: string;
}

const eight = [
  'model-card',
  'feature-register',
  'decision',
  'compliance-mapping',
  'mlops-architecture',
  'drift-governance',
  'failure-modes',
  'handoff-checklist',
];

/** What Casebook demands when a portfolio says nothing else: rigour follows risk. */
export const defaultPolicy: Policy = {
  tiers: {
    'tier-1': {
      kinds: eight,
      fields: 'by-tier',
      also: [],
      except: [],
      review_cadence: 'P12M',
      evidence_freshness: 'P12M',
      minimum_sample: 200,
      approval_roles: ['approver'],
      approvals: true,
    },
    'tier-2': {
      kinds: eight,
      fields: 'by-tier',
      also: [],
      except: [],
      review_cadence: 'P18M',
      evidence_freshness: 'P18M',
      minimum_sample: 100,
      approval_roles: ['approver'],
      approvals: true,
    },
    'tier-3': {
      kinds: ['model-card', 'feature-register', 'drift-governance', 'failure-modes'],
      fields: 'by-tier',
      also: [],
      except: [],
      review_cadence: 'P24M',
      evidence_freshness: 'P24M',
      minimum_sample: 100,
      approval_roles: ['approver', 'owner'],
      approvals: false,
    },
    'tier-4': {
      kinds: ['model-card'],
      fields: 'by-tier',
      also: [],
      except: [],
      review_cadence: 'P36M',
      evidence_freshness: null,
      minimum_sample: 50,
      approval_roles: ['approver', 'owner'],
      approvals: false,
    },
  },
  severities: {},
  horizon_days: 90,
  breach_response_days: 10,
  waiver_limit: 'P12M',
};

/** The date a cadence ends that started on a date; `null` when the cadence cannot be read. */
export function dueAfter(from: CalendarDate, cadence: string): CalendarDate | null {
  const span = parseDuration(cadence);
  return span === null ? null : addDuration(from, span);
}
