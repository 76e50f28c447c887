// MLflow's `MLmodel`: the YAML file that describes a packed model, with its signature as JSON in a text.
import { asList, asRecord, asRecords, asText } from '../../core/data.ts';
import type { Path } from '../../core/place.ts';
import type { ModelFile, ModelIssue, Signature, SignatureField } from '../../evidence/model/signature.ts';

/**
 * Reads the parsed YAML of an `MLmodel`; `null` for anything that names no flavors. Pure. Column-based and tensor-based
 * signatures are read; a model packed without one has `null` there.
 * Source: MLflow documentation, “MLflow Models”, storage format and signature.
 */
export function readMlmodel(data: unknown): ModelFile | null {
  const record = asRecord(data);
  const flavors = asRecord(record?.['flavors']);
  if (record === null || flavors === null) return null;
  const issues: ModelIssue[] = [];
  const version = asText(record['mlflow_version']);
  return {
    tool: version === null ? 'MLflow' : `MLflow ${version}`,
    flavors: Object.keys(flavors).sort(),
    run_id: asText(record['run_id']),
    created: asText(record['utc_time_created']),
    signature: readSignature(record['signature'], issues),
    issues,
  };
}

function readSignature(stated: unknown, issues: ModelIssue[]): Signature | null {
  if (stated === undefined || stated === null) return null;
  const signature = asRecord(stated);
  if (signature === null) {
    issues.push({ ...unread(['signature']), message: '`signature` is not a mapping of inputs and outputs' });
    return null;
  }
  // A signature may hold outputs or parameters alone.
  const inputs = readFields(signature['inputs'], ['signature', 'inputs'], issues);
  if (inputs === null) return null;
  return {
    form: inputs.some(({ shape }) => shape !== null) ? 'tensors' : 'columns',
    inputs,
    outputs: readFields(signature['outputs'], ['signature', 'outputs'], issues),
  };
}

/** The fields of one side: JSON in a text, as MLflow writes it, or a list as it stands. */
function readFields(stated: unknown, path: Path, issues: ModelIssue[]): SignatureField[] | null {
  if (stated === undefined || stated === null) return null;
  const list = typeof stated === 'string' ? parseList(stated) : stated;
  if (!Array.isArray(list) || asRecords(list).length !== list.length) {
    issues.push({ ...unread(path), message: `\`${path.join('.')}\` is not a list of fields in JSON` });
    return null;
  }
  return asRecords(list).map(readField);
}

function parseList(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function readField(field: Record<string, unknown>): SignatureField {
  const tensor = asRecord(field['tensor-spec']);
  return {
    name: asText(field['name']),
    type: asText(tensor === null ? field['type'] : tensor['dtype']) ?? 'unknown',
    shape:
      tensor === null
        ? null
        : (asList(tensor['shape']).filter(
            (length) => typeof length === 'number' && Number.isInteger(length),
          ) as number[]),
    // Earlier versions wrote `optional`.
    required: field['required'] !== false && field['optional'] !== true,
  };
}

const unread = (path: Path): Omit<ModelIssue, 'message'> => ({
  path,
  fix: 'register the file as MLflow wrote it: `signature.inputs` holds JSON such as `[{"name": "income", "type": "double"}]`',
});
