// One artefact of a lenient portfolio, taken through the whole way from text to findings.
import { found, lenient, page, type Files } from '../rules/support.ts';
import type { Finding } from '../../src/core/finding.ts';

/** The files of a portfolio with a tier-1 system `x`, plus the ones given. */
export const around = (files: Files): Files => ({
  'portfolio.yaml': lenient,
  'systems/x/system.mdx': page('title: X\nrisk_tier: tier-1'),
  ...files,
});

/** What one rule finds in one file with this front matter. */
export const check = (
  rule: string,
  file: string,
  frontMatter: string,
  more: Files = {},
): Promise<Finding[]> =>
  found(rule, around({ ...more, [file]: file.endsWith('.mdx') ? page(frontMatter) : frontMatter }));
