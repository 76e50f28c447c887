import type { Artefact } from '../../core/artefact.ts';
import { componentTypes, fitsProp, propWords } from '../../core/component.ts';
import type { ComponentUse } from '../../core/document.ts';
import { ofSystem } from '../../core/once.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { defineRule, type RuleFinding } from '../../core/rule.ts';
import { didYouMean, suggest } from '../../core/suggest.ts';
import { incomparable } from '../../evidence/baseline.ts';
import { besideHeld, heldAt } from '../../evidence/claims.ts';
import { code } from '../../kinds/words.ts';
import { notInFile } from '../chart-names.ts';

export const rule = defineRule({
  id: 'content/property',
  severity: 'error',
  what: 'A component in prose has a property it does not know, lacks one it needs, or names what is not there.',
  why: 'A misspelt property would silently draw something else than was meant: another figure, or none, where a reviewer looks for proof.',
  fix: 'Correct the property; the guide lists those of each component.',
  *check(portfolio) {
    for (const artefact of portfolio.artefacts) {
      for (const use of artefact.body?.components ?? []) yield* faultsOf(use, artefact, portfolio);
    }
  },
});

function* faultsOf(use: ComponentUse, artefact: Artefact, portfolio: Portfolio): Generator<RuleFinding> {
  const type = componentTypes[use.name];
  if (!type) return;
  const about = (message: string, detail: string, fix: string): RuleFinding => ({
    message,
    at: use.place,
    subject: artefact.id,
    detail: `${use.name} ${detail}`,
    fix,
  });
  const known = Object.keys(type.props);
  for (const [name, value] of Object.entries(use.props)) {
    const prop = Object.hasOwn(type.props, name) ? type.props[name] : undefined;
    if (prop === undefined) {
      const near = nearOf(name, known);
      const fix = near === null ? `use ${known.map(code).join(', ')}` : `did you mean ${code(near)}?`;
      yield about(`${code(use.name)} has no property ${code(name)}`, name, fix);
    } else if (!fitsProp(value, prop)) {
      const fix = typeof value === 'string' && prop.values ? didYouMean(value, prop.values) : undefined;
      const message = `${code(name)} of ${code(use.name)} must be ${propWords(prop)}; it is ${code(JSON.stringify(value))}`;
      yield about(message, name, fix ?? `write ${propWords(prop)}`);
    }
  }
  for (const names of type.needs) {
    if (names.some((name) => use.props[name] !== undefined)) continue;
    // A property that is there under a misspelt name, or with a value that is not read, has its finding.
    if (use.refused?.some((name) => name === '...' || names.includes(name))) continue;
    if (Object.keys(use.props).some((name) => !known.includes(name) && isMeant(names, name, known))) continue;
    const needed = names.map(code).join(' or ');
    yield about(`${code(use.name)} needs ${needed}`, `needs ${names.join(' ')}`, `state ${needed}`);
  }
  yield* strangers(use, artefact, portfolio, about);
}

/** Whether a name that is none was taken to be meant for one of some names. */
const isMeant = (names: readonly string[], name: string, known: readonly string[]): boolean => {
  const near = nearOf(name, known);
  return near !== null && names.includes(near);
};

/** Names under which components take evidence: who mistakes one for the other has misspelt none. */
const forEvidence = ['evidence', 'of'];

/** The property that a name was probably meant for. */
const nearOf = (name: string, known: readonly string[]): string | null =>
  suggest(name, known) ??
  (forEvidence.includes(name) ? (known.find((one) => forEvidence.includes(one)) ?? null) : null);

/** Features, batches, series and frameworks that a component names and that do not exist. */
function* strangers(
  use: ComponentUse,
  artefact: Artefact,
  portfolio: Portfolio,
  about: (message: string, detail: string, fix: string) => RuleFinding,
): Generator<RuleFinding> {
  const missing = (what: string, name: string, ids: readonly string[]): RuleFinding =>
    about(
      `${code(use.name)} names the ${what} ${code(name)}, and there is none of that name`,
      `${what} ${name}`,
      didYouMean(name, ids) ?? `name one of ${ids.slice(0, 8).map(code).join(', ')}`,
    );
  const { feature, only, framework, system } = use.props;
  if (use.name === 'DriftChart' && typeof feature === 'string') {
    const read = [...new Set(ofSystem(portfolio.drift, artefact.system).map((row) => row.feature))];
    if (read.length > 0 && !read.includes(feature)) yield missing('feature', feature, read);
  }
  if (use.name === 'Features' && Array.isArray(only)) {
    const names = ofSystem(portfolio.items, artefact.system)
      .filter((item) => item.kind === 'feature')
      .map((item) => item.local);
    for (const name of only) if (typeof name === 'string' && !names.includes(name)) yield missing('feature', name, names);
  }
  yield* notInFile(use, artefact, portfolio, { missing, about });
  if (use.name === 'Metric') yield* notBeside(use, artefact, portfolio, about);
  if (use.name === 'Matrix' && typeof framework === 'string') {
    const ids = portfolio.catalogues.map((catalogue) => catalogue.id);
    if (!ids.includes(framework)) yield missing('framework', framework, ids);
  }
  if (use.name === 'Matrix' && typeof system === 'string' && !portfolio.index.systems.has(system)) {
    yield missing('system', system, [...portfolio.index.systems.keys()]);
  }
}

/** An interval or a baseline that a number in prose asks for and that is not there, or cannot be compared. */
function* notBeside(
  use: ComponentUse,
  artefact: Artefact,
  portfolio: Portfolio,
  about: (message: string, detail: string, fix: string) => RuleFinding,
): Generator<RuleFinding> {
  const { of, interval, baseline } = use.props;
  for (const [name, asked] of [
    ['interval', interval === true],
    ['baseline', baseline !== undefined],
  ] as const) {
    if (!asked || typeof of === 'string') continue;
    yield about(`${code(name)} of \`Metric\` needs \`of\`: an author’s claim has none`, name, 'state `of`');
  }
  if (typeof of !== 'string') return;
  const held = heldAt(of, artefact.system, portfolio);
  // What leads nowhere has its finding, and nothing stands beside it.
  if (held.value === undefined) return;
  if (interval === true && (besideHeld(held, 'ci_lower') === null || besideHeld(held, 'ci_upper') === null)) {
    yield about(
      `${code(of)} has no interval in its file: no \`ci_lower\` and \`ci_upper\` stand beside it`,
      `interval ${of}`,
      'compute the interval, or leave `interval` out',
    );
  }
  if (typeof baseline !== 'string') return;
  const other = heldAt(baseline, artefact.system, portfolio);
  // Evidence that does not exist is a dangling reference.
  if (other.evidence === null) return;
  const unread = other.evidence.schema !== null && other.evidence.content === null;
  if (unread) return;
  const why = incomparable(held, other);
  if (why === null) return;
  const isNumber = typeof other.value === 'number' && typeof held.value === 'number';
  yield about(
    isNumber
      ? `${code(of)} ${why} (${code(baseline)})`
      : `${code(baseline)} is no number that ${code(of)} can be compared with`,
    `baseline ${baseline}`,
    isNumber
      ? 'compare figures of one measure and one unit'
      : 'name a number in evidence of one of Casebook’s shapes',
  );
}
