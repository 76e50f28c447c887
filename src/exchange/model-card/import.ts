// Figures of model cards as JSON: those of Google's Model Card Toolkit, and of CycloneDX, whose model card descends
// from them.
import { asList, asRecord, asText } from '../../core/data.ts';
import type { Json } from '../../core/document.ts';
import type { Path } from '../../core/place.ts';
import type { Metrics } from '../../evidence/shapes/metrics.ts';
import type { About } from '../metrics/about.ts';
import { MetricsFaultError, type MetricsFault } from '../metrics/fault.ts';
import { metricsOfCard, type Card, type StatedFigure } from '../metrics/stated.ts';

/** What the two formats call the same. */
interface Names {
  analysis: string;
  metrics: string;
  interval: string;
  lower: string;
  upper: string;
}

const toolkit: Names = {
  analysis: 'quantitative_analysis',
  metrics: 'performance_metrics',
  interval: 'confidence_interval',
  lower: 'lower_bound',
  upper: 'upper_bound',
};

const cycloneDx: Names = {
  analysis: 'quantitativeAnalysis',
  metrics: 'performanceMetrics',
  interval: 'confidenceInterval',
  lower: 'lowerBound',
  upper: 'upperBound',
};

/**
 * Reads a card of Model Card Toolkit (schema 0.0.1 and 0.0.2) or the one model of a CycloneDX bill of materials (1.5 to
 * 1.7); `null` for anything else. Numbers are text in both, and neither says how many rows a figure rests on.
 * Sources: tensorflow/model-card-toolkit `schema/v0.0.2/model_card.schema.json`; CycloneDX 1.6, `modelCard`.
 * @throws {MetricsFaultError} when there is no figure, or more than one model.
 */
export function readModelCard(
  file: string,
  json: Json,
  about: About,
  say: (fault: MetricsFault) => void,
): Metrics | null {
  const record = asRecord(json);
  if (record === null) return null;
  const found = record['bomFormat'] === 'CycloneDX' ? fromBom(file, record) : fromToolkit(file, record);
  if (found === null) return null;
  if (found.figures.length === 0) {
    const message = 'the card states no figure of performance';
    throw faultOf(file, [], message, 'register it as `type: report`, or write its figures into it');
  }
  return metricsOfCard(found, about, say);
}

function fromToolkit(file: string, record: Record<string, unknown>): Card | null {
  const details = asRecord(record['model_details']);
  const isCard = ['quantitative_analysis', 'considerations', 'model_parameters'].some((key) => key in record);
  if (details === null || !isCard) return null;
  const schema = asText(record['schema_version']);
  return {
    file,
    tool: `Model Card Toolkit${schema === null ? '' : `, schema ${schema}`}`,
    figures: figuresOf(record, [], toolkit),
    dimension: 'slice',
    version: versionAt(asRecord(details['version'])?.['name'], ['model_details', 'version', 'name']),
  };
}

function fromBom(file: string, record: Record<string, unknown>): Card {
  const own = asRecord(asRecord(record['metadata'])?.['component']);
  const models = [
    ...(own === null ? [] : [{ component: own, at: ['metadata', 'component'] as Path }]),
    ...asList(record['components']).map((one, i) => ({ component: asRecord(one), at: ['components', i] })),
  ].filter(({ component }) => component?.['type'] === 'machine-learning-model');
  const carded = models.filter(({ component }) => asRecord(component!['modelCard']) !== null);
  const [first, second] = carded;
  if (first === undefined) {
    const message = 'no component of the bill of materials is a model with a `modelCard`';
    throw faultOf(
      file,
      ['components'],
      message,
      'register it as `type: report`, or add the card of the model',
    );
  }
  if (second !== undefined) {
    throw faultOf(
      file,
      second.at,
      `the bill of materials holds the cards of ${carded.length} models, and which one is meant it does not say`,
      'keep each model in a bill of its own, and register each',
    );
  }
  const { component, at } = first;
  return {
    file,
    tool: `CycloneDX${asText(record['specVersion']) === null ? '' : ` ${asText(record['specVersion'])!}`}`,
    figures: figuresOf(asRecord(component!['modelCard'])!, [...at, 'modelCard'], cycloneDx),
    dimension: 'slice',
    version: versionAt(component!['version'], [...at, 'version']),
  };
}

function figuresOf(card: Record<string, unknown>, at: Path, names: Names): StatedFigure[] {
  const way = [...at, names.analysis, names.metrics];
  return asList(asRecord(card[names.analysis])?.[names.metrics]).map((listed, i): StatedFigure => {
    const one = asRecord(listed) ?? {};
    const here = [...way, i];
    const interval = asRecord(one[names.interval]);
    const end = (key: string) => ({ value: interval![key], at: [...here, names.interval, key] });
    return {
      type: asText(one['type']) ?? 'not stated',
      value: one['value'],
      at: [...here, 'value'],
      part: asText(one['slice']),
      variant: null,
      ...('threshold' in one && { threshold: { value: one['threshold'], at: [...here, 'threshold'] } }),
      ...(interval !== null && { interval: { lower: end(names.lower), upper: end(names.upper) } }),
    };
  });
}

const versionAt = (name: unknown, at: Path): Card['version'] => {
  const text = asText(name);
  return text === null ? null : { name: text, at };
};

const faultOf = (file: string, path: Path, message: string, fix: string): MetricsFaultError =>
  new MetricsFaultError({ message, at: { file, path }, detail: message, fix });
