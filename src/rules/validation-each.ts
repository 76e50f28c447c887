import type { Artefact } from '../core/artefact.ts';
import { once } from '../core/once.ts';
import type { Portfolio } from '../core/portfolio.ts';
import type { Condition } from '../kinds/conditions.ts';
import { artefactsOf } from '../kinds/rows.ts';
import {
  conditionsOf,
  findingsOf,
  testsOf,
  type Found,
  type Tested,
} from '../kinds/validation-report/read.ts';
import type { ValidationCondition, ValidationReport } from '../kinds/validation-report/schema.ts';

/** A validation report in force with its tests judged, and its findings and conditions as they stand. */
export interface Validated {
  artefact: Artefact;
  data: ValidationReport;
  tests: readonly Tested[];
  findings: readonly Found[];
  conditions: readonly Condition<ValidationCondition>[];
}

/** Every validation report in force: looked up once for a portfolio, since several rules ask. */
export const validated = once((portfolio: Portfolio): readonly Validated[] =>
  [...artefactsOf<ValidationReport>(portfolio, 'validation-report')].map(({ artefact, data }) => ({
    artefact,
    data,
    tests: testsOf(artefact, portfolio),
    findings: findingsOf(artefact, portfolio.as_of),
    conditions: conditionsOf(artefact, portfolio.as_of),
  })),
);
