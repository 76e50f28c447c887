import type { CalendarDate } from './date.ts';
import type { Spot } from './place.ts';

/** A catalogue of obligations: a law, a guidance, a standard, a house rule. */
export interface Catalogue {
  id: string;
  title: string;
  short_title: string;
  jurisdiction: string | null;
  issuer: string | null;
  /** `binding` law speaks of obligations; anything else of expectations. */
  legal_force: string;
  version: string | null;
  status: string | null;
  url: string | null;
  as_of: CalendarDate | null;
  confirmation: string | null;
  notes: string[];
  /** The catalogue that replaced this one, when it says so. */
  superseded_by: string | null;
  /** The day the framework as a whole starts to apply, where it says so. */
  starts: CalendarDate | null;
  /** The day it was superseded or withdrawn. */
  ends: CalendarDate | null;
  /** Ships with Casebook, or the portfolio's own file. */
  shipped: boolean;
  file: string;
  clauses: Clause[];
}

/** A clause of a catalogue. Only leaves make cells. */
export interface Clause {
  /** `eu-ai-act:art-14-4-e`. */
  id: string;
  catalogue: string;
  ref: string;
  title: string;
  summary: string;
  parent: string | null;
  children: string[];
  /** Roles the duty falls on (`provider`, `deployer`, `bank` …); empty fits every role. */
  applies_to: string[];
  /** The legal class the duty attaches to; `all` or `null` fits every class. */
  legal_class: string | null;
  /** When it starts to apply; `scope` names the legal class (`annex_iii`) where classes differ. */
  applies_from: { date: CalendarDate; scope: string | null; was: CalendarDate | null }[];
  ends: CalendarDate | null;
  status: string | null;
  /** Kinds that usually hold evidence for it. */
  evidence: string[];
  source: string | null;
  confidence: string | null;
  note: string | null;
  fingerprint: string;
  at: Spot;
}

/** What a catalogue's clauses are called: binding law obliges, guidance expects. */
export const clauseWord = (catalogue: Pick<Catalogue, 'legal_force'>): 'obligation' | 'expectation' =>
  catalogue.legal_force === 'binding' ? 'obligation' : 'expectation';

export const isLeaf = (clause: Pick<Clause, 'children'>): boolean => clause.children.length === 0;
