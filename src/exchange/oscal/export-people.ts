import { byText } from '../../core/compare.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { lineOf, listed, propsOf, tokenOf } from './export-text.ts';
import type { OscalOrigin, OscalParty, OscalResponsible, OscalRole } from './export-types.ts';
import { uuidOf } from './export-uuid.ts';

/** Roles that a document gives to parties, besides those that the portfolio states. */
const roleTitles = {
  'system-owner': 'Answers for the system',
  'control-owner': 'Runs the control',
  assessor: 'Assessed it',
  approver: 'Approved it',
  'remediation-owner': 'Remedies it',
} as const;
export type ExportRole = keyof typeof roleTitles;

/**
 * The parties that one document speaks of: asking for one puts it on the list, so that the document names who it
 * needs and nobody else of the portfolio.
 */
export class People {
  readonly #portfolio: Portfolio;
  readonly #system: string;
  readonly #parties = new Map<string, OscalParty>();
  readonly #roles = new Set<ExportRole>();

  constructor(portfolio: Portfolio, system: string) {
    this.#portfolio = portfolio;
    this.#system = system;
  }

  /** The UUID of a party named in a field; `null` when nobody has that id. */
  uuid(reference: string | null): string | null {
    if (reference === null) return null;
    const found = this.#portfolio.index.resolve(reference, this.#system);
    const party = found.state === 'found' ? this.#portfolio.index.parties.get(found.node.id) : undefined;
    if (!party) return null;
    const uuid = uuidOf('party', party.id);
    if (!this.#parties.has(party.id)) {
      const entry: OscalParty = {
        uuid,
        type: 'organization',
        name: lineOf(party.title),
        props: propsOf({ id: party.id, roles: party.roles.join(' ') }),
      };
      this.#parties.set(party.id, entry);
      const above = party.unit === party.id ? null : this.uuid(party.unit);
      if (above !== null) entry['member-of-organizations'] = [above];
      if (party.description !== null) entry.remarks = party.description;
    }
    return uuid;
  }

  /** How a party is called; the reference itself when nobody has that id. */
  title(reference: string): string {
    return this.#portfolio.index.parties.get(reference)?.title ?? reference;
  }

  /** A party in a role, as a list of one; empty when nobody is named. */
  responsible(role: ExportRole, reference: string | null): OscalResponsible[] {
    const uuid = this.uuid(reference);
    if (uuid === null) return [];
    this.#roles.add(role);
    return [{ 'role-id': role, 'party-uuids': [uuid] }];
  }

  /** A party as the origin of an observation or a finding; empty when nobody is named. */
  origins(role: ExportRole, reference: string | null): OscalOrigin[] {
    const uuid = this.uuid(reference);
    if (uuid === null) return [];
    this.#roles.add(role);
    return [{ actors: [{ type: 'party', 'actor-uuid': uuid, 'role-id': role }] }];
  }

  /** What the metadata says of the parties asked for so far: to be read last. */
  listed(): { roles?: OscalRole[]; parties?: OscalParty[] } {
    const parties = [...this.#parties].sort(byText(([id]) => id)).map(([, party]) => party);
    const roles = [...this.#roles].sort().map((role) => ({ id: tokenOf(role), title: roleTitles[role] }));
    const { organisation } = this.#portfolio;
    const firm: OscalParty[] =
      organisation === null
        ? []
        : [{ uuid: uuidOf('organisation', organisation), type: 'organization', name: lineOf(organisation) }];
    return { ...listed('roles', roles), ...listed('parties', [...firm, ...parties]) };
  }
}
