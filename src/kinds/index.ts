// The kinds of file a portfolio is made of. Adding one is adding its folder, and a line here.
import type { Kind } from '../core/kind.ts';
import { kind as approvals } from './approvals/kind.ts';
import { kind as complianceMapping } from './compliance-mapping/kind.ts';
import { kind as confirmations } from './confirmations/kind.ts';
import { kind as control } from './control/kind.ts';
import { kind as decision } from './decision/kind.ts';
import { kind as driftGovernance } from './drift-governance/kind.ts';
import { kind as evidenceRegister } from './evidence-register/kind.ts';
import { kind as explainability } from './explainability/kind.ts';
import { kind as failureModes } from './failure-modes/kind.ts';
import { kind as fairnessAssessment } from './fairness-assessment/kind.ts';
import { kind as featureRegister } from './feature-register/kind.ts';
import { kind as handoffChecklist } from './handoff-checklist/kind.ts';
import { kind as mlopsArchitecture } from './mlops-architecture/kind.ts';
import { kind as modelCard } from './model-card/kind.ts';
import { kind as portfolio } from './portfolio/kind.ts';
import { kind as system } from './system/kind.ts';
import { kind as validationReport } from './validation-report/kind.ts';
import { kind as waivers } from './waivers/kind.ts';

/** Every kind: the portfolio and its systems, the eight in the order a board reads, then the rest. */
export const kinds: Kind[] = [
  portfolio,
  system,
  modelCard,
  featureRegister,
  decision,
  complianceMapping,
  mlopsArchitecture,
  driftGovernance,
  failureModes,
  handoffChecklist,
  explainability,
  fairnessAssessment,
  validationReport,
  control,
  evidenceRegister,
  approvals,
  waivers,
  confirmations,
];
