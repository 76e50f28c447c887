import { asRecord } from '../../core/data.ts';
import { didYouMean } from '../../core/suggest.ts';
import type { Fault } from './faults.ts';
import { entriesOf, textOf, type Entry } from './fields.ts';
import { parseLinks, parseParam, parseParams, parseParts, parseProps } from './parse-content.ts';
import {
  positions,
  type Addition,
  type Alteration,
  type Position,
  type Removal,
  type Setting,
} from './profile.ts';

/** Parses the parameters that a profile sets; a setting without `param-id` is said and left out. */
export const parseSettings = (modify: Entry, file: string, fault: Fault): Setting[] =>
  entriesOf(modify, 'set-parameters', fault).flatMap((entry) => {
    const id = textOf(entry.data, 'param-id');
    if (id === null) {
      fault('oscal/invalid', entry.path, 'a setting has no `param-id`', 'name the parameter it sets');
      return [];
    }
    const has = {
      values: Array.isArray(entry.data['values']),
      select: asRecord(entry.data['select']) !== null,
    };
    return [{ param: parseParam(entry, id, file, fault), has, path: entry.path }];
  });

/** Parses what a profile removes from and adds to controls; an alteration without `control-id` is said and left out. */
export const parseAlterations = (modify: Entry, file: string, fault: Fault): Alteration[] =>
  entriesOf(modify, 'alters', fault).flatMap((entry) => {
    const control = textOf(entry.data, 'control-id');
    if (control === null) {
      fault('oscal/invalid', entry.path, 'an alteration has no `control-id`', 'name the control it alters');
      return [];
    }
    const removes = entriesOf(entry, 'removes', fault).map((one) => parseRemoval(one, fault));
    const adds = entriesOf(entry, 'adds', fault).map((one) => parseAddition(one, file, fault));
    return [{ control, removes, adds, path: entry.path }];
  });

function parseRemoval({ data, path }: Entry, fault: Fault): Removal {
  const removal = {
    name: textOf(data, 'by-name'),
    class: textOf(data, 'by-class'),
    id: textOf(data, 'by-id'),
    item: textOf(data, 'by-item-name'),
    ns: textOf(data, 'by-ns'),
  };
  if (Object.values(removal).every((one) => one === null)) {
    fault(
      'oscal/invalid',
      path,
      'a removal says nothing of what to remove, and removes nothing',
      'add `by-id`, `by-name`, `by-class`, `by-ns` or `by-item-name`',
    );
  }
  return { ...removal, path };
}

function parseAddition(entry: Entry, file: string, fault: Fault): Addition {
  const { data, path } = entry;
  const stated = textOf(data, 'position') ?? 'ending';
  const position: Position | undefined = positions.find((one) => one === stated);
  if (!position) {
    fault(
      'oscal/invalid',
      [...path, 'position'],
      `there is no position \`${stated}\`; the addition stands at the end`,
      didYouMean(stated, positions) ?? `write ${positions.map((one) => `\`${one}\``).join(', ')}`,
    );
  }
  return {
    position: position ?? 'ending',
    target: textOf(data, 'by-id'),
    title: textOf(data, 'title'),
    params: parseParams(entry, file, fault),
    props: parseProps(entry, fault),
    links: parseLinks(entry, fault),
    parts: parseParts(entry, file, fault),
    path,
  };
}
