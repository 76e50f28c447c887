import type { Control, Link, Param, Part, Prop } from './model.ts';
import type { Addition, Position } from './profile.ts';

/** What additions can be made to. */
interface Holder {
  title: string | null;
  params?: Param[];
  props: Prop[];
  links: Link[];
  parts?: Part[];
}

/**
 * Adds to the inside of an object: what has the position `starting` before its own content, the rest after it. For a
 * control as a whole `before` and `after` mean the same as these two.
 */
export function addTo<T extends Holder>(holder: T, adds: readonly Addition[], isWhole = false): T {
  if (adds.length === 0) return holder;
  const first = adds.filter(({ position }) => position === 'starting' || (isWhole && position === 'before'));
  const last = adds.filter((one) => !first.includes(one));
  const around = <K extends 'params' | 'props' | 'links' | 'parts'>(name: K): Addition[K][number][] => [
    ...first.flatMap((one): Addition[K][number][] => one[name]),
    ...((holder[name] ?? []) as Addition[K][number][]),
    ...last.flatMap((one): Addition[K][number][] => one[name]),
  ];
  return {
    ...holder,
    title: adds.findLast((one) => one.title !== null)?.title ?? holder.title,
    ...(holder.params && { params: around('params') }),
    props: around('props'),
    links: around('links'),
    ...(holder.parts && { parts: around('parts') }),
  };
}

/**
 * Adds to the parts, parameters and controls inside a control that additions name by id: inside them, or beside them.
 * Beside a thing stands what is of its sort; anything else joins what holds it.
 */
export function addInside(control: Control, adds: readonly Addition[]): Control {
  const byTarget = Map.groupBy(adds, (one) => one.target);
  const at = (id: string | null, ...positions: Position[]): Addition[] =>
    id === null ? [] : (byTarget.get(id) ?? []).filter((one) => positions.includes(one.position));

  /** What is beside the things of a list and of another sort than they. */
  const joining = (things: readonly { id: string | null }[]): Addition[] =>
    things.flatMap(({ id }) => at(id, 'before', 'after'));

  const parts = (list: readonly Part[]): Part[] =>
    list.flatMap((part) => [
      ...at(part.id, 'before').flatMap((one) => one.parts),
      addTo(
        holding({ ...part, parts: parts(part.parts) }, joining(part.parts), 'parts'),
        at(part.id, 'starting', 'ending'),
      ),
      ...at(part.id, 'after').flatMap((one) => one.parts),
    ]);
  const params = (list: readonly Param[]): Param[] =>
    list.flatMap((param) => [
      ...at(param.id, 'before').flatMap((one) => one.params),
      paramWith(param, at(param.id, 'starting', 'ending')),
      ...at(param.id, 'after').flatMap((one) => one.params),
    ]);
  const inner = (one: Control): Control => {
    const own = { ...one, params: params(one.params), parts: parts(one.parts) };
    const held = holding(holding(own, joining(one.parts), 'parts'), joining(one.params), 'params');
    return {
      ...held,
      controls: one.controls.map((child) => addTo(inner(child), at(child.id, ...wholePositions), true)),
    };
  };
  return inner(control);
}

const wholePositions: readonly Position[] = ['before', 'after', 'starting', 'ending'];

/** What holds a thing, with the additions beside that thing that are of another sort than it. */
const holding = <T extends Holder>(holder: T, adds: readonly Addition[], but: 'parts' | 'params'): T =>
  addTo(
    holder,
    adds.map((one) => ({ ...one, title: null, position: 'ending' as const, [but]: [] })),
  );

const paramWith = (param: Param, adds: readonly Addition[]): Param => {
  if (adds.length === 0) return param;
  const { props, links } = addTo({ title: null, props: param.props, links: param.links }, adds);
  return { ...param, props, links };
};
