import type { RegisterFeature } from '../evidence/shap/importance.ts';
import type { Shap, ShapRow } from '../evidence/shapes/shap.ts';
import type { Rich } from './rich.ts';
import type { FigureSource } from './source.ts';

/** What every chart of SHAP values takes. */
export interface ShapProps {
  id: string;
  shap: Shap;
  source: FigureSource | null;
  finding?: Rich;
  level?: 2 | 3 | 4;
}

/** What those take besides that draw features in rows. */
export interface ShapFeatureProps extends ShapProps {
  /** Features of the register: their columns are summed. */
  register?: readonly RegisterFeature[];
  maxDisplay?: number;
  /** Address of a feature in its register. */
  links?: Readonly<Record<string, string>>;
}

/** What those take that explain one row. */
export interface ShapRowProps extends ShapFeatureProps {
  row: ShapRow;
  /** What the row is, such as `row 17 of the file`. */
  rowName: string;
}
