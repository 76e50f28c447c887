import { didYouMean } from '../../core/suggest.ts';
import type { FieldSpot } from '../../core/place.ts';
import type { Fault } from './faults.ts';
import { insertionsOf, textsOfParam } from './insert.ts';
import { controlsOf, groupsOf, type OscalCatalog, type Param, type Part } from './model.ts';

/**
 * Says which texts of one file insert a parameter that is not there, or have braces that insert nothing, and which
 * parameters lead back to themselves.
 * @param set what a profile sets parameters to: the parameters themselves stand in its sources.
 */
export function checkInserts(
  catalog: Pick<OscalCatalog, 'params' | 'controls' | 'groups'>,
  file: string,
  params: ReadonlyMap<string, Param>,
  fault: Fault,
  set: readonly Param[] = [],
): void {
  const check = (text: string | null, at: FieldSpot, field: string | null): void => {
    if (text === null || at.file !== file || !/\{\{|\}\}/.test(text)) return;
    const { params: named, isMalformed } = insertionsOf(text);
    const spot = { file, path: field === null ? at.path : [...at.path, field] };
    for (const id of new Set(named.filter((one) => !params.has(one)))) {
      fault(
        'oscal/invalid',
        spot,
        `the text inserts the parameter \`${id}\`, and there is none of that id`,
        didYouMean(id, params.keys()) ?? 'correct the id, or add the parameter',
      );
    }
    if (isMalformed) {
      fault(
        'oscal/invalid',
        spot,
        'braces in the text insert no parameter, and are left out',
        'write an insertion as `{{ insert: param, <id> }}`',
      );
    }
  };
  const inParts = (parts: readonly Part[]): void => {
    for (const part of parts) {
      check(part.title, part.at, 'title');
      check(part.prose, part.at, 'prose');
      inParts(part.parts);
    }
  };
  const inParams = (list: readonly Param[]): void => {
    for (const param of list) {
      for (const text of textsOfParam(param)) check(text, param.at, null);
      if (param.at.file === file && isCircular(param, params)) {
        fault(
          'oscal/invalid',
          param.at,
          `the parameter \`${param.id}\` inserts, through others, itself`,
          'take one of the insertions out',
        );
      }
    }
  };
  inParams(catalog.params);
  inParams(set);
  for (const one of [...groupsOf(catalog), ...controlsOf(catalog)]) {
    check(one.title, one.at, 'title');
    inParams(one.params);
    inParts(one.parts);
  }
}

/** Whether the texts of a parameter insert it again. */
function isCircular(param: Param, params: ReadonlyMap<string, Param>): boolean {
  const met = new Set<string>();
  const next = namedBy(param);
  for (let id = next.pop(); id !== undefined; id = next.pop()) {
    if (id === param.id) return true;
    const further = params.get(id);
    if (!further || met.has(id)) continue;
    met.add(id);
    next.push(...namedBy(further));
  }
  return false;
}

const namedBy = (param: Param): string[] => textsOfParam(param).flatMap((text) => insertionsOf(text).params);
