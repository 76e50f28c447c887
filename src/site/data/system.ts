/** What a system's page says above its papers: use, limits, people, numbers, its headline facts. */
import type { Finding } from '../../core/finding.ts';
import type { Portfolio, System } from '../../core/portfolio.ts';
import { isPast } from '../../core/date.ts';
import { dependence } from '../../kinds/dependence.ts';
import { shortDate } from '../../ui/dates.ts';
import { humanise, Spell, spell } from '../../ui/words.ts';
import { isRecord, recordsAt, textAt, textsAt, type Data } from './fields.ts';
import type { ImprintEntry } from './imprint.ts';
import { nextReview } from './systems.ts';
import type { Slot } from './slots.ts';

/** One approved use with what permits it. */
export interface Use {
  use: string;
  population: string | null;
  product: string | null;
  since: string | null;
  decision: string | null;
}

export interface Limits {
  uses: Use[];
  limits: { statement: string; impact: string | null }[];
  notFor: string[];
}

/** Approved use, limits and uses that are not approved: the first screen of a system. */
export function limitsOf(system: System): Limits {
  const data = system.profile?.data;
  const card = system.artefacts.find((artefact) => artefact.kind === 'model-card')?.data;
  const limits = recordsAt(data, 'limitations');
  const notFor = textsAt(data, 'prohibited_uses');
  return {
    uses: recordsAt(data, 'approved_uses').flatMap((row) => {
      const use = textAt(row, 'use');
      return use === null
        ? []
        : [
            {
              use,
              population: textAt(row, 'population'),
              product: textAt(row, 'product_or_portfolio'),
              since: textAt(row, 'since'),
              decision: textAt(row, 'decision'),
            },
          ];
    }),
    limits: (limits.length > 0 ? limits : recordsAt(card, 'limitations')).flatMap((row) => {
      const statement = textAt(row, 'statement');
      return statement === null ? [] : [{ statement, impact: textAt(row, 'impact') }];
    }),
    notFor: notFor.length > 0 ? notFor : textsAt(card, 'out_of_scope_uses'),
  };
}

/** The parties that answer for a system, in the order of their distance from the work. */
export function peopleOf(
  system: System,
  portfolio: Portfolio,
): { role: string; party: string | readonly string[]; note: string }[] {
  const data: Data | undefined = system.profile?.data;
  const fields: [string, string, string][] = [
    ['accountable_executive', 'Accountable executive', 'answers for the use of the model'],
    ['model_owner', 'Owner', 'decides on change, limits and retirement'],
    ['model_developer', 'Developer', 'builds, documents, monitors'],
    ['model_reviewer', 'Validator', challengeWords(data, portfolio)],
    ['model_approver', 'Approver', 'approves versions and waivers'],
    ['model_users', 'Users', 'act on the output'],
  ];
  const people = fields
    .map(([field, role, note]) => ({ role, party: textsAt(data, field), note }))
    .filter(({ party }) => party.length > 0);
  if (!people.some(({ role }) => role === 'Owner') && system.owner !== null) {
    people.unshift({
      role: 'Owner',
      party: [system.owner],
      note: 'decides on change, limits and retirement',
    });
  }
  return people;
}

/** What a validator does by the register of parties: nobody is called independent who is not, or of nobody named. */
function challengeWords(data: Data | undefined, portfolio: Portfolio): string {
  const developers = textsAt(data, 'model_developer');
  if (developers.length === 0) return 'challenges; who developed it is not named';
  const isBound = textsAt(data, 'model_reviewer').some((validator) =>
    developers.some((developer) => dependence(portfolio, developer, validator) !== null),
  );
  return isBound
    ? 'developer self-review: not independent of development'
    : 'challenges, independent of development';
}

