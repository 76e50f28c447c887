// Parameters, properties, links and parts: what groups, controls and the additions of a profile are made of.
import { asRecord } from '../../core/data.ts';
import { entriesOf, idOf, textOf, textsOf, type Entry } from './fields.ts';
import type { Fault } from './faults.ts';
import type { Link, Param, Part, Prop } from './model.ts';

/** How deep groups, controls and parts may stand in each other; published catalogues need six. */
export const deepest = 60;

/** Parses properties; one without a name says nothing and is passed over. */
export const parseProps = (entry: Entry, fault: Fault): Prop[] =>
  entriesOf(entry, 'props', fault).flatMap(({ data }) => {
    const name = textOf(data, 'name');
    return name === null
      ? []
      : [{ name, value: textOf(data, 'value') ?? '', ns: textOf(data, 'ns'), class: textOf(data, 'class') }];
  });

/** Parses the links of a holder; one without an `href` is left out. */
export const parseLinks = (entry: Entry, fault: Fault): Link[] =>
  entriesOf(entry, 'links', fault).flatMap(({ data }) => {
    const href = textOf(data, 'href');
    return href === null ? [] : [{ href, rel: textOf(data, 'rel'), text: textOf(data, 'text') }];
  });

/** Parses the parameters of a holder; one without an id is said and left out. */
export const parseParams = (entry: Entry, file: string, fault: Fault): Param[] =>
  entriesOf(entry, 'params', fault).flatMap((one) => {
    const id = idOf(one, 'parameter', fault, 'give it the id that texts insert it by');
    return id === null ? [] : [parseParam(one, id, file, fault)];
  });

/** Parses the body of a parameter, or of a setting of one. */
export function parseParam(entry: Entry, id: string, file: string, fault: Fault): Param {
  const { data, path } = entry;
  const select = asRecord(data['select']);
  const choices = select ? textsOf({ data: select, path: [...path, 'select'] }, 'choice', fault) : [];
  const described = (name: string, key: string): string[] =>
    entriesOf(entry, name, fault).flatMap((one) => textOf(one.data, key) ?? []);
  return {
    id,
    class: textOf(data, 'class'),
    label: textOf(data, 'label'),
    values: textsOf(entry, 'values', fault),
    select: select && { how_many: textOf(select, 'how-many'), choices },
    constraints: described('constraints', 'description'),
    guidelines: described('guidelines', 'prose'),
    usage: textOf(data, 'usage'),
    props: parseProps(entry, fault),
    links: parseLinks(entry, fault),
    at: { file, path },
  };
}

/** Parses the parts of a holder and those below them; nesting beyond `deepest` is said, and left out. */
export function parseParts(entry: Entry, file: string, fault: Fault, depth = 0): Part[] {
  if (depth > deepest) {
    fault('oscal/invalid', entry.path, 'parts are nested too deeply', `nest them ${deepest} deep at most`);
    return [];
  }
  return entriesOf(entry, 'parts', fault).map((one) => ({
    id: idOf(one, 'part', fault),
    name: textOf(one.data, 'name') ?? '',
    ns: textOf(one.data, 'ns'),
    class: textOf(one.data, 'class'),
    title: textOf(one.data, 'title'),
    prose: textOf(one.data, 'prose'),
    props: parseProps(one, fault),
    links: parseLinks(one, fault),
    parts: parseParts(one, file, fault, depth + 1),
    at: { file, path: one.path },
  }));
}
