import { alter } from './alter.ts';
import type { Control, Group, Param } from './model.ts';
import type { Merged } from './merge.ts';
import type { Alteration, Setting } from './profile.ts';

/**
 * Sets parameters and alters controls. Nothing given is changed; settings are applied in the sequence of the profile.
 * Source: OSCAL profile resolution, “Modify Phase”.
 */
export function modify(
  merged: Merged,
  settings: readonly Setting[],
  alterations: readonly Alteration[],
): Merged {
  if (settings.length === 0 && alterations.length === 0) return merged;
  const byParam = Map.groupBy(settings, ({ param }) => param.id);
  const byControl = Map.groupBy(alterations, (one) => one.control);
  const params = (list: readonly Param[]): Param[] =>
    list.map((one) => setParam(one, byParam.get(one.id) ?? []));
  const control = (one: Control): Control => {
    const own = byControl.get(one.id);
    const altered = own ? alter(one, own) : one;
    return { ...altered, params: params(altered.params), controls: altered.controls.map(control) };
  };
  const group = (one: Group): Group => ({
    ...one,
    params: params(one.params),
    controls: one.controls.map(control),
    groups: one.groups.map(group),
  });
  return {
    params: params(merged.params),
    controls: merged.controls.map(control),
    groups: merged.groups.map(group),
  };
}

/**
 * A parameter with settings applied: label, usage, class, values and choice are replaced, where written; properties,
 * links, constraints and guidelines are added. Values and a choice exclude each other, so the later one stands.
 */
function setParam(param: Param, settings: readonly Setting[]): Param {
  return settings.reduce<Param>(
    (now, { param: set, has }) => ({
      ...now,
      class: set.class ?? now.class,
      label: set.label ?? now.label,
      usage: set.usage ?? now.usage,
      values: has.values ? set.values : has.select ? [] : now.values,
      select: has.select ? set.select : has.values ? null : now.select,
      constraints: [...now.constraints, ...set.constraints],
      guidelines: [...now.guidelines, ...set.guidelines],
      props: [...now.props, ...set.props],
      links: [...now.links, ...set.links],
    }),
    param,
  );
}
