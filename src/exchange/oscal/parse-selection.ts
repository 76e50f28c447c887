import type { Fault } from './faults.ts';
import { entriesOf, notText, textOf, type Entry } from './fields.ts';
import type { Selection, Statement } from './profile.ts';

/**
 * Parses which controls an import or an insertion takes: all, or those that statements name, less those excluded.
 * Source: OSCAL profile model, `include-all`, `include-controls`, `exclude-controls`.
 */
export function parseSelection(entry: Entry, fault: Fault): Selection {
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
