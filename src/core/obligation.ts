import { isAhead, type CalendarDate } from './date.ts';
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

/** A clause of a catalogue. */
export interface Clause {
  /** `eu-ai-act:art-14-4-e`. */
  id: string;
  catalogue: string;
  ref: string;
  title: string;
  summary: string;
  parent: string | null;
  children: string[];
  /**
   * Only orders what stands under it and asks for nothing itself: a chapter, an article with points of its own, an
   * OSCAL group. An OSCAL control with enhancements below it is no heading.
   */
  heading: boolean;
  /** Taken back by its source: kept because records name it, and owed by nobody. */
  withdrawn: boolean;
  /** The clauses that took its place, by id; empty when none did. */
  replaced_by: string[];
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

/** Whether a clause asks for something that a system can be held against: neither a heading nor withdrawn. */
export const makesCell = (clause: Pick<Clause, 'heading' | 'withdrawn'>): boolean =>
  !clause.heading && !clause.withdrawn;

/** Whether a catalogue has been replaced by a date; one that says by what and not when, has. */
export const isOver = (
  { superseded_by, ends }: Pick<Catalogue, 'superseded_by' | 'ends'>,
  asOf: CalendarDate,
): boolean => (ends === null ? superseded_by !== null : !isAhead(ends, asOf));
