import path from 'node:path';
import { Command, Option } from 'commander';
import { recordDigest, type ApprovalRecord } from '../core/approvals.ts';
import type { Artefact } from '../core/artefact.ts';
import { shortDigest } from '../core/fingerprint.ts';
import { dueAfter, type TierPolicy } from '../core/policy.ts';
import type { Portfolio, System } from '../core/portfolio.ts';
import { approvalDecisions, type ApprovalDecision, type Party } from '../core/records.ts';
import { thingWord, withArticle } from '../core/thing.ts';
import { gates } from '../kinds/approvals/schema.ts';
import { dependence } from '../kinds/dependence.ts';
import { parseCondition } from './condition.ts';
import { contentFolder, contentOption } from './content.ts';
import { CouldNotRun } from './errors.ts';
import { findNode, findParty } from './find.ts';
import { loadPortfolio } from './load.ts';
import { asOfOption, parseAsOf } from './options.ts';
import type { Terminal } from './terminal.ts';
import { readTextIfThere, writeFileWhole } from './write-file.ts';
import { appendRow, parseYaml } from './yaml-edit.ts';

interface Options {
  as: string;
  decision?: ApprovalDecision;
  condition: string[];
  evidence: string[];
  limit: string[];
  dissent?: string;
  minutes?: string;
  validUntil?: string;
  gate?: string;
  note?: string;
  content?: string;
  asOf?: string;
}

/** `casebook approve`: appends an approval of exactly what an artefact says now. */
export const approveCommand = (terminal: Terminal): Command =>
  new Command('approve')
    .description('record that a party approves an artefact as it stands')
    .argument('<artefact>', 'its id, such as `retail-credit-pd/model-card`')
    .requiredOption('--as <party>', 'who decides, by the id in portfolio.yaml')
    .addOption(
      new Option('--decision <word>', 'what was decided (default: "approved")').choices(approvalDecisions),
    )
    .option(
      '--condition <text>',
      'a condition of the approval, as `<text> | <owner> | <due>`; may be repeated',
      collect,
      [],
    )
    .option(
      '--valid-until <date>',
      'last day it holds (default: as long as the tier’s reviews last)',
      parseAsOf,
    )
    .addOption(new Option('--gate <name>', 'the gate it is given at').choices(gates))
    .option('--evidence <id>', 'evidence that was considered; may be repeated', collect, [])
    .option('--limit <text>', 'what the approval does not cover; may be repeated', collect, [])
    .option('--dissent <text>', 'disagreement to keep on record')
    .option('--minutes <reference>', 'minutes of the board or committee')
    .option('--note <text>', 'anything else to keep on record')
    .addOption(contentOption())
    .addOption(asOfOption())
    .action(async (reference: string, options: Options) => {
      const content = contentFolder(terminal, options.content);
      const portfolio = await loadPortfolio(terminal, content, options.asOf, 'facts');
      const artefact = findArtefact(portfolio, reference);
      const party = findParty(portfolio, options.as);
      const system = artefact.system === null ? null : (portfolio.index.systems.get(artefact.system) ?? null);
      const tier = portfolio.policy.tiers[system?.risk_tier ?? 'tier-1'];
      const role = mayApprove(portfolio, party, artefact, system, tier);
      for (const id of options.evidence) findEvidence(portfolio, id, artefact.system);

      const file = path.posix.join(system?.folder ?? '', 'approvals', `${artefact.local}.yaml`);
      const text = readTextIfThere(path.join(content, file), file) ?? '';
      const date = options.asOf ?? dateOfRecord(terminal);
      const conditions = options.condition.map((one) => parseCondition(one, portfolio));
      const record = makeRecord(
        artefact,
        party,
        role,
        tier,
        date,
        previousRecord(text, file),
        conditions,
        options,
      );
      writeFileWhole(path.join(content, file), appendRow(text, 'approvals', { ...record }, file), file);
      terminal.out(receipt(artefact, party, record, file));
      if (date > portfolio.as_of) {
        terminal.err(
          `It is dated ${date}, after the portfolio’s as-of date ${portfolio.as_of}, and counts from then.\n`,
        );
      }
    });

const collect = (value: string, before: string[]): string[] => [...before, value];

/** The day a record is made: `SOURCE_DATE_EPOCH` where a build is to be repeated, else today in UTC. */
export function dateOfRecord(terminal: Pick<Terminal, 'env' | 'today'>): string {
  const epoch = terminal.env['SOURCE_DATE_EPOCH'];
  return epoch !== undefined && /^\d+$/.test(epoch)
    ? new Date(Number(epoch) * 1000).toISOString().slice(0, 10)
    : terminal.today();
}

