import type { Finding } from '../core/finding.ts';
import type { Portfolio } from '../core/portfolio.ts';
import type { Rule } from '../core/rule.ts';
import type { Severity } from '../core/severity.ts';

const levels: Record<Severity, 'error' | 'warning' | 'note'> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/**
 * Findings as a SARIF log, for code hosts and editors: one run, every rule with its documentation, the finding's
 * key as partial fingerprint, waivers as suppressions.
 * Source: OASIS SARIF 2.1.0.
 * @param rules every rule there is, so that a result can point at its documentation.
 * @param version Casebook's own version.
 * @param folder the content folder from the root of the repository, such as `content`, for viewers that show
 * findings in the repository; left out, they are relative to a base that the viewer knows.
 */
export function sarif(
  portfolio: Pick<Portfolio, 'as_of' | 'title' | 'findings' | 'waivers'>,
  rules: readonly Rule[],
  version: string,
  folder?: string,
) {
  const indexOf = new Map(rules.map(({ id }, i) => [id, i]));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Casebook', semanticVersion: version, rules: rules.map(describe) } },
        columnKind: 'utf16CodeUnits',
        ...(folder !== undefined && {
          originalUriBaseIds: {
            CONTENT: { uri: `${uriOf(folder.replace(/\/+$/, ''))}/`, uriBaseId: 'REPOSITORY' },
            REPOSITORY: { description: { text: 'The root of the repository.' } },
          },
        }),
        results: portfolio.findings.map((finding) => result(finding, indexOf.get(finding.rule), portfolio)),
        properties: { as_of: portfolio.as_of, portfolio: portfolio.title },
      },
    ],
  };
}

const describe = ({ id, severity, what, why, fix, source }: Rule) => ({
  id,
  shortDescription: { text: what },
  fullDescription: { text: why },
  help: { text: source === undefined ? fix : `${fix}\n\nSource: ${source}` },
  defaultConfiguration: { level: levels[severity] },
  properties: { tags: [id.slice(0, id.indexOf('/'))] },
});

function result(finding: Finding, ruleIndex: number | undefined, { waivers }: Pick<Portfolio, 'waivers'>) {
  const waiver = waivers.find(({ id }) => id === finding.waived_by);
  return {
    ruleId: finding.rule,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: levels[finding.severity],
    message: { text: finding.fix === null ? finding.message : `${finding.message}\nTo fix: ${finding.fix}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifact(finding.file),
          region: {
            startLine: finding.line,
            startColumn: finding.column,
            endLine: finding.end_line,
            endColumn: finding.end_column,
          },
        },
        logicalLocations: [{ fullyQualifiedName: finding.subject }],
      },
    ],
    relatedLocations: finding.related.map(({ file, line, column, message }, id) => ({
      id,
      message: { text: message },
      physicalLocation: {
        artifactLocation: artifact(file),
        region: { startLine: line, startColumn: column },
      },
    })),
    partialFingerprints: { 'casebookKey/v1': finding.key },
    // A run either says of every result whether it is suppressed, or of none.
    suppressions:
      finding.waived_by === null
        ? []
        : [
            {
              kind: 'external',
              status: 'accepted',
              justification: `waiver ${finding.waived_by}${waiver ? ` until ${waiver.expires}: ${waiver.rationale}` : ''}`,
            },
          ],
    properties: { system: finding.system, owner: finding.owner, fix: finding.fix },
  };
}

/** A file of the content folder as a relative URI; a shipped catalogue (`casebook:…`) has an address of its own. */
const artifact = (file: string) =>
  /^[a-z]+:/.test(file) ? { uri: file } : { uri: uriOf(file), uriBaseId: 'CONTENT' };

const uriOf = (file: string): string => file.split('/').map(encodeURIComponent).join('/');
