// What Casebook reads of OSCAL's profile model. Source: NIST OSCAL 1.x, profile metaschema.
import type { Path } from '../../core/place.ts';
import type { Link, Metadata, Param, Part, Prop, Resource } from './model.ts';

/** One statement of which controls: by id, by pattern, with or without what stands under and above them. */
export interface Statement {
  ids: { id: string; path: Path }[];
  patterns: { pattern: string; path: Path }[];
  children: boolean;
  /** `with-parent-controls`, an option of OSCAL 1.1.0; `true` when it is not given. */
  parents: boolean;
}

/** A choice of controls out of a catalog. */
export interface Selection {
  all: boolean;
  include: Statement[];
  exclude: Statement[];
}

export interface Import extends Selection {
  href: string;
  path: Path;
}

export interface InsertControls extends Selection {
  order: 'keep' | 'ascending' | 'descending';
  path: Path;
}

/** A group as a profile makes it: what it holds is inserted. */
export interface CustomGroup {
  id: string | null;
  class: string | null;
  title: string | null;
  params: Param[];
  props: Prop[];
  links: Link[];
  parts: Part[];
  groups: CustomGroup[];
  inserts: InsertControls[];
  path: Path;
}

/** How the chosen controls stand in the result. */
export type Structure =
  { type: 'flat' } | { type: 'as-is' } | { type: 'custom'; groups: CustomGroup[]; inserts: InsertControls[] };

/** What becomes of controls that share an id. */
export type Combine = 'keep' | 'use-first';

/** Whether a field of a setting was written: only what is written replaces. */
export interface Setting {
  param: Param;
  has: { values: boolean; select: boolean };
  path: Path;
}

export interface Removal {
  name: string | null;
  class: string | null;
  id: string | null;
  item: string | null;
  ns: string | null;
  path: Path;
}

/** Where an addition goes. Source: OSCAL profile model, `add/@position`. */
export const positions = ['before', 'after', 'starting', 'ending'] as const;
export type Position = (typeof positions)[number];

export interface Addition {
  position: Position;
  /** The part, parameter or control it is added to or beside; `null` is the control as a whole. */
  target: string | null;
  title: string | null;
  params: Param[];
  props: Prop[];
  links: Link[];
  parts: Part[];
  path: Path;
}

export interface Alteration {
  control: string;
  removes: Removal[];
  adds: Addition[];
  path: Path;
}

export interface Profile {
  type: 'profile';
  file: string;
  metadata: Metadata;
  imports: Import[];
  combine: Combine;
  structure: Structure;
  settings: Setting[];
  alterations: Alteration[];
  resources: Resource[];
}
