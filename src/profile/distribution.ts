/** What a profile says of the values of an ordered feature on one side. */
export interface Distribution {
  n: number;
  /** Rows per bin. */
  counts: number[];
  mean: number | null;
  /** Over n, not n − 1. */
  std: number | null;
  /** The value of a rank from 0; only of ranks that were asked for. */
  valueAt: (rank: number) => number;
}

/** How far two distributions lie apart. The true figure is between `value` and `value + error`. */
export interface Distance {
  value: number;
  error: number;
}

export interface Distances {
  ks: Distance;
  wasserstein: Distance;
}