function findArtefact(portfolio: Portfolio, reference: string): Artefact {
  const node = findNode(portfolio, reference);
  const artefact = portfolio.index.artefacts.get(node.id);
  if (!artefact) {
    throw new CouldNotRun(
      `\`${node.id}\` is not an artefact; approvals speak of whole artefacts${node.artefact === null ? '' : `, such as \`${node.artefact}\``}`,
    );
  }
  if (artefact.broken.length > 0) {
    throw new CouldNotRun(
      `\`${artefact.id}\` has fields that cannot be read (${artefact.broken.join(', ')}); mend them before anybody approves it`,
    );
  }
  return artefact;
}

/** Refuses an id of the command line that is no evidence. @throws {CouldNotRun} */
function findEvidence(portfolio: Portfolio, id: string, system: string | null): void {
  const node = findNode(portfolio, id, system);
  if (node.type !== 'evidence')
    throw new CouldNotRun(`\`${node.id}\` is ${withArticle(thingWord(node))}, not evidence`);
}

/** The role in which a party may approve an artefact: one the policy asks for, and nobody's own work. */
function mayApprove(
  portfolio: Portfolio,
  party: Party,
  artefact: Artefact,
  system: System | null,
  tier: TierPolicy,
): string {
  const role = tier.approval_roles.find((one) => party.roles.includes(one));
  if (role === undefined) {
    const has = party.roles.length === 0 ? 'no role' : `the roles ${party.roles.join(', ')}`;
    throw new CouldNotRun(
      `\`${party.id}\` has ${has}; an approval of \`${artefact.id}\` takes ${tier.approval_roles.join(' or ')}`,
    );
  }
  const authors = Array.isArray(artefact.data['authors']) ? (artefact.data['authors'] as unknown[]) : [];
  const developer = system?.profile?.data['model_developer'];
  const why = typeof developer === 'string' ? dependence(portfolio, party.id, developer) : null;
  if (system !== null && why !== null) {
    throw new CouldNotRun(
      party.id === developer
        ? `\`${party.id}\` developed \`${system.id}\` and cannot approve its artefacts`
        : `\`${party.id}\` is not independent of \`${String(developer)}\`, the developer of \`${system.id}\` (it is ${why}), and cannot approve its artefacts`,
    );
  }
  if (authors.includes(party.id)) {
    throw new CouldNotRun(`\`${party.id}\` is an author of \`${artefact.id}\` and cannot approve it`);
  }
  return role;
}

function previousRecord(text: string, file: string): ApprovalRecord | null {
  if (text === '') return null;
  const list = (parseYaml(text, file).toJS() as { approvals?: unknown } | null)?.approvals;
  return Array.isArray(list) ? ((list.at(-1) as ApprovalRecord | undefined) ?? null) : null;
}

function makeRecord(
  artefact: Artefact,
  party: Party,
  role: string,
  tier: TierPolicy,
  date: string,
  previous: ApprovalRecord | null,
  conditions: NonNullable<ApprovalRecord['conditions']>,
  options: Options,
): ApprovalRecord {
  const decision = options.decision ?? (conditions.length > 0 ? 'approved-with-conditions' : 'approved');
  const isConditional = decision === 'approved-with-conditions';
  if (isConditional !== conditions.length > 0) {
    throw new CouldNotRun(
      isConditional
        ? '`approved-with-conditions` needs at least one --condition'
        : `a --condition goes with \`approved-with-conditions\`, not with \`${decision}\``,
    );
  }
  const isYes = decision === 'approved' || isConditional;
  const until = options.validUntil ?? (isYes ? dueAfter(date, tier.review_cadence) : null);
  if (until !== null && until < date) throw new CouldNotRun(`--valid-until ${until} is before ${date}`);
  return {
    decision,
    ...(options.gate !== undefined && { gate: options.gate }),
    approver: party.id,
    role,
    date,
    ...(until !== null && { valid_until: until }),
    fingerprint: artefact.fingerprints.meaning,
    ...(artefact.fingerprints.body !== null && { body_fingerprint: artefact.fingerprints.body }),
    ...(isConditional && { conditions }),
    ...(options.limit.length > 0 && { limits_of_use: options.limit }),
    ...(options.evidence.length > 0 && { evidence_considered: options.evidence }),
    ...(options.dissent !== undefined && { dissent: options.dissent }),
    ...(options.minutes !== undefined && { minutes_ref: options.minutes }),
    ...(options.note !== undefined && { note: options.note }),
    ...(previous !== null && { previous: recordDigest(previous) }),
  };
}

function receipt(artefact: Artefact, party: Party, record: ApprovalRecord, file: string): string {
  const prose =
    record.body_fingerprint === undefined ? '' : `, prose ${shortDigest(record.body_fingerprint)}`;
  const until = record.valid_until === undefined ? '' : `, until ${record.valid_until}`;
  return (
    `${artefact.id}: ${record.decision} by ${party.title} on ${record.date}${until} ` +
    `(fields ${shortDigest(record.fingerprint)}${prose}).\nRecorded in ${file}, not authenticated.\n`
  );
}
