import { didYouMean } from '../../core/suggest.ts';
import type { Fault } from './faults.ts';
import { merge, type Merged } from './merge.ts';
import { controlsOf, paramsOf, partIds, type Control, type OscalCatalog } from './model.ts';
import { modify } from './modify.ts';
import type { Alteration, CustomGroup, InsertControls, Profile, Selection } from './profile.ts';
import { removesAnything } from './remove.ts';
import { select, withoutEffect, type Selected, type Tree } from './select.ts';

/**
 * Resolves a profile against its imports: the catalog that it stands for. Three phases, in their order: import, merge,
 * modify. What a directive fits nothing with is said and has no effect.
 * Source: NIST, OSCAL profile resolution (draft specification, with `merge: combine` undefined).
 * @param sources the catalogs of the imports, in their sequence; profiles among them are resolved already.
 */
export function resolve(profile: Profile, sources: readonly OscalCatalog[], fault: Fault): OscalCatalog {
  const selections = profile.imports.map((one, i): Selected => {
    const source = sources[i]!;
    sayWithoutEffect(source, one, fault);
    return { ...select(source, one, true), params: source.params };
  });
  const merged = merge(selections, profile.combine, profile.structure);
  const atMerge = {
    controls: selections.flatMap((one) => one.controls),
    groups: selections.flatMap((one) => one.groups),
  };
  if (profile.structure.type === 'custom') {
    for (const one of insertsOf(profile.structure)) sayWithoutEffect(atMerge, one, fault);
  }
  sayUnmet(profile, merged, fault);
  const { params, controls, groups } = modify(merged, profile.settings, profile.alterations);
  return {
    type: 'catalog',
    file: profile.file,
    metadata: profile.metadata,
    params,
    controls,
    groups,
    resources: profile.resources,
    outside: sources.flatMap((one) => [...one.outside, ...paramsOf(one)]),
    repeats:
      profile.structure.type === 'custom' && (profile.combine === 'use-first' || !hasTwice(atMerge))
        ? 'insertions'
        : 'imports',
  };
}

/** Whether a control stands twice in what the imports select. */
function hasTwice(tree: Tree): boolean {
  const ids = [...controlsOf(tree)].map(({ id }) => id);
  return new Set(ids).size < ids.length;
}

function* insertsOf(holder: {
  groups: readonly CustomGroup[];
  inserts: readonly InsertControls[];
}): Generator<InsertControls> {
  yield* holder.inserts;
  for (const group of holder.groups) yield* insertsOf(group);
}

function sayWithoutEffect(tree: Tree, selection: Selection, fault: Fault): void {
  for (const { word, isPattern, isExclusion, path } of withoutEffect(tree, selection)) {
    const does = isExclusion ? 'excludes' : 'includes';
    const ids = isPattern ? [] : [...controlsOf(tree)].map(({ id }) => id);
    fault(
      'oscal/no-effect',
      path,
      isPattern
        ? `no control has an id like \`${word}\`, so this ${does} nothing`
        : `there is no control \`${word}\`, so this ${does} nothing`,
      didYouMean(word, ids) ??
        (isPattern ? 'correct the pattern, or take it out' : 'correct the id, or take it out'),
    );
  }
}

/** Says which settings and alterations meet nothing in the controls that were selected. */
function sayUnmet(profile: Profile, merged: Merged, fault: Fault): void {
  const controls = Map.groupBy(controlsOf(merged), ({ id }) => id);
  const added = profile.alterations.flatMap((one) => one.adds.flatMap((add) => add.params));
  const params = new Set([...paramsOf(merged), ...added].map(({ id }) => id));
  for (const { param, path } of profile.settings) {
    if (params.has(param.id)) continue;
    fault(
      'oscal/no-effect',
      [...path, 'param-id'],
      `no selected control has a parameter \`${param.id}\`, so nothing is set`,
      didYouMean(param.id, params) ??
        'correct the id, select the control that has it, or take the setting out',
    );
  }
  for (const alteration of profile.alterations) {
    const [control] = controls.get(alteration.control) ?? [];
    if (control) sayUnmetIn(control, alteration, fault);
    else {
      fault(
        'oscal/no-effect',
        [...alteration.path, 'control-id'],
        `\`${alteration.control}\` is not among the selected controls, so nothing is altered`,
        didYouMean(alteration.control, controls.keys()) ??
          'correct the id, select the control, or take this out',
      );
    }
  }
}

function sayUnmetIn(control: Control, { adds, removes }: Alteration, fault: Fault): void {
  const ids = new Set(idsIn(control));
  for (const { target, path } of adds) {
    if (target === null || ids.has(target)) continue;
    fault(
      'oscal/no-effect',
      [...path, 'by-id'],
      `nothing in \`${control.id}\` has the id \`${target}\`, so nothing is added`,
      didYouMean(target, ids) ?? 'correct the id, or leave `by-id` out to add to the control',
    );
  }
  for (const removal of removes) {
    const { path, ...criteria } = removal;
    if (Object.values(criteria).every((one) => one === null) || removesAnything(control, removal)) continue;
    fault(
      'oscal/no-effect',
      path,
      `nothing in \`${control.id}\` is like this, so nothing is removed`,
      'correct it, or take it out',
    );
  }
}

function* idsIn(control: Control): Generator<string> {
  yield control.id;
  for (const { id } of control.params) yield id;
  yield* partIds(control.parts);
  for (const child of control.controls) yield* idsIn(child);
}
