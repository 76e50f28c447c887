import type { ModelReader } from '../evidence/model/attach.ts';
import { readMlmodel } from '../exchange/mlflow-model/import.ts';
import type { Reading } from '../read/folder.ts';
import { parseYaml } from '../read/yaml.ts';

/** Makes the function that reads registered descriptions of models; broken YAML is a finding at its place. */
export const modelReader =
  (read: Pick<Reading, 'decode'>): ModelReader =>
  ({ file }) => {
    const decoded = read.decode(file);
    if (decoded === null) return { model: null, drafts: [] };
    if ('draft' in decoded) return { model: null, drafts: [decoded.draft] };
    const { text } = decoded;
    const { data, drafts } = parseYaml(text, { file, text, offset: 0 });
    return { model: data === null ? null : readMlmodel(data), drafts };
  };
