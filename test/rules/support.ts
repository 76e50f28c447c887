// Small portfolios, written inline and taken through the whole way from files to findings.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { analyse } from '../../src/cli/analyse.ts';
import type { Finding } from '../../src/core/finding.ts';
import { sha256 } from '../../src/core/fingerprint.ts';
import type { Portfolio } from '../../src/core/portfolio.ts';

export const asOf = '2026-11-20';

/** A symbolic link to make in place of a file. */
export class LinkTo {
  readonly target: string;
  constructor(target: string) {
    this.target = target;
  }
}

/** Files by path; text and bytes are written as they are, anything else as JSON. */
export type Files = Record<string, string | object>;

/** The portfolio of a few inline files, as of 2026-11-20, by the real pipeline. */
export async function portfolioOf(files: Files, options: { asOf?: string } = {}): Promise<Portfolio> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'casebook-rules-'));
  try {
    for (const [file, content] of Object.entries(files)) {
      const at = path.join(folder, file);
      fs.mkdirSync(path.dirname(at), { recursive: true });
      if (content instanceof LinkTo) fs.symlinkSync(content.target, at);
      else fs.writeFileSync(at, bytesOf(content));
    }
    return await analyse(folder, { asOf: options.asOf ?? asOf, cacheDir: null });
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** What is written for a file's content. */
export const bytesOf = (content: string | object): string | Uint8Array =>
  typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content);

/** The digest to register for a file's content. */
export const digestOf = (content: string | object): string => sha256(bytesOf(content));

/** The findings of one rule. */
export const findingsOf = (portfolio: Portfolio, rule: string): Finding[] =>
  portfolio.findings.filter((finding) => finding.rule === rule);

/** The findings of one rule in a few inline files. */
export const found = async (
  rule: string,
  files: Files,
  options: { asOf?: string } = {},
): Promise<Finding[]> => findingsOf(await portfolioOf(files, options), rule);

/** A file with front matter, from the lines of it, and a body. */
export const page = (frontMatter: string, body = ''): string => `---\n${frontMatter.trim()}\n---\n${body}`;

/** People enough for a review: everybody independent of everybody. */
export const parties = `parties:
  - { id: dev, title: Model developer, roles: [developer] }
  - { id: val, title: Model validator, roles: [validator] }
  - { id: cro, title: Chief Risk Officer, roles: [approver] }
  - { id: own, title: Model owner, roles: [owner] }
`;

/** A portfolio file that asks for no kinds, no fields and no approvals, so that a test sees its own fault only. */
export const lenient = `title: Test portfolio
${parties}policy:
  tiers:
    tier-1: { kinds: [], fields: none, approvals: false }
`;

/** The least a system says of itself. */
export const system = (more = ''): string =>
  page(`title: Demo system
risk_tier: tier-1
owner: own
${more}`);

/** Files with an approval of one of their artefacts added, of exactly what that artefact says in them. */
export async function approved(files: Files, subject: string, more: string): Promise<Files> {
  const artefact = (await portfolioOf(files)).index.artefacts.get(subject);
  if (!artefact) throw new Error(`no artefact ${subject} in these files`);
  const { meaning, body } = artefact.fingerprints;
  const record = `approvals:
  - decision: approved
    fingerprint: ${meaning}
${body === null ? '' : `    body_fingerprint: ${body}\n`}${more}`;
  return { ...files, [`systems/${artefact.system ?? ''}/approvals/${artefact.local}.yaml`]: record };
}
