/** The components an artefact may hold, by the name it uses. Each takes the block's props, portfolio and system. */
import type { Json } from '../../core/document.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import CalloutBlock from './CalloutBlock.astro';
import ControlChartBlock from './ControlChartBlock.astro';
import DistributionChartBlock from './DistributionChartBlock.astro';
import DriftChartBlock from './DriftChartBlock.astro';
import FeaturesBlock from './FeaturesBlock.astro';
import FigureBlock from './FigureBlock.astro';
import MatrixBlock from './MatrixBlock.astro';
import MetricBlock from './MetricBlock.astro';
import MetricComparisonBlock from './MetricComparisonBlock.astro';
import PerformanceBlock from './PerformanceBlock.astro';
import SeriesChartBlock from './SeriesChartBlock.astro';
import ShapBlock from './ShapBlock.astro';

/** What every component of a body is given. */
export interface BlockProps {
  name: string;
  props: Record<string, Json>;
  /** The file it stands in, which relative paths start from. */
  file: string;
  portfolio: Portfolio;
  system: string | null;
}

type BlockComponent = typeof MetricBlock;

export const components: Readonly<Record<string, BlockComponent>> = {
  Metric: MetricBlock,
  Callout: CalloutBlock,
  ControlChart: ControlChartBlock,
  DistributionChart: DistributionChartBlock,
  DriftChart: DriftChartBlock,
  Features: FeaturesBlock,
  Figure: FigureBlock,
  Matrix: MatrixBlock,
  MetricComparison: MetricComparisonBlock,
  RocChart: PerformanceBlock,
  PrecisionRecallChart: PerformanceBlock,
  CalibrationChart: PerformanceBlock,
  ScoreChart: PerformanceBlock,
  GainsChart: PerformanceBlock,
  ThresholdChart: PerformanceBlock,
  SeriesChart: SeriesChartBlock,
  ShapBar: ShapBlock,
  ShapBeeswarm: ShapBlock,
  ShapCohorts: ShapBlock,
  ShapDecision: ShapBlock,
  ShapDependence: ShapBlock,
  ShapHeat: ShapBlock,
  ShapOverTime: ShapBlock,
  ShapWaterfall: ShapBlock,
};
