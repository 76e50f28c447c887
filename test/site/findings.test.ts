import { expect, test } from 'vitest';
import type { Finding } from '../../src/core/finding.ts';
import { findingsAbout } from '../../src/site/data/findings.ts';

const finding = (file: string, line: number, subject: string | null, waived: string | null = null): Finding =>
  ({
    rule: 'r/r',
    severity: 'warning',
    message: 'm',
    file,
    line,
    column: 1,
    subject,
    waived_by: waived,
  }) as unknown as Finding;

test('findings about an artefact stand in its file or name it, each once and in order', () => {
  const findings = [
    finding('a.mdx', 2, 'pd/a'),
    finding('a.mdx', 9, 'pd/FM-01'),
    finding('approvals/a.yaml', 1, 'pd/a'),
    finding('approvals/a.yaml', 3, 'pd/a', 'WV-01'),
    finding('b.mdx', 1, 'pd/b'),
  ];
  expect(findingsAbout({ findings }, { file: 'a.mdx', id: 'pd/a' })).toEqual(findings.slice(0, 3));
  expect(findingsAbout({ findings }, { file: 'c.mdx', id: 'pd/c' })).toEqual([]);
});
