import type { Artefact } from './artefact.ts';
import { systemOf } from './classify.ts';
import { compareNatural, compareText } from './compare.ts';
import { asRecord, asText, asTexts } from './data.ts';
import type { Document } from './document.ts';
import { riskTiers } from './policy.ts';
import type { System } from './portfolio.ts';

/** Whether nothing about a system has changed: its profile and all its pages are the same objects. */
export const isSameSystem = (a: System, b: System): boolean =>
  a.id === b.id &&
  a.profile === b.profile &&
  a.artefacts.length === b.artefacts.length &&
  a.artefacts.every((one, i) => one === b.artefacts[i]);

/** The systems: every folder below `systems/` that holds a document. */
export function systemsOf(artefacts: readonly Artefact[], documents: readonly Document[]): System[] {
  const ids = new Set<string>();
  for (const document of documents) {
    const id = systemOf(document.file);
    if (id !== null) ids.add(id);
  }
  const bySystem = Map.groupBy(artefacts, (one) => one.system);
  return [...ids].sort(compareText).map((id) => {
    const own = bySystem.get(id) ?? [];
    const profile = own.find((one) => one.kind === 'system') ?? null;
    const data = profile?.data ?? {};
    const tier = riskTiers.find((one) => one === data['risk_tier']) ?? null;
    const law = asRecord(data['eu_ai_act']);
    return {
      id,
      title: profile?.title ?? id,
      profile,
      risk_tier: tier,
      lifecycle_stage: asText(data['lifecycle_stage']),
      status: (asText(data['status']) as System['status']) ?? null,
      owner: asText(data['owner']) ?? asText(data['model_owner']),
      frameworks: asTexts(data['frameworks']),
      roles: [...new Set([...asTexts(data['roles']), ...asTexts(law?.['role'])])],
      legal_classes: [...new Set([...asTexts(law?.['risk_class']), ...asTexts(data['legal_classes'])])],
      artefacts: own.sort((a, b) => compareNatural(a.id, b.id)),
      folder: `systems/${id}/`,
    };
  });
}
