import { spotOf } from '../../core/artefact.ts';
import { startOf } from '../../core/place.ts';
import type { Portfolio, System } from '../../core/portfolio.ts';
import type { Kind } from '../../core/kind.ts';
import { defineRule } from '../../core/rule.ts';
import { demandedKinds } from '../demand.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'completeness/required-kind',
  severity: 'error',
  what: 'A system lacks an artefact that the policy asks for at its risk tier.',
  why: 'A board asks the same eight questions of every system of a tier. A missing document is an answer nobody has given yet, and a portfolio that lists the others as complete would hide it.',
  fix: 'Start the artefact with `casebook new <kind> --system <id>`, or correct the tier; what a tier asks for is set under `policy` in `portfolio.yaml`.',
  source: 'PRA SS1/23 Principle 1.3: requirements proportionate to the model’s tier',
  *check(portfolio) {
    const kinds = new Map(portfolio.kinds.map((kind) => [kind.name, kind]));
    for (const system of portfolio.systems) {
      const profile = kinds.get('system');
      // Without it nothing is asked of the system, and nothing would be missing.
      if (system.profile === null && profile !== undefined && !isUnreadable(portfolio, system, profile))
        yield {
          message: `${code(system.id)} has no system profile, so what it must answer is not known`,
          at: startOf(`${system.folder}system.mdx`),
          subject: system.id,
          detail: 'system',
          system: system.id,
          fix: `write it, starting with \`casebook new system --system ${system.id}\`, or remove the folder`,
        };
      for (const name of demandedKinds(portfolio, system)) {
        const kind = kinds.get(name);
        if (kind === undefined || system.artefacts.some((artefact) => artefact.kind === name)) continue;
        if (isUnreadable(portfolio, system, kind)) continue;
        yield {
          message: `${code(system.id)} is ${system.lifecycle_stage === 'not-built' ? 'not built' : system.risk_tier} and has no ${kind.title.toLowerCase()}`,
          at: system.profile ? spotOf(system.profile, ['risk_tier']) : startOf(`${system.folder}system.mdx`),
          subject: system.id,
          detail: name,
          system: system.id,
          fix: `write it, starting with \`casebook new ${name} --system ${system.id}\``,
        };
      }
    }
  },
});

/** Whether a file of the kind is there and has its finding already. */
function isUnreadable(portfolio: Portfolio, system: System, kind: Kind): boolean {
  const { folder } = system;
  return portfolio.drafts.some(
    ({ rule: id, at }) =>
      /^(read|syntax)\//.test(id) &&
      at.file.startsWith(folder) &&
      kind.files.test(at.file.slice(folder.length)),
  );
}
