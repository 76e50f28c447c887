import type { FindingDraft } from '../../core/finding.ts';
import { toPointer } from '../../core/place.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import type { Evidence } from '../../core/records.ts';
import type { ModelFile } from './signature.ts';

/** Reads the description of a model in a registered file; `null` when it is not there or has its finding already. */
export type ModelReader = (evidence: Evidence) => { model: ModelFile | null; drafts: FindingDraft[] };

/** Whether evidence may be the description that a model is packed with: text in YAML. The model itself is bytes. */
export const isModelFile = ({ type, file, found_sha256 }: Evidence): boolean =>
  type === 'model' && found_sha256 !== null && /(?:^|\/)MLmodel$|\.ya?ml$/.test(file);

/** Reads every file that is registered as a model's description, keeps it on its record, and says what is wrong in it. */
export function attachModels({ evidence }: Pick<Portfolio, 'evidence'>, read: ModelReader): FindingDraft[] {
  return evidence.filter(isModelFile).flatMap((one) => {
    const { model, drafts } = read(one);
    if (model !== null) one.model = model;
    else if (drafts.length === 0) return [unknownFile(one)];
    const issues = (model?.issues ?? []).map((issue): FindingDraft => ({
      rule: 'signature/unread',
      message: issue.message,
      at: { file: one.file, path: issue.path },
      subject: one.id,
      detail: toPointer(issue.path),
      related: [{ at: one.at, message: `registered as \`${one.local}\`` }],
      fix: issue.fix,
    }));
    return [...drafts, ...issues];
  });
}

const unknownFile = (evidence: Evidence): FindingDraft => ({
  rule: 'signature/unread',
  message: `\`${evidence.file}\` is registered as a model, and is not MLflow's description of one: it names no \`flavors\``,
  at: { file: evidence.file, path: [] },
  subject: evidence.id,
  detail: 'flavors',
  related: [{ at: evidence.at, message: `registered as \`${evidence.local}\`` }],
  fix: 'register the file `MLmodel` of the packed model, or give this one another `type`',
});
