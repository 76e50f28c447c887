import type { Rule } from '../../core/rule.ts';

export const rules: Rule[] = [];
