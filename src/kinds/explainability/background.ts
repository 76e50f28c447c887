import type { Explainability, Method, Perturbation } from './schema.ts';

const withBackground: ReadonlySet<Perturbation> = new Set(['interventional', 'conditional']);
const methodsWithBackground: ReadonlySet<Method> = new Set(['shap-kernel', 'shap-linear']);

/**
 * Whether an explainer draws on background rows. Its stated perturbation decides; without one, its method, as far as
 * that alone tells. TreeSHAP may have one or not.
 */
export const needsBackground = ({
  method,
  feature_perturbation: perturbation,
}: Pick<Explainability, 'method' | 'feature_perturbation'>): boolean =>
  perturbation === undefined
    ? method !== undefined && methodsWithBackground.has(method)
    : withBackground.has(perturbation);
