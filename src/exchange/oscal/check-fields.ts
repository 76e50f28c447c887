import { asRecord } from '../../core/data.ts';
import type { Path } from '../../core/place.ts';
import { didYouMean } from '../../core/suggest.ts';
import type { Entry } from './fields.ts';
import type { Fault } from './faults.ts';
import { deepest } from './parse-content.ts';

/** The objects of catalogs and profiles that are read. */
type Shape =
  | 'catalog'
  | 'profile'
  | 'group'
  | 'custom group'
  | 'control'
  | 'parameter'
  | 'constraint'
  | 'guideline'
  | 'choice'
  | 'part'
  | 'property'
  | 'link'
  | 'import'
  | 'selection'
  | 'pattern'
  | 'merge'
  | 'combination'
  | 'custom structure'
  | 'insertion'
  | 'modify'
  | 'setting'
  | 'alteration'
  | 'removal'
  | 'addition';

/** A field that holds objects, with what they are; `null` is a field whose inside is not looked at here. */
type Fields = Readonly<Record<string, Shape | null>>;

const plain = (...names: string[]): Fields => Object.fromEntries(names.map((name) => [name, null]));

const described: Fields = { params: 'parameter', props: 'property', links: 'link', parts: 'part' };
const selecting: Fields = {
  ...plain('include-all'),
  'include-controls': 'selection',
  'exclude-controls': 'selection',
};
const parameter: Fields = {
  ...plain('class', 'depends-on', 'label', 'usage', 'values'),
  props: 'property',
  links: 'link',
  constraints: 'constraint',
  guidelines: 'guideline',
  select: 'choice',
};

/**
 * The fields of each object. `remarks`, which says nothing to a machine, may stand anywhere.
 * Source: NIST OSCAL 1.2.1, JSON Schemas of catalog and profile; `with-parent-controls` and `method` from profile
 * resolution.
 */
export const fieldsOf: Readonly<Record<Shape, Fields>> = {
  catalog: {
    ...plain('uuid', 'metadata', 'back-matter'),
    params: 'parameter',
    controls: 'control',
    groups: 'group',
  },
  profile: {
    ...plain('uuid', 'metadata', 'back-matter'),
    imports: 'import',
    merge: 'merge',
    modify: 'modify',
  },
  group: { ...plain('id', 'class', 'title'), ...described, groups: 'group', controls: 'control' },
  'custom group': {
    ...plain('id', 'class', 'title'),
    ...described,
    groups: 'custom group',
    'insert-controls': 'insertion',
  },
  control: { ...plain('id', 'class', 'title'), ...described, controls: 'control' },
  parameter: { ...plain('id'), ...parameter },
  constraint: plain('description', 'tests'),
  guideline: plain('prose'),
  choice: plain('how-many', 'choice'),
  part: {
    ...plain('id', 'name', 'ns', 'class', 'title', 'prose'),
    props: 'property',
    links: 'link',
    parts: 'part',
  },
  property: plain('name', 'uuid', 'ns', 'value', 'class', 'group'),
  link: plain('href', 'rel', 'media-type', 'resource-fragment', 'text'),
  import: { ...plain('href'), ...selecting },
  selection: {
    ...plain('with-ids', 'with-child-controls', 'with-parent-controls'),
    matching: 'pattern',
  },
  pattern: plain('pattern'),
  merge: { ...plain('flat', 'as-is'), combine: 'combination', custom: 'custom structure' },
  combination: plain('method'),
  'custom structure': { groups: 'custom group', 'insert-controls': 'insertion' },
  insertion: { ...plain('order'), ...selecting },
  modify: { 'set-parameters': 'setting', alters: 'alteration' },
  setting: { ...plain('param-id'), ...parameter },
  alteration: { ...plain('control-id'), removes: 'removal', adds: 'addition' },
  removal: plain('by-name', 'by-class', 'by-id', 'by-item-name', 'by-ns'),
  addition: { ...plain('position', 'by-id', 'title'), ...described },
};

/** What stands alone; everything else stands in a list, and what is none has its finding from parsing. */
const alone: readonly Shape[] = ['choice', 'merge', 'combination', 'custom structure', 'modify'];

/**
 * Says which fields of a catalog or a profile OSCAL does not have. A misspelt one is as good as left out, and a
 * control would come or go with it in silence. Each is said once for all objects of its sort, where it stands first:
 * what a publisher adds to every control is one fault and not a thousand.
 */
export function checkFields(root: Entry, type: 'catalog' | 'profile', fault: Fault): void {
  const found = new Map<string, { shape: Shape; name: string; path: Path; more: number }>();
  const check = (value: unknown, shape: Shape, path: Path, depth: number): void => {
    if (Array.isArray(value)) {
      value.forEach((one, i) => check(one, shape, [...path, i], depth));
      return;
    }
    const record = asRecord(value);
    // Nesting without end has its finding from parsing.
    if (record === null || depth > 2 * deepest) return;
    const fields = fieldsOf[shape];
    for (const [name, inside] of Object.entries(record)) {
      if (Object.hasOwn(fields, name)) {
        const below = fields[name] ?? null;
        if (below !== null && Array.isArray(inside) !== alone.includes(below))
          check(inside, below, [...path, name], depth + 1);
      } else if (name !== 'remarks') {
        const key = `${shape}\n${name}`;
        const first = found.get(key);
        if (first) first.more += 1;
        else found.set(key, { shape, name, path: [...path, name], more: 0 });
      }
    }
  };
  check(root.data, type, root.path, 0);
  for (const { shape, name, path, more } of found.values()) {
    const others = more === 0 ? '' : `, here and in ${more} more`;
    fault(
      'oscal/invalid',
      path,
      `\`${name}\` is no field of a${/^[aeiou]/.test(shape) ? 'n' : ''} ${shape} in OSCAL, and is not read${others}`,
      didYouMean(name, Object.keys(fieldsOf[shape])) ??
        (Object.hasOwn(fieldsOf[shape], 'props')
          ? 'take it out; what OSCAL has no field for is a property in `props`'
          : 'take it out'),
    );
  }
}
