import { compareText } from '../../core/compare.ts';
import { controlsOf, groupsOf, isKept, type Control, type Group, type Param } from './model.ts';
import type { Combine, CustomGroup, InsertControls, Structure } from './profile.ts';
import { select, type Selected, type Tree } from './select.ts';

/** What the merge phase makes of the imports. */
export interface Merged {
  params: Param[];
  controls: Control[];
  groups: Group[];
}

/**
 * Combines what the imports selected and puts it into the structure that the profile asks for. With `keep`, controls
 * that share an id all stay.
 * Source: OSCAL profile resolution, “Merge Phase”.
 */
export function merge(selections: readonly Selected[], combine: Combine, structure: Structure): Merged {
  const loose = looseParams(selections);
  switch (structure.type) {
    case 'flat': {
      const flat = selections
        .flatMap((one) => [...controlsOf(one)])
        .map((control) => ({ ...control, controls: [] }));
      return { params: loose, controls: combine === 'use-first' ? firstOf(flat) : flat, groups: [] };
    }
    case 'as-is': {
      const { controls, groups } = together(selections, combine);
      return { params: loose, controls, groups: withControls(groups) };
    }
    case 'custom': {
      const tree = together(selections, combine);
      const known = new Map(
        selections
          .flatMap((one) => [...groupsOf(one)])
          .toReversed()
          .map((group) => [group.id, group]),
      );
      return {
        params: loose,
        controls: insert(structure.inserts, tree),
        groups: structure.groups.map((group) => custom(group, tree, known)),
      };
    }
  }
}

/** The parameters outside controls, those of groups included; the first of an id counts. */
function looseParams(selections: readonly Selected[]): Param[] {
  const params = selections.flatMap((one) => [
    ...one.params,
    ...[...groupsOf(one)].flatMap((group) => group.params),
  ]);
  return [...new Map(params.toReversed().map((param) => [param.id, param])).values()].toReversed();
}

const firstOf = (controls: readonly Control[]): Control[] => {
  const seen = new Set<string>();
  return controls.filter(({ id }) => !seen.has(id) && seen.add(id));
};

/** All selections as one tree: groups of one id become one, and so do the groups of a source that have none. */
function together(
  selections: readonly Selected[],
  combine: Combine,
): { controls: Control[]; groups: Group[] } {
  const tree = {
    controls: selections.flatMap((one) => one.controls),
    // A group stands where it first holds something, so what holds nothing goes before groups are joined.
    groups: joinGroups(selections.flatMap((one) => withControls(one.groups))),
  };
  return combine === 'use-first' ? useFirst(tree) : tree;
}

function joinGroups(groups: readonly Group[]): Group[] {
  const joined = new Map<unknown, Group>();
  for (const group of groups) {
    // A group that has no id is the same as another when it stands at the same place of the same source.
    const key = group.id ?? JSON.stringify(group.at);
    const first = joined.get(key);
    joined.set(
      key,
      first
        ? {
            ...first,
            controls: [...first.controls, ...group.controls],
            groups: [...first.groups, ...group.groups],
          }
        : group,
    );
  }
  return [...joined.values()].map((group) => ({ ...group, groups: joinGroups(group.groups) }));
}

/**
 * Keeps the first control of every id. A later one goes, and what stands under it that is not there yet moves under
 * the one that stays.
 */
function useFirst(tree: Tree): { controls: Control[]; groups: Group[] } {
  const first = new Map<string, Control>();
  const keep = (controls: readonly Control[], into: Control[]): Control[] => {
    for (const control of controls) {
      const before = first.get(control.id);
      if (before) keep(control.controls, before.controls);
      else {
        const copy = { ...control, controls: [] };
        first.set(control.id, copy);
        into.push(copy);
        keep(control.controls, copy.controls);
      }
    }
    return into;
  };
  const groups = (list: readonly Group[]): Group[] =>
    list.map((group) => ({ ...group, controls: keep(group.controls, []), groups: groups(group.groups) }));
  return { controls: keep(tree.controls, []), groups: groups(tree.groups) };
}

/** Groups that hold a control, and those their source wants kept. */
const withControls = (groups: readonly Group[]): Group[] =>
  groups
    .map((group) => ({ ...group, groups: withControls(group.groups) }))
    .filter((group) => group.controls.length > 0 || group.groups.length > 0 || isKept(group));

/** A group as the profile writes it, with what a group of that id brought along. */
function custom(group: CustomGroup, tree: Tree, known: ReadonlyMap<string | null, Group>): Group {
  const source = group.id === null ? undefined : known.get(group.id);
  return {
    id: group.id,
    class: group.class ?? source?.class ?? null,
    title: group.title ?? source?.title ?? group.id ?? 'Untitled',
    params: [...(source?.params ?? []), ...group.params],
    props: [...(source?.props ?? []), ...group.props],
    links: [...(source?.links ?? []), ...group.links],
    parts: [...(source?.parts ?? []), ...group.parts],
    at: source?.at ?? { file: '', path: group.path },
    controls: insert(group.inserts, tree),
    groups: group.groups.map((one) => custom(one, tree, known)),
  };
}

/** The controls that insertions select, each in its order; only what is selected appears. */
const insert = (inserts: readonly InsertControls[], tree: Tree): Control[] =>
  inserts.flatMap((one) => {
    const found = select(tree, one, false);
    const chosen = [...found.controls, ...[...groupsOf(found)].flatMap((group) => group.controls)];
    if (one.order === 'keep') return chosen;
    const sign = one.order === 'ascending' ? 1 : -1;
    return chosen.toSorted((a, b) => sign * compareText(a.id, b.id));
  });
