import { asRecord } from '../../core/data.ts';
import { didYouMean } from '../../core/suggest.ts';
import type { Fault } from './faults.ts';
import { childOf, entriesOf, idOf, textOf, type Entry } from './fields.ts';
import { deepest, parseLinks, parseParams, parseParts, parseProps } from './parse-content.ts';
import { parseSelection } from './parse-selection.ts';
import type { Combine, CustomGroup, InsertControls, Structure } from './profile.ts';

/** What `merge` says of controls with one id; without it they are kept, as the specification has it. */
export function parseCombine(root: Entry, fault: Fault): Combine {
  const merge = asRecord(root.data['merge']);
  const combine = merge && childOf({ data: merge, path: [...root.path, 'merge'] }, 'combine', fault);
  const method = combine && textOf(combine.data, 'method');
  if (method === null || method === 'keep') return 'keep';
  if (method !== 'use-first') {
    fault(
      'oscal/invalid',
      [...root.path, 'merge', 'combine', 'method'],
      method === 'merge'
        ? 'the method `merge` is deprecated and its result is not defined; the first definition is used'
        : `there is no method \`${method}\` of combining; the first definition is used`,
      'write `use-first` or `keep`',
    );
  }
  return 'use-first';
}

/** The structuring directive; `flat` when there is none, `null` when there are several. */
export function parseStructure(root: Entry, file: string, fault: Fault): Structure | null {
  const merge = childOf(root, 'merge', fault);
  if (!merge) return { type: 'flat' };
  const { data, path } = merge;
  const asIs = data['as-is'];
  if (asIs !== undefined && typeof asIs !== 'boolean' && asIs !== 'true' && asIs !== 'false') {
    fault(
      'oscal/invalid',
      [...path, 'as-is'],
      '`as-is` has to be `true` or `false`',
      'write `"as-is": true` to keep the structure of the source, or leave it out',
    );
    return null;
  }
  const given = [
    data['flat'] !== undefined && data['flat'] !== false ? 'flat' : null,
    asIs === true || asIs === 'true' ? 'as-is' : null,
    data['custom'] !== undefined ? 'custom' : null,
  ].filter((one) => one !== null);
  if (given.length > 1) {
    fault(
      'oscal/invalid',
      path,
      `\`merge\` has ${given.map((one) => `\`${one}\``).join(' and ')}; a profile is structured in one way`,
      'keep one of them',
    );
    return null;
  }
  if (given[0] === 'as-is') return { type: 'as-is' };
  const custom = given[0] === 'custom' ? childOf(merge, 'custom', fault) : null;
  if (!custom) return { type: 'flat' };
  return {
    type: 'custom',
    groups: parseGroups(custom, file, fault),
    inserts: parseInserts(custom, fault),
  };
}

function parseGroups(parent: Entry, file: string, fault: Fault, depth = 0): CustomGroup[] {
  if (depth > deepest) {
    fault('oscal/invalid', parent.path, 'groups are nested too deeply', `nest them ${deepest} deep at most`);
    return [];
  }
  return entriesOf(parent, 'groups', fault).map((entry) => ({
    id: idOf(entry, 'group', fault),
    class: textOf(entry.data, 'class'),
    title: textOf(entry.data, 'title'),
    params: parseParams(entry, file, fault),
    props: parseProps(entry, fault),
    links: parseLinks(entry, fault),
    parts: parseParts(entry, file, fault),
    groups: parseGroups(entry, file, fault, depth + 1),
    inserts: parseInserts(entry, fault),
    path: entry.path,
  }));
}

const orders = ['keep', 'ascending', 'descending'] as const;

const parseInserts = (parent: Entry, fault: Fault): InsertControls[] =>
  entriesOf(parent, 'insert-controls', fault).map((entry) => {
    const stated = textOf(entry.data, 'order') ?? 'keep';
    const order = orders.find((one) => one === stated);
    if (!order) {
      fault(
        'oscal/invalid',
        [...entry.path, 'order'],
        `there is no order \`${stated}\`; the controls keep theirs`,
        didYouMean(stated, orders) ?? 'write `keep`, `ascending` or `descending`',
      );
    }
    return { order: order ?? 'keep', path: entry.path, ...parseSelection(entry, fault) };
  });
