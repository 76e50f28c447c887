import { asRecord, asTexts } from '../../core/data.ts';
import { spotOf } from '../../core/artefact.ts';
import type { Path } from '../../core/place.ts';
import { defineRule, type Rule } from '../../core/rule.ts';
import { typeAt } from '../../core/schema.ts';
import { didYouMean } from '../../core/suggest.ts';
import { schemaOf } from '../../kinds/envelope.ts';
import { kinds } from '../../kinds/index.ts';
import { code } from '../../kinds/words.ts';

/**
 * The rule over the names a policy uses. It has to know every rule's id, its own among them, so the index makes
 * it from them.
 */
export const unknownName = (ruleIds: () => readonly string[]): Rule =>
  defineRule({
    id: 'policy/unknown-name',
    severity: 'error',
    what: 'The policy names a rule, a kind or a field that does not exist.',
    why: 'A policy is a promise about what is demanded. A misspelt name in it is without effect, and nobody would notice what is no longer asked for.',
    fix: 'Correct the name: rules as in the rule reference, kinds as in file names, fields as `kind.field`.',
    *check(portfolio) {
      const file = portfolio.records.find((record) => record.kind === 'portfolio');
      const policy = asRecord(file?.data['policy']);
      if (!file || !policy) return;
      const names = kinds.map((kind) => kind.name);
      const about = (path: Path, what: string, name: string, known: readonly string[], part?: 'key') => ({
        message: `the policy names the ${what} ${code(name)}, and there is none of that name`,
        at: spotOf(file, ['policy', ...path], part),
        subject: file.id,
        detail: `${what} ${name}`,
        fix: didYouMean(name, known) ?? `correct the name, or remove it`,
      });
      for (const rule of Object.keys(asRecord(policy['severities']) ?? {})) {
        if (!ruleIds().includes(rule)) yield about(['severities', rule], 'rule', rule, ruleIds(), 'key');
      }
      for (const [tier, demands] of Object.entries(asRecord(policy['tiers']) ?? {})) {
        const stated = asRecord(demands) ?? {};
        for (const [i, kind] of asTexts(stated['kinds']).entries()) {
          if (!names.includes(kind)) yield about(['tiers', tier, 'kinds', i], 'kind', kind, names);
        }
        for (const list of ['also', 'except']) {
          for (const [i, field] of asTexts(stated[list]).entries()) {
            if (!isField(field)) yield about(['tiers', tier, list, i], 'field', field, fieldsOf(field));
          }
        }
      }
    },
  });

/** Splits `kind.path.to.field`. */
function split(name: string): { kind: (typeof kinds)[number] | undefined; path: string[] } {
  const [kind = '', ...path] = name.split('.');
  return { kind: kinds.find((one) => one.name === kind), path };
}

/** Whether a name leads to a field of a kind's schema; list positions are left out of it. */
function isField(name: string): boolean {
  const { kind, path } = split(name);
  if (!kind || path.length === 0) return false;
  // A list in the way stands for its rows.
  const walk = (steps: readonly (string | number)[], rest: readonly string[]): boolean => {
    if (rest.length === 0) return true;
    const next = [...steps, rest[0]!];
    if (typeAt(schemaOf(kind), next) !== null) return walk(next, rest.slice(1));
    return (
      typeAt(schemaOf(kind), [...steps, 0, rest[0]!]) !== null && walk([...steps, 0, rest[0]!], rest.slice(1))
    );
  };
  return walk([], path);
}

/** Names that could have been meant: the fields of the kind named, else those of every kind. */
function fieldsOf(name: string): string[] {
  const { kind } = split(name);
  return (kind ? [kind] : kinds).flatMap((one) =>
    Object.keys(schemaOf(one).shape).map((field) => `${one.name}.${field}`),
  );
}
