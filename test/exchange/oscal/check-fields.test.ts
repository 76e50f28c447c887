// The fields of OSCAL's objects against NIST's schemas, and what a catalog says beyond them.
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { fieldsOf } from '../../../src/exchange/oscal/check-fields.ts';
import { absent, schemaFolder } from './export-support.ts';
import { catalog, control, read, said } from './read-support.ts';

interface Schema {
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  definitions?: Record<string, Schema>;
}

/** Every property an object may have, over the choices that a schema leaves. */
const propertiesOf = (schema: Schema): Record<string, Schema> =>
  Object.assign({}, schema.properties, ...(schema.anyOf ?? []).map((one) => propertiesOf(one)));

const hasSchemas = fs.existsSync(schemaFolder);

test.skipIf(!hasSchemas)(`every object has the fields of NIST’s schemas (${absent})`, () => {
  const schemaOf = (model: string, name: string): Schema => {
    const file = path.join(schemaFolder, `oscal_${model}_schema.json`);
    const { definitions = {} } = JSON.parse(fs.readFileSync(file, 'utf8')) as Schema;
    return definitions[`oscal-${model}-oscal-${name}`]!;
  };
  const inside = (schema: Schema, ...names: string[]): Schema =>
    names.reduce((now, name) => propertiesOf(now.items ?? now)[name]!, schema);
  const parameter = schemaOf('catalog', 'control-common:parameter');
  const merge = schemaOf('profile', 'profile:merge');
  const modify = schemaOf('profile', 'profile:modify');
  const schemas: Record<keyof typeof fieldsOf, Schema> = {
    catalog: schemaOf('catalog', 'catalog:catalog'),
    profile: schemaOf('profile', 'profile:profile'),
    group: schemaOf('catalog', 'catalog:group'),
    'custom group': schemaOf('profile', 'profile:group'),
    control: schemaOf('catalog', 'catalog:control'),
    parameter,
    constraint: schemaOf('catalog', 'control-common:parameter-constraint'),
    guideline: schemaOf('catalog', 'control-common:parameter-guideline'),
    choice: schemaOf('catalog', 'control-common:parameter-selection'),
    part: schemaOf('catalog', 'control-common:part'),
    property: schemaOf('catalog', 'metadata:property'),
    link: schemaOf('catalog', 'metadata:link'),
    import: schemaOf('profile', 'profile:import'),
    selection: schemaOf('profile', 'control-common:select-control-by-id'),
    pattern: schemaOf('profile', 'control-common:matching'),
    merge,
    combination: inside(merge, 'combine'),
    'custom structure': inside(merge, 'custom'),
    insertion: schemaOf('profile', 'profile:insert-controls'),
    modify,
    setting: inside(modify, 'set-parameters'),
    alteration: inside(modify, 'alters'),
    removal: inside(modify, 'alters', 'removes'),
    addition: inside(modify, 'alters', 'adds'),
  };
  for (const [shape, schema] of Object.entries(schemas)) {
    const theirs = Object.keys(propertiesOf(schema.items ?? schema)).filter((name) => name !== 'remarks');
    const ours = Object.keys(fieldsOf[shape as keyof typeof fieldsOf]);
    // Read besides: what the specification of profile resolution has and the schema leaves out.
    expect([
      shape,
      ...ours.filter((name) => name !== 'with-parent-controls' && name !== 'method').sort(),
    ]).toEqual([shape, ...theirs.sort()]);
  }
});

test('what a publisher adds to every control is said once, and a misspelt list is not passed over', () => {
  const groups = [
    { id: 'a', title: 'A', controls: [control('a-1', { level: 'low' }), control('a-2', { level: 'high' })] },
    { id: 'b', title: 'B', control: [control('b-1')] },
  ];
  expect(said(read({ 'c.json': catalog({ groups }) }, 'c.json'))).toEqual([
    'c.json#/catalog/groups/0/controls/0/level oscal/invalid `level` is no field of a control in OSCAL, and is not read, here and in 1 more → take it out; what OSCAL has no field for is a property in `props`',
    'c.json#/catalog/groups/1/control oscal/invalid `control` is no field of a group in OSCAL, and is not read → did you mean `controls`?',
  ]);
});