/** What the strip under a system's name says. */
export function systemImprint(system: System, portfolio: Portfolio): ImprintEntry[] {
  const profile = system.profile;
  const data = profile?.data;
  const next = nextReview(system, portfolio);
  const legal = isRecord(data?.['eu_ai_act']) ? data['eu_ai_act'] : undefined;
  const risk = textAt(legal, 'risk_class');
  const point = textAt(legal, 'annex_iii_point');
  const last = portfolio.approvals
    .filter(({ subject }) => subject === system.id || subject.startsWith(system.id + '/'))
    .filter(({ date }) => date <= portfolio.as_of)
    .map((approval) => approval.date)
    .sort()
    .at(-1);
  return [
    { label: 'Version', value: textAt(data, 'production_version') ?? textAt(data, 'version') },
    ...(profile ? [{ label: 'Profile', approval: profile.approval.status }] : []),
    { label: 'EU AI Act class', value: risk === null ? null : riskClass(risk, point) },
    { label: 'Owner', ref: textAt(data, 'model_owner') ?? system.owner },
    { label: 'Last review', value: last === undefined ? 'none recorded' : shortDate(last) },
    {
      label: 'Next review',
      value: next === null ? 'not set' : shortDate(next),
      late: next !== null && isPast(next, portfolio.as_of),
    },
    { label: 'As of', value: shortDate(portfolio.as_of) },
    ...(profile
      ? [
          {
            label: 'Digest',
            value: profile.digest.slice(0, 12),
            full: `sha256 ${profile.digest}`,
            mono: true,
          },
        ]
      : []),
  ];
}

const riskClass = (word: string, point: string | null): string =>
  humanise(
    word.replace('annex-iii', 'Annex III').replace('high-risk', 'high-risk').replace('-Annex', ', Annex'),
  ).replace('High risk', 'High-risk') + (point === null ? '' : ` ${point}`);

/** `Four of eight artefacts are approved`; says missing ones, because an absent paper is the larger hole. */
export function papersHeadline(slots: readonly Slot[], ready: { approved: number; of: number }): string {
  if (ready.of === 0) {
    const kept = slots.filter((slot) => slot.artefacts.length > 0).length;
    return kept === 0
      ? 'No artefact is kept'
      : `${Spell(kept)} ${kept === 1 ? 'artefact is' : 'artefacts are'} kept`;
  }
  const missing = slots.filter((slot) => slot.status === 'missing').length;
  const whole = `of ${spell(ready.of)} artefacts ${ready.approved <= 1 ? 'is' : 'are'} approved`;
  return `${ready.approved === 0 ? 'None' : Spell(ready.approved)} ${whole}${missing > 0 ? `, ${spell(missing)} ${missing === 1 ? 'is' : 'are'} missing` : ''}`;
}

/** `Seven open findings`. */
export const findingsHeadline = (n: number): string =>
  n === 0 ? 'No finding is open' : `${Spell(n)} open ${n === 1 ? 'finding' : 'findings'}`;

/**
 * Whether those who build, challenge and approve a system are apart, as far as they are named: somebody who is not
 * named is independent of nobody.
 */
export function independenceOf(
  findings: readonly Pick<Finding, 'rule'>[],
  people: readonly { role: string }[],
): { glyph: 'a-approved' | 'a-draft' | 'a-missing'; words: string } {
  if (findings.some(({ rule }) => rule.startsWith('independence/')))
    return { glyph: 'a-missing', words: 'A rule of independence is broken; see the findings below.' };
  const unnamed = ['Developer', 'Validator', 'Approver'].filter(
    (one) => !people.some(({ role }) => role === one),
  );
  if (unnamed.length === 0)
    return {
      glyph: 'a-approved',
      words:
        'No rule of independence is broken: developer, validator and approver are checked on the register of people.',
    };
  const named = unnamed.map((role) => `no ${role.toLowerCase()}`);
  return {
    glyph: 'a-draft',
    words: `The profile names ${named.length === 3 ? 'no developer, validator or approver' : named.join(' and ')}, so independence is checked in part only.`,
  };
}
