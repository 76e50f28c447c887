import { asDate, type CalendarDate } from '../../core/date.ts';
import { fingerprintOf } from '../../core/fingerprint.ts';
import { isObligationId, toSlug } from '../../core/id.ts';
import type { Catalogue, Clause } from '../../core/obligation.ts';
import type { Fault } from './faults.ts';
import { filler } from './insert.ts';
import {
  controlsOf,
  paramsOf,
  partIds,
  propOf,
  type Control,
  type Group,
  type Link,
  type OscalCatalog,
  type Param,
} from './model.ts';
import { labelOf, plain, statementOf } from './statement.ts';

/**
 * Makes a catalogue of obligations of an OSCAL catalog: groups are headings, controls are expectations, and controls
 * below controls stand under them. Ids are `<catalogue>:<control>`.
 * @param notes what the page of the catalogue says of where it comes from.
 */
export function toCatalogue(source: OscalCatalog, notes: string[], fault: Fault): Catalogue {
  const { file, metadata } = source;
  const id = catalogueId(source);
  const clauses: Clause[] = [];
  const byId = new Map<string, Clause>();
  const fill = filler(paramTable(source));
  const controls = [...controlsOf(source)];
  const controlIds = new Set(controls.map((one) => one.id));
  const partHolders = new Map(
    controls.flatMap((one) => [...partIds(one.parts)].map((part) => [part, one.id])),
  );
  const twice = new Set<string>();

  const add = (
    local: string,
    from: Pick<Control, 'title' | 'props' | 'parts' | 'links' | 'at'>,
    parent: Clause | null,
    heading: boolean,
  ): Clause => {
    const ref = labelOf(from.props) ?? (heading ? '' : local);
    const title = plain(fill(from.title));
    const summary = statementOf(from.parts, fill);
    const withdrawn = propOf(from.props, 'status')?.toLowerCase() === 'withdrawn';
    const clause: Clause = {
      id: `${id}:${local}`,
      catalogue: id,
      ref,
      title,
      summary,
      parent: parent?.id ?? null,
      children: [],
      heading,
      withdrawn,
      replaced_by: successors(from.links, controlIds, partHolders).map((one) => `${id}:${one}`),
      applies_to: [],
      legal_class: null,
      applies_from: [],
      ends: null,
      status: withdrawn ? 'withdrawn' : null,
      evidence: [],
      source: null,
      confidence: null,
      note: null,
      fingerprint: fingerprintOf({ id: `${id}:${local}`, ref, title, summary }),
      at: from.at,
    };
    clauses.push(clause);
    byId.set(local, clause);
    parent?.children.push(clause.id);
    return clause;
  };

  const addControl = (control: Control, parent: Clause | null): void => {
    let own: Clause | null = null;
    if (byId.has(control.id)) twice.add(control.id);
    else if (isObligationId(`${id}:${control.id}`)) own = add(control.id, control, parent, false);
    else {
      fault(
        'oscal/invalid',
        control.at,
        `the control id \`${control.id}\` has signs that an id cannot have; the control is left out`,
        'begin it with a letter of a to z or a digit, and use those, `.`, `_`, `-` and round brackets',
      );
    }
    for (const child of control.controls) addControl(child, own ?? parent);
  };
  const addGroup = (group: Group, parent: Clause | null): void => {
    const own = add(groupId(group, controlIds, byId), group, parent, true);
    for (const control of group.controls) addControl(control, own);
    for (const below of group.groups) addGroup(below, own);
  };
  for (const control of source.controls) addControl(control, null);
  for (const group of source.groups) addGroup(group, null);

  if (twice.size > 0) {
    const named = [...twice].slice(0, 3).map((one) => `\`${one}\``);
    const more = twice.size > 3 ? ` and ${twice.size - 3} more` : '';
    const isInserted = source.repeats === 'insertions';
    fault(
      'oscal/import',
      isInserted ? ['profile', 'merge', 'custom'] : ['profile', 'imports'],
      `${named.join(', ')}${more} ${twice.size === 1 ? 'is' : 'are'} ${isInserted ? 'inserted' : 'selected'} more than once; the first of each counts`,
      isInserted
        ? 'insert each control once: exclude it from one of the insertions'
        : 'select each control once, or say `"merge": { "combine": { "method": "use-first" } }`',
    );
  }
  const short = metadata.title.length <= 60 ? metadata.title : localOf(file);
  return {
    id,
    title: metadata.title,
    short_title: shortName(source) ?? short,
    jurisdiction: null,
    issuer: metadata.publisher,
    legal_force: 'voluntary',
    version: metadata.version,
    status: null,
    url: metadata.url,
    as_of: dayOf(metadata.last_modified),
    confirmation: null,
    notes,
    superseded_by: null,
    starts: dayOf(metadata.published),
    ends: null,
    shipped: false,
    file,
    clauses,
  };
}

/** Every parameter that texts may name: those of the catalog itself go before those left behind. */
export const paramTable = (source: OscalCatalog): Map<string, Param> =>
  new Map([...source.outside, ...[...paramsOf(source)].toReversed()].map((param) => [param.id, param]));

const localOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1).replace(/\.json$/, '');

/** The property `short-name` of a document, of any namespace. */
const shortName = ({ metadata }: OscalCatalog): string | null =>
  metadata.props.find((prop) => prop.name === 'short-name' && prop.value.trim() !== '')?.value.trim() ?? null;

/** The id of a catalogue: its `short-name`, where its metadata have that property, else the name of its file. */
const catalogueId = (source: OscalCatalog): string =>
  toSlug(shortName(source) ?? '') || toSlug(localOf(source.file)) || 'catalogue';

/** The id of a heading: the group's own, else its title; a word before it or a number after it where that is taken. */
function groupId(group: Group, controls: ReadonlySet<string>, taken: ReadonlyMap<string, unknown>): string {
  const own =
    group.id !== null && isObligationId(`x:${group.id}`) ? group.id : toSlug(group.title) || 'group';
  const isFree = (id: string): boolean => !controls.has(id) && !taken.has(id);
  const named = isFree(own) ? own : `group-${own}`;
  let id = named;
  for (let n = 2; !isFree(id); n++) id = `${named}-${n}`;
  return id;
}

/** The controls that took a control's place: those it was incorporated into or moved to, a part counting as its control. */
function successors(
  links: readonly Link[],
  controls: ReadonlySet<string>,
  partHolders: ReadonlyMap<string, string>,
): string[] {
  const found = links
    .filter(({ rel, href }) => (rel === 'incorporated-into' || rel === 'moved-to') && href.startsWith('#'))
    .map(({ href }) => href.slice(1))
    .map((id) => (controls.has(id) ? id : partHolders.get(id)))
    .filter((id) => id !== undefined);
  return [...new Set(found)];
}

/** The day of a timestamp. */
function dayOf(stamp: string | null): CalendarDate | null {
  const day = stamp?.slice(0, 10) ?? '';
  return asDate(day);
}
