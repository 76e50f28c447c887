// Findings and portfolios to report on, made by hand so that a report is tested for what it does with them.
import path from 'node:path';
import { analyse } from '../../src/cli/analyse.ts';
import type { Finding } from '../../src/core/finding.ts';
import type { Portfolio } from '../../src/core/portfolio.ts';

/** A finding, with the fields that a test cares about. */
export const finding = (more: Partial<Finding> = {}): Finding => ({
  rule: 'reference/dangling',
  severity: 'error',
  message: 'nothing has the id `FM-02`',
  file: 'systems/demo/model-card.mdx',
  line: 3,
  column: 5,
  end_line: 3,
  end_column: 14,
  subject: 'demo/model-card',
  system: 'demo',
  owner: 'own',
  key: '0123456789abcdef',
  related: [],
  fix: 'did you mean `FM-01`?',
  waived_by: null,
  ...more,
});

/** A portfolio of findings and nothing else, as reports of findings take it. */
export const reported = (
  ...findings: Finding[]
): Pick<Portfolio, 'as_of' | 'title' | 'findings' | 'waivers'> => ({
  as_of: '2026-11-20',
  title: 'Test portfolio',
  findings,
  waivers: [],
});

/** One of the portfolios of test/input, through the whole pipeline. */
export const golden = (name: string): Promise<Portfolio> =>
  analyse(path.resolve(import.meta.dirname, '../input', name), { asOf: '2026-11-20', cacheDir: null });
