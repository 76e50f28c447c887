import { spotOf, type Artefact } from '../../core/artefact.ts';
import { asRecord, asText } from '../../core/data.ts';
import type { Path } from '../../core/place.ts';
import type { Portfolio, System } from '../../core/portfolio.ts';
import { defineRule, type RuleFinding } from '../../core/rule.ts';
import { evidenceSpot } from '../../evidence/origin.ts';
import { within } from '../../kinds/about.ts';
import { isClosed } from '../../kinds/rows.ts';
import { liveStages } from '../../kinds/system/schema.ts';
import { code, codes } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'consistency/model-version',
  severity: 'error',
  what: 'What is in force of a system in use speaks of another model version than the one in production: a card, a register, an explanation, a validation, a release that was handed over, or a file under one of them. Before there is a version in production, a validation is held to the card.',
  why: 'Each document is right about some model. A reviewer reads them as one system, and takes the figures, the approval and the reasons to be of what runs.',
  fix: 'Bring what is behind up to the version in production, or correct `production_version` of the system. What is written ahead of a release stays `status: draft` or `in-review` until then, and is left alone.',
  source: 'Review practice X12; Regulation (EU) 2024/1689, Annex IV(1)(a)',
  *check(portfolio) {
    for (const system of portfolio.systems) {
      const running = asText(system.profile?.data['production_version']);
      if (running === null || !liveStages.includes(system.lifecycle_stage ?? ''))
        yield* ofDevelopment(portfolio, system);
      else yield* ofArtefacts(portfolio, system, running);
    }
    yield* ofFiles(portfolio);
  },
});

/** Artefacts in force, that are not work ahead of a release. */
const isInForce = (artefact: Artefact): boolean =>
  !isClosed(artefact) && !['draft', 'in-review'].includes(asText(artefact.data['status']) ?? '');

function* ofArtefacts(portfolio: Portfolio, system: System, running: string): Generator<RuleFinding> {
  const stated = system.artefacts.filter(isInForce).flatMap((artefact) => {
    const found = versionOf(artefact);
    return found === null ? [] : [{ artefact, ...found }];
  });
  const cards = stated.filter(({ artefact }) => artefact.kind === 'model-card');
  // Several models have several versions, and the system names the one of the whole.
  const current = cards.length > 1 ? [running, ...cards.map(({ version }) => version)] : [running];
  const production = {
    at: spotOf(system.profile!, ['production_version']),
    message: 'the version in production',
  };
  for (const { artefact, version, path } of stated) {
    if (!current.includes(version)) {
      const { status, by } = artefact.approval;
      const approval = portfolio.approvals.find(({ id }) => id === by);
      yield {
        message: `${code(artefact.id)} speaks of model version ${code(version)}; in production is ${code(running)}`,
        at: spotOf(artefact, path),
        subject: artefact.id,
        detail: 'version',
        related: [
          production,
          ...(approval && status === 'approved'
            ? [{ at: approval.at, message: `approved by ${code(approval.approver)} as ${code(version)}` }]
            : []),
        ],
        fix: `bring it up to ${code(running)}, or correct \`production_version\``,
      };
      continue;
    }
    // The numbers of a card are held to its version one by one.
    if (artefact.kind !== 'model-card') yield* ofProof(portfolio, artefact, [...current, version]);
  }
  for (const artefact of system.artefacts.filter(isInForce)) {
    if (artefact.kind !== 'handoff-checklist') continue;
    const release = asText(artefact.data['release']) ?? '';
    const versions = release.match(/\d+(?:\.\d+)+/g) ?? [];
    if (versions.length === 0 || versions.some((one) => isVersion(one, running))) continue;
    yield {
      message: `${code(artefact.id)} handed over ${codes(versions)}; in production is ${code(running)}`,
      at: spotOf(artefact, ['release']),
      subject: artefact.id,
      detail: 'release',
      related: [production],
      fix: `hand over ${code(running)}, or correct \`production_version\``,
    };
  }
}

/** Where nothing is in production: validations against the card, and each validation and explanation against its proof. */
function* ofDevelopment(portfolio: Portfolio, system: System): Generator<RuleFinding> {
  yield* ofValidations(system);
  for (const artefact of system.artefacts.filter(isInForce)) {
    const found = ['validation-report', 'explainability'].includes(artefact.kind)
      ? versionOf(artefact)
      : null;
    if (found !== null) yield* ofProof(portfolio, artefact, [found.version]);
  }
}

