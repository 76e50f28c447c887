import { controlsOf, type Control, type Group, type Param } from './model.ts';
import { matcherOf } from './glob.ts';
import type { Selection, Statement } from './profile.ts';

/** A tree of controls and groups, of which a selection keeps a part. */
export interface Tree {
  controls: readonly Control[];
  groups: readonly Group[];
}

/** What one import brings: the controls it selects in the structure of their source, and the loose parameters. */
export interface Selected {
  controls: Control[];
  /** Every group of the source, those too that hold nothing of the selection. */
  groups: Group[];
  params: Param[];
}

/**
 * Keeps the controls that a selection names, in their order and structure. What is included and excluded is excluded.
 * A control that is selected below one that is not moves up to where that one stood.
 * Source: OSCAL profile resolution, “Including Controls”.
 * @param ancestors whether a control brings along those above it, as an import does unless it says
 * `with-parent-controls: no`; an insertion never does.
 */
export function select(
  tree: Tree,
  selection: Selection,
  ancestors: boolean,
): { controls: Control[]; groups: Group[] } {
  const included = selection.include.map(testOf);
  const excluded = selection.exclude.map(testOf);

  const walk = (control: Control, under: Under): { kept: Control[]; draws: boolean } => {
    const hits = included.filter((one) => one.fits(control.id));
    const out = excluded.filter((one) => one.fits(control.id));
    const isOut = under.excluded || out.length > 0;
    const below: Under = {
      included: under.included || hits.some((one) => one.children),
      excluded: under.excluded || out.some((one) => one.children),
    };
    const found = control.controls.map((one) => walk(one, below));
    const children = found.flatMap((one) => one.kept);
    const isDrawn = ancestors && found.some((one) => one.draws);
    const isIn = selection.all || under.included || hits.length > 0 || isDrawn;
    const draws = isDrawn || hits.some((one) => one.parents);
    return { kept: isIn && !isOut ? [{ ...control, controls: children }] : children, draws };
  };
  const top: Under = { included: false, excluded: false };
  const controls = (list: readonly Control[]): Control[] => list.flatMap((one) => walk(one, top).kept);
  const groups = (list: readonly Group[]): Group[] =>
    list.map((group) => ({ ...group, controls: controls(group.controls), groups: groups(group.groups) }));
  return { controls: controls(tree.controls), groups: groups(tree.groups) };
}

/** What statements higher up the tree say of everything below a control. */
interface Under {
  included: boolean;
  excluded: boolean;
}

interface Test {
  fits: (id: string) => boolean;
  children: boolean;
  parents: boolean;
}

function testOf(statement: Statement): Test {
  const ids = new Set(statement.ids.map(({ id }) => id));
  const patterns = statement.patterns.map(({ pattern }) => matcherOf(pattern));
  return {
    fits: (id) => ids.has(id) || patterns.some((one) => one(id)),
    children: statement.children,
    parents: statement.parents,
  };
}

/** The ids and patterns of a selection that fit nothing. */
export function* withoutEffect(
  tree: Tree,
  selection: Selection,
): Generator<{
  word: string;
  isPattern: boolean;
  isExclusion: boolean;
  path: Statement['ids'][number]['path'];
}> {
  const ids = new Set([...controlsOf(tree)].map(({ id }) => id));
  for (const list of [selection.include, selection.exclude]) {
    const isExclusion = list === selection.exclude;
    for (const statement of list) {
      for (const { id, path } of statement.ids) {
        if (!ids.has(id)) yield { word: id, isPattern: false, isExclusion, path };
      }
      for (const { pattern, path } of statement.patterns) {
        const fits = matcherOf(pattern);
        if (![...ids].some(fits)) yield { word: pattern, isPattern: true, isExclusion, path };
      }
    }
  }
}
