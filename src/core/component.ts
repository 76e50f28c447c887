import type { Json } from './document.ts';

/** What a property of a component may be. */
export interface PropType {
  type: 'text' | 'number' | 'flag' | 'texts' | 'value';
  /** Allowed words. */
  values?: readonly string[];
  /** What it says, for a writer. */
  doc: string;
}

/** A component that artefacts may hold. */
export interface ComponentType {
  /** What it shows, in one sentence. */
  doc: string;
  props: Readonly<Record<string, PropType>>;
  /** Sets of properties of which at least one must be stated. */
  needs: readonly (readonly string[])[];
}

const evidence: PropType = { type: 'text', doc: 'Evidence by id of the register.' };
const title: PropType = { type: 'text', doc: 'A title in place of the one that states the finding.' };

const part: PropType = { type: 'text', doc: 'Id of the part in the file; the first when left out.' };

/** The components of artefacts: a closed list, so that a portfolio from another team is safe to build. */
export const componentTypes: Readonly<Record<string, ComponentType>> = {
  Metric: {
    doc: 'A number from evidence, with its provenance; without `of` it is the author’s claim.',
    props: {
      of: { type: 'text', doc: '`ev:<id>#<JSON Pointer>`.' },
      value: {
        type: 'value',
        doc: 'The number as typed; held against the evidence when `of` is stated too.',
      },
      digits: { type: 'number', doc: 'Digits after the point.' },
      percent: { type: 'flag', doc: 'Shows a share of one as a percentage; short for `format="percent"`.' },
      format: {
        type: 'text',
        values: ['number', 'percent', 'signed', 'scientific'],
        doc: 'How the number is written.',
      },
      unit: { type: 'text', doc: 'Unit, set after the number.' },
      interval: { type: 'flag', doc: 'Adds the interval that stands beside the value in the file.' },
      baseline: {
        type: 'text',
        doc: '`ev:<id>#<JSON Pointer>` of a value to compare with; the difference and the file are named.',
      },
    },
    needs: [['of', 'value']],
  },
  DriftChart: {
    doc: 'Drift of one feature over time; of all features, as a heat map, when none is named.',
    props: {
      feature: { type: 'text', doc: 'Name of the feature.' },
      method: { type: 'text', doc: 'The statistic, where several were computed.' },
      evidence,
      title,
    },
    needs: [],
  },
  DistributionChart: {
    doc: 'A feature in one batch against the reference: shares per bin, and how far its quantiles moved.',
    props: {
      evidence,
      feature: { type: 'text', doc: 'Name of the feature.' },
      batch: { type: 'text', doc: 'The batch, as the evidence names it; the newest when left out.' },
      title,
    },
    needs: [['evidence'], ['feature']],
  },
  SeriesChart: {
    doc: 'A metric of a profile over time, with intervals, limits, and the batches whose outcomes are not known yet.',
    props: { evidence, series: { type: 'text', doc: 'Id of the metric in the file.' }, title },
    needs: [['evidence'], ['series']],
  },
  ControlChart: {
    doc: 'A control chart of a metric of a profile, with its limits and what they rest on.',
    props: {
      evidence,
      series: { type: 'text', doc: 'Id of the metric in the file.' },
      chart: {
        type: 'text',
        values: ['individuals', 'p', 'ewma', 'cusum'],
        doc: 'Which chart; the one that its monitor declares when left out, else individuals.',
      },
      baseline: {
        type: 'text',
        doc: 'Batches that the limits come from, such as `2024-11 to 2025-10`; all when left out.',
      },
      rules: { type: 'texts', doc: 'Run rules that are on, such as `nelson`; none when left out.' },
      title,
    },
    needs: [['evidence'], ['series']],
  },
  ShapBar: {
    doc: 'Mean absolute SHAP values, largest first; with a row, its own contributions from zero.',
    props: {
      evidence,
      row: {
        type: 'value',
        doc: 'One row: its id, or its place in the file counted from 0; all rows when left out.',
      },
      max: { type: 'number', doc: 'Rows shown; the rest is summed.' },
      title,
    },
    needs: [['evidence']],
  },
  ShapBeeswarm: {
    doc: 'SHAP values of single rows, by feature.',
    props: { evidence, max: { type: 'number', doc: 'Features shown; the rest is summed.' }, title },
    needs: [['evidence']],
  },
  ShapWaterfall: {
    doc: 'One row explained: from the expected output to its own, a step per feature.',
    props: {
      evidence,
      row: { type: 'value', doc: 'The row: its id, or its place in the file counted from 0.' },
      max: { type: 'number', doc: 'Steps shown; the rest is one step.' },
      title,
    },
    needs: [['evidence'], ['row']],
  },
  ShapDependence: {
    doc: 'SHAP values of one feature against its values.',
    props: {
      evidence,
      feature: { type: 'text', doc: 'Feature of the register, or a column.' },
      colour: {
        type: 'text',
        doc: 'Feature that shades the points; the one the contribution depends on most when left out.',
      },
      title,
    },
    needs: [['evidence'], ['feature']],
  },
  ShapCohorts: {
    doc: 'Mean absolute SHAP values by cohort of rows.',
    props: {
      evidence,
      by: { type: 'text', doc: 'Feature that splits the rows: by category, or at its median.' },
      max: { type: 'number', doc: 'Features shown; the rest is summed.' },
      title,
    },
    needs: [['evidence'], ['by']],
  },
  ShapHeat: {
    doc: 'SHAP values of many rows side by side, like rows together.',
    props: { evidence, max: { type: 'number', doc: 'Features shown; the rest is summed.' }, title },
    needs: [['evidence']],
  },
  ShapDecision: {
    doc: 'How rows come to their outputs, feature by feature.',
    props: { evidence, max: { type: 'number', doc: 'Features shown; the rest is summed.' }, title },
    needs: [['evidence']],
  },
  ShapOverTime: {
    doc: 'Rank and mean absolute SHAP value of features, over the batches of a file or over all files of a model.',
    props: { evidence, title },
    needs: [['evidence']],
  },
  RocChart: {
    doc: 'The ROC curve of a score, with the thresholds that decide.',
    props: { evidence, part, title },
    needs: [['evidence']],
  },
  PrecisionRecallChart: {
    doc: 'The precision–recall curve of a score against the rate of the outcome.',
    props: { evidence, part, title },
    needs: [['evidence']],
  },
  CalibrationChart: {
    doc: 'Predicted against observed, bin by bin, with intervals.',
    props: { evidence, part, title },
    needs: [['evidence']],
  },
  ScoreChart: {
    doc: 'Scores of rows with and without the outcome.',
    props: { evidence, part, title },
    needs: [['evidence']],
  },
  GainsChart: {
    doc: 'What share of the outcomes the highest scores hold.',
    props: { evidence, part, title },
    needs: [['evidence']],
  },
  ThresholdChart: {
    doc: 'Recall, precision and the share chosen by threshold, with what errors cost.',
    props: { evidence, part, title },
    needs: [['evidence']],
  },
  MetricComparison: {
    doc: 'The same figures in two files, such as two versions or two models, with the change held against a tolerance.',
    props: {
      evidence,
      against: { type: 'text', doc: 'The file to compare with, by id of the register.' },
      metrics: { type: 'texts', doc: 'Ids of the figures; those of both files when left out.' },
      tolerance: {
        type: 'number',
        doc: 'How much worse a figure may be, in its own unit; `check` finds one that is worse by more.',
      },
      title,
    },
    needs: [['evidence'], ['against']],
  },
  Matrix: {
    doc: 'Coverage as unit marks: of the system at hand, of one framework when it is named.',
    props: {
      system: { type: 'text', doc: 'Another system.' },
      framework: { type: 'text', doc: 'Id of a catalogue.' },
    },
    needs: [],
  },
  Features: {
    doc: 'The feature register as a table, or some of it.',
    props: { only: { type: 'texts', doc: 'Names of the features to show.' } },
    needs: [],
  },
  Callout: {
    doc: 'A passage set apart.',
    props: {
      tone: { type: 'text', values: ['note', 'watch', 'alert'], doc: 'How loud it is.' },
      title: { type: 'text', doc: 'Its heading.' },
    },
    needs: [],
  },
  Figure: {
    doc: 'A picture of the content folder, with the evidence it was drawn from.',
    props: {
      src: { type: 'text', doc: 'Path of the picture, relative to the file.' },
      alt: { type: 'text', doc: 'What it shows, for those who do not see it.' },
      title: { type: 'text', doc: 'What the reader should see in it.' },
      caption: { type: 'text', doc: 'How it was made.' },
      evidence,
    },
    needs: [['src'], ['alt']],
  },
};

/** Whether a value is what a property may be. */
export function fitsProp(value: Json, { type, values }: PropType): boolean {
  switch (type) {
    case 'text':
      return typeof value === 'string' && (values === undefined || values.includes(value));
    case 'number':
      return typeof value === 'number';
    case 'flag':
      return typeof value === 'boolean';
    case 'texts':
      return Array.isArray(value) && value.every((one) => typeof one === 'string');
    case 'value':
      return typeof value === 'string' || typeof value === 'number';
  }
}

/** What a property takes, in words. */
export function propWords({ type, values }: PropType): string {
  if (values) return `one of ${values.map((value) => `\`${value}\``).join(', ')}`;
  return {
    text: 'a text',
    number: 'a number',
    flag: '`true` or `false`',
    texts: 'a list of texts',
    value: 'a text or a number',
  }[type];
}