/** Validations of a version that no card of the system describes, where none is in production to hold both to. */
function* ofValidations(system: System): Generator<RuleFinding> {
  const stated = (artefacts: readonly Artefact[], kind: string) =>
    artefacts.flatMap((artefact) => {
      const found = artefact.kind === kind ? versionOf(artefact) : null;
      return found === null ? [] : [{ artefact, ...found }];
    });
  const cards = stated(
    system.artefacts.filter((artefact) => !isClosed(artefact)),
    'model-card',
  );
  if (cards.length === 0) return;
  for (const { artefact, version, path } of stated(system.artefacts.filter(isInForce), 'validation-report')) {
    if (cards.some((card) => card.version === version)) continue;
    yield {
      message: `${code(artefact.id)} validates model version ${code(version)}; the card describes ${codes(cards.map((card) => card.version))}`,
      at: spotOf(artefact, path),
      subject: artefact.id,
      detail: 'version',
      related: cards.map((card) => ({
        at: spotOf(card.artefact, card.path),
        message: 'the version of the card',
      })),
      fix: 'validate the version of the card, or mark the report `superseded`',
    };
  }
}

/** Whether a version, perhaps without its last parts, is the one that runs. */
const isVersion = (version: string, running: string): boolean =>
  (running.match(/\d+(?:\.\d+)+/g) ?? []).some((one) => one === version || one.startsWith(version + '.'));

/** The model version that an artefact speaks of. */
function versionOf({ data }: Artefact): { version: string; path: Path } | null {
  const stated = data['model_version'];
  const name = asText(asRecord(stated)?.['name']);
  if (name !== null) return { version: name, path: ['model_version', 'name'] };
  const version = asText(stated);
  return version === null ? null : { version, path: ['model_version'] };
}

/** The evidence that an artefact rests on, of another version than its own. */
function* ofProof(
  { index }: Portfolio,
  artefact: Artefact,
  versions: readonly string[],
): Generator<RuleFinding> {
  const seen = new Set<string>();
  const links = [artefact.id, ...artefact.items.map(({ id }) => id)].flatMap(
    (id) => index.linksFrom.get(id) ?? [],
  );
  for (const { type, to, at } of links) {
    const evidence = index.evidence.get(to);
    // A file in one of Casebook's shapes says it itself, and the register need not.
    const inFile = asText(asRecord(evidence?.content)?.['model_version']);
    const version = evidence?.model_version ?? (inFile === 'not stated' ? null : inFile);
    if (type !== 'evidenced-by' || !evidence || version === null || versions.includes(version)) continue;
    if (seen.has(to)) continue;
    seen.add(to);
    yield {
      message: `${code(artefact.id)} speaks of model version ${code(versions.at(-1)!)} and rests on ${code(to)}, which is of ${code(version)}`,
      at,
      subject: artefact.id,
      detail: `evidence ${to}`,
      related: [
        {
          at:
            evidence.model_version === null
              ? evidenceSpot(evidence, ['model_version'])
              : within(evidence.at, 'model_version'),
          message: `the version of ${code(to)}`,
        },
      ],
      fix: `name evidence of ${code(versions.at(-1)!)}, or correct \`model_version\` ${evidence.model_version === null ? 'where the file is made' : 'in the register'}`,
    };
  }
}

/** Files that say another version than the register does; those of drift have a rule of their own. */
function* ofFiles({ evidence: all, drift }: Portfolio): Generator<RuleFinding> {
  const ofDrift = new Set(drift.map(({ evidence }) => evidence));
  for (const evidence of all) {
    const inFile = asText(asRecord(evidence.content)?.['model_version']);
    const stated = evidence.model_version;
    if (stated === null || inFile === null || stated === inFile || ofDrift.has(evidence.id)) continue;
    yield {
      message: `evidence ${code(evidence.id)} is registered for model version ${code(stated)}, and its file says ${code(inFile)}`,
      at: within(evidence.at, 'model_version'),
      subject: evidence.id,
      detail: 'file',
      related: [{ at: evidenceSpot(evidence, ['model_version']), message: 'what the file says' }],
      fix: 'correct `model_version` in the register, or register the right file',
    };
  }
}
