import { oscalNamespace, type Control, type Link, type Param, type Part, type Prop } from './model.ts';
import type { Removal } from './profile.ts';

const hasCriterion = ({ path: _, ...removal }: Removal): boolean =>
  Object.values(removal).some((one) => one !== null);

/** The item names a removal may state, for what each object is. */
type Item = 'param' | 'prop' | 'link' | 'part' | 'control';

/** What a removal looks at in an object; links have none of it. */
interface Matchable {
  id?: string | null;
  name?: string;
  ns?: string | null;
  class?: string | null;
  href?: string;
}

/** Whether an object meets every criterion that a removal states. */
const isRemoved = (removal: Removal, item: Item, one: Matchable): boolean =>
  (removal.item === null || removal.item === item) &&
  (removal.id === null || removal.id === one.id) &&
  (removal.name === null || removal.name === one.name) &&
  (removal.class === null || removal.class === one.class) &&
  (removal.ns === null ||
    removal.ns === one.ns ||
    (removal.ns === oscalNamespace && (item === 'prop' || item === 'part') && (one.ns ?? null) === null));

/** Whether a removal fits anything inside a control. */
export function removesAnything(control: Control, removal: Removal): boolean {
  const fits = (item: Item, list: readonly Matchable[]): boolean =>
    list.some((one) => isRemoved(removal, item, one));
  const inParts = (parts: readonly Part[]): boolean =>
    parts.some((part) => fits('prop', part.props) || fits('link', part.links) || inParts(part.parts)) ||
    fits('part', parts);
  return (
    fits('param', control.params) ||
    control.params.some((param) => fits('prop', param.props) || fits('link', param.links)) ||
    fits('prop', control.props) ||
    fits('link', control.links) ||
    inParts(control.parts) ||
    fits('control', control.controls) ||
    control.controls.some((child) => removesAnything(child, removal))
  );
}

/** A control without what removals fit, in itself and in everything inside it. */
export function without(control: Control, removals: readonly Removal[]): Control {
  const removes = removals.filter(hasCriterion);
  if (removes.length === 0) return control;
  const keep =
    (item: Item) =>
    (one: Matchable): boolean =>
      !removes.some((removal) => isRemoved(removal, item, one));
  const props = (list: readonly Prop[]): Prop[] => list.filter(keep('prop'));
  const links = (list: readonly Link[]): Link[] => list.filter(keep('link'));
  const parts = (list: readonly Part[]): Part[] =>
    list.filter(keep('part')).map((part) => ({
      ...part,
      props: props(part.props),
      links: links(part.links),
      parts: parts(part.parts),
    }));
  const params = (list: readonly Param[]): Param[] =>
    list
      .filter(keep('param'))
      .map((param) => ({ ...param, props: props(param.props), links: links(param.links) }));
  const inner = (one: Control): Control => ({
    ...one,
    params: params(one.params),
    props: props(one.props),
    links: links(one.links),
    parts: parts(one.parts),
    controls: one.controls.filter(keep('control')).map(inner),
  });
  return inner(control);
}
