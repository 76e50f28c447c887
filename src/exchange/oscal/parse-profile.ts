import { asRecord } from '../../core/data.ts';
import { didYouMean } from '../../core/suggest.ts';
import type { OscalDocument } from './document.ts';
import { entriesOf, idOf, notText, textOf, type Entry } from './fields.ts';
import type { Fault } from './faults.ts';
import { isWhole } from './is-whole.ts';
import { deepest, parseLinks, parseParam, parseParams, parseParts, parseProps } from './parse-content.ts';
import {
  positions,
  type Addition,
  type Alteration,
  type Combine,
  type CustomGroup,
  type Import,
  type InsertControls,
  type Position,
  type Profile,
  type Removal,
  type Selection,
  type Setting,
  type Statement,
  type Structure,
} from './profile.ts';

/** Parses the body of a profile; `null` when it cannot be resolved as it is written. */
export function parseProfile(document: OscalDocument, fault: Fault): Profile | null {
  const { file, root, metadata, resources } = document;
  const structure = parseStructure(root, file, fault);
  const imports = parseImports(root, fault);
  if (imports.length === 0 && isWhole(root.data)) {
    fault(
      'oscal/import',
      root.path,
      'the profile imports nothing',
      'add `imports` with the catalog it selects from',
    );
    return null;
  }
  if (structure === null) return null;
  const modify = childOf(root, 'modify', fault);
  const profile: Profile = {
    type: 'profile',
    file,
    metadata,
    imports,
    combine: parseCombine(root, fault),
    structure,
    settings: modify ? parseSettings(modify, file, fault) : [],
    alterations: modify ? parseAlterations(modify, file, fault) : [],
    resources,
  };
  return isWhole(root.data) ? profile : null;
}

/** An object of a document, when it has it. */
function childOf({ data, path }: Entry, name: string, fault: Fault): Entry | null {
  if (data[name] === undefined) return null;
  const record = asRecord(data[name]);
  if (!record) {
    fault(
      'oscal/invalid',
      [...path, name],
      `\`${name}\` has to be an object`,
      'write it as OSCAL’s JSON reference shows',
    );
  }
  return record && { data: record, path: [...path, name] };
}

const parseImports = (root: Entry, fault: Fault): Import[] =>
  entriesOf(root, 'imports', fault).flatMap((entry) => {
    const href = textOf(entry.data, 'href');
    if (href === null) {
      fault('oscal/import', entry.path, 'an import has no `href`', 'name the catalog or profile it imports');
      return [];
    }
    return [{ href, path: entry.path, ...parseSelection(entry, fault) }];
  });

function parseSelection(entry: Entry, fault: Fault): Selection {
  const all = entry.data['include-all'] !== undefined;
  const include = parseStatements(entry, 'include-controls', fault);
  if (!all && entry.data['include-controls'] === undefined) {
    fault(
      'oscal/invalid',
      entry.path,
      'neither `include-all` nor `include-controls` is given, so nothing is selected',
      'add `"include-all": {}`, or list what to include',
    );
  }
  if (all && entry.data['include-controls'] !== undefined) {
    fault(
      'oscal/invalid',
      [...entry.path, 'include-controls'],
      '`include-all` stands beside `include-controls`, so all controls are selected',
      'keep one of the two',
    );
  }
  return { all, include, exclude: parseStatements(entry, 'exclude-controls', fault) };
}

const parseStatements = (entry: Entry, name: string, fault: Fault): Statement[] =>
  entriesOf(entry, name, fault).map((one) => {
    const { data, path } = one;
    for (const option of ['with-child-controls', 'with-parent-controls']) {
      const stated = textOf(data, option);
      if (stated !== null && stated !== 'yes' && stated !== 'no') {
        fault('oscal/invalid', [...path, option], `\`${option}\` is \`${stated}\``, 'write `yes` or `no`');
      }
    }
    const ids = data['with-ids'];
    if (ids !== undefined && !Array.isArray(ids)) {
      fault(
        'oscal/invalid',
        [...path, 'with-ids'],
        '`with-ids` has to be a list',
        'write `"with-ids": [ … ]`',
      );
    }
    if (ids === undefined && data['matching'] === undefined) {
      fault(
        'oscal/invalid',
        path,
        `an entry of \`${name}\` names no control`,
        'add `with-ids` or `matching`, or take the entry out',
      );
    }
    return {
      ids: (Array.isArray(ids) ? ids : []).flatMap((id: unknown, i) => {
        const at = [...path, 'with-ids', i];
        if (typeof id === 'string') return [{ id, path: at }];
        notText(at, 'an entry of `with-ids`', id, fault);
        return [];
      }),
      patterns: entriesOf(one, 'matching', fault).map((match) => ({
        pattern: textOf(match.data, 'pattern') ?? '',
        path: match.path,
      })),
      children: textOf(data, 'with-child-controls') === 'yes',
      parents: textOf(data, 'with-parent-controls') !== 'no',
    };
  });

/** What `merge` says of controls with one id; without it they are kept, as the specification has it. */
function parseCombine(root: Entry, fault: Fault): Combine {
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
function parseStructure(root: Entry, file: string, fault: Fault): Structure | null {
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

const parseSettings = (modify: Entry, file: string, fault: Fault): Setting[] =>
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

const parseAlterations = (modify: Entry, file: string, fault: Fault): Alteration[] =>
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
