// Figures of the Hugging Face hub: the `model-index` of a model card's front matter, and files of `.eval_results`.
import { asList, asRecord, asText } from '../../core/data.ts';
import type { Json } from '../../core/document.ts';
import type { Path } from '../../core/place.ts';
import type { Metrics } from '../../evidence/shapes/metrics.ts';
import type { About } from '../metrics/about.ts';
import { MetricsFaultError, type MetricsFault } from '../metrics/fault.ts';
import { metricsOfCard, type StatedFigure } from '../metrics/stated.ts';

const tool = 'Hugging Face';

/**
 * Reads the front matter of a card with a `model-index` of one model, or a list of evaluation results; `null` for
 * anything else. Figures on one dataset are figures over all rows; of several datasets each is a part.
 * Sources: huggingface_hub `src/huggingface_hub/repocard_data.py`, whose reader drops a whole index for one result
 * without its task or dataset; Hugging Face documentation, “Evaluation results”.
 * @throws {MetricsFaultError} for an index that the hub would drop, and one of several models.
 */
export function readHuggingFace(
  file: string,
  json: Json,
  about: About,
  say: (fault: MetricsFault) => void,
): Metrics | null {
  const results = Array.isArray(json) ? fromEvaluations(json) : fromCard(file, asRecord(json));
  if (results === null) return null;
  const datasets = [...new Set(results.map(({ dataset }) => dataset.name))];
  const [only] = datasets.length === 1 ? results : [];
  const figures = results.map(({ dataset, ...figure }) => ({
    ...figure,
    part: only === undefined ? dataset.name : null,
  }));
  const card = { file, tool, figures, dimension: 'dataset', version: null };
  return metricsOfCard({ ...card, ...(only !== undefined && { dataset: only.dataset }) }, about, say);
}

type Result = Omit<StatedFigure, 'part'> & { dataset: { name: string; at: Path } };

function fromCard(file: string, record: Record<string, unknown> | null): Result[] | null {
  if (record === null) return null;
  const misspelt = 'model_index' in record && !('model-index' in record);
  const key = misspelt ? 'model_index' : 'model-index';
  if (!(key in record)) return null;
  const fail = (path: Path, message: string, fix: string): never => {
    throw new MetricsFaultError({ message, at: { file, path }, detail: message, fix });
  };
  if (misspelt)
    fail([key], '`model_index` is not read by the hub: it is called `model-index`', 'write `model-index:`');
  const models = asList(record[key]);
  if (models.length !== 1) {
    const message = `\`model-index\` is a list of one model, and this is ${Array.isArray(record[key]) ? `one of ${models.length}` : 'no list'}`;
    fail([key], message, 'keep the index of one model in the file');
  }
  const results = asList(asRecord(models[0])?.['results']);
  const at = [key, 0, 'results'];
  if (results.length === 0)
    fail([key, 0], 'the index holds no results', 'add its `results`, or register the card as `type: report`');
  return results.flatMap((listed, i): Result[] => {
    const result = asRecord(listed);
    const here = [...at, i];
    for (const part of ['task', 'dataset', 'metrics']) {
      if (result?.[part] === undefined || result[part] === null) {
        fail(
          here,
          `the result names no \`${part}\`, for which the hub drops the whole index`,
          `add \`${part}\``,
        );
      }
    }
    const dataset = asRecord(result!['dataset']);
    const name = datasetName(dataset);
    if (name === null)
      fail([...here, 'dataset'], 'the dataset has neither `name` nor `type`', 'add its `name` and `type`');
    return asList(result!['metrics']).map((one, j): Result => {
      const metric = asRecord(one) ?? {};
      const [type, title] = [asText(metric['type']), asText(metric['name'])];
      const variant = [title === type ? null : title, asText(metric['config'])].filter(
        (text) => text !== null,
      );
      return {
        type: type ?? title ?? 'not stated',
        value: metric['value'],
        at: [...here, 'metrics', j, 'value'],
        variant: variant.length === 0 ? null : variant.join(' '),
        dataset: { name: name!, at: [...here, 'dataset', 'name'] },
        ...(metric['verified'] === true && {
          note: 'marked as verified by the hub, which is not checked here',
        }),
      };
    });
  });
}

/** A dataset in words: its name, with configuration and split where they are stated. */
function datasetName(dataset: Record<string, unknown> | null): string | null {
  const name = asText(dataset?.['name']) ?? asText(dataset?.['type']) ?? asText(dataset?.['id']);
  const [config, split] = [asText(dataset?.['config']), asText(dataset?.['split'])];
  return name === null ? null : [name, config, split].filter((one) => one !== null).join(', ');
}

/** A file of `.eval_results`: a list of values, each with its dataset and the task of it that was measured. */
function fromEvaluations(list: readonly unknown[]): Result[] | null {
  const rows = list.map(asRecord);
  const isResult = (row: Record<string, unknown> | null): boolean =>
    row !== null && 'value' in row && datasetName(asRecord(row['dataset'])) !== null;
  if (rows.length === 0 || !rows.every(isResult)) return null;
  return rows.map((row, i): Result => {
    const dataset = asRecord(row!['dataset'])!;
    const notes = [asText(row!['notes']), asText(row!['date'])];
    return {
      type: asText(dataset['task_id']) ?? 'not stated',
      value: row!['value'],
      at: [i, 'value'],
      variant: null,
      dataset: { name: datasetName(dataset)!, at: [i, 'dataset', 'id'] },
      ...(notes.some((one) => one !== null) && { note: notes.filter((one) => one !== null).join('; ') }),
    };
  });
}
