// What Casebook reads of OSCAL's catalog model; JSON's names with hyphens become names with underscores.
// Source: NIST OSCAL 1.x, catalog and control-common metaschemas.
import type { FieldSpot } from '../../core/place.ts';

export interface Prop {
  name: string;
  value: string;
  ns: string | null;
  class: string | null;
}

export interface Link {
  href: string;
  rel: string | null;
  text: string | null;
}

/** A blank in the text of controls that whoever applies the catalogue fills in. */
export interface Param {
  id: string;
  class: string | null;
  label: string | null;
  values: string[];
  select: { how_many: string | null; choices: string[] } | null;
  /** What a value has to satisfy, in words. */
  constraints: string[];
  guidelines: string[];
  usage: string | null;
  props: Prop[];
  links: Link[];
  at: FieldSpot;
}

export interface Part {
  id: string | null;
  name: string;
  ns: string | null;
  class: string | null;
  title: string | null;
  prose: string | null;
  props: Prop[];
  links: Link[];
  parts: Part[];
  at: FieldSpot;
}

/** What groups and controls have in common. */
interface Titled {
  class: string | null;
  title: string;
  params: Param[];
  props: Prop[];
  links: Link[];
  parts: Part[];
  at: FieldSpot;
}

export interface Control extends Titled {
  id: string;
  controls: Control[];
}

export interface Group extends Titled {
  id: string | null;
  groups: Group[];
  controls: Control[];
}

/** An entry of the back matter: a document that others are found by. */
export interface Resource {
  uuid: string;
  title: string | null;
  links: { href: string; media_type: string | null }[];
  hasBase64: boolean;
}

export interface Metadata {
  title: string;
  version: string | null;
  oscal_version: string | null;
  last_modified: string | null;
  published: string | null;
  publisher: string | null;
  url: string | null;
  props: Prop[];
}

/** A catalog as written, or what a profile resolves to. */
export interface OscalCatalog {
  type: 'catalog';
  file: string;
  metadata: Metadata;
  /** Parameters outside controls and groups. */
  params: Param[];
  controls: Control[];
  groups: Group[];
  resources: Resource[];
  /** Parameters of sources that a profile left behind: texts that still name them need their labels. */
  outside: Param[];
  /** What of a profile selected a control twice, where one stands twice. */
  repeats: 'imports' | 'insertions';
}

/** Everything below a catalog or a group in canonical order: controls before groups, depth first. */
export function* controlsOf(tree: {
  controls: readonly Control[];
  groups?: readonly Group[];
}): Generator<Control> {
  for (const control of tree.controls) {
    yield control;
    yield* controlsOf(control);
  }
  for (const group of tree.groups ?? []) yield* controlsOf(group);
}

/** Every group, depth first. */
export function* groupsOf(tree: { groups: readonly Group[] }): Generator<Group> {
  for (const group of tree.groups) {
    yield group;
    yield* groupsOf(group);
  }
}

/** Every parameter of a catalog: loose ones, those of groups, those of controls. */
export function* paramsOf(catalog: Pick<OscalCatalog, 'params' | 'controls' | 'groups'>): Generator<Param> {
  yield* catalog.params;
  for (const group of groupsOf(catalog)) yield* group.params;
  for (const control of controlsOf(catalog)) yield* control.params;
}

/** The ids of parts, each before those below it. */
export function* partIds(parts: readonly Part[]): Generator<string> {
  for (const part of parts) {
    if (part.id !== null) yield part.id;
    yield* partIds(part.parts);
  }
}

/** The namespace that names belong to when none is stated. */
export const oscalNamespace = 'http://csrc.nist.gov/ns/oscal';

/** Whether a property has a name of OSCAL's own. */
export const isOscalName = (prop: Prop, name: string): boolean =>
  prop.name === name && (prop.ns === null || prop.ns === oscalNamespace);

/** The value of a property of OSCAL's own, or `null`. */
export const propOf = (props: readonly Prop[], name: string): string | null =>
  props.find((prop) => isOscalName(prop, name))?.value ?? null;

/** Whether the source asks that a thing stays in every resolved catalogue, used or not. */
export const isKept = (thing: { props: readonly Prop[] }): boolean =>
  propOf(thing.props, 'keep') === 'always';
