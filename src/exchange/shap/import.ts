// SHAP values as other tools write them, read into Casebook's own shape.
import { asRecord } from '../../core/data.ts';
import type { Shap } from '../../evidence/shapes/shap.ts';
import { checkFinite, type Contributions, type Totals } from './contributions.ts';
import type { Declared } from '../../evidence/shap/declared.ts';
import { fromArrays } from './explanation.ts';
import { ShapFault, type Fault } from './fault.ts';
import { addFilesBeside, type ShapSource } from './files-beside.ts';
import { fromForce, isForce } from './force.ts';
import { columnOf, type Frame } from './frame.ts';
import { fromDalex, isDalex } from './dalex.ts';
import { checkLong, fromLong, isLong } from './long.ts';
import { gapsOf } from './gaps.ts';
import { open, type Opened } from './open-file.ts';
import { summarise, summariseTotals, type About } from './summarise.ts';
import { blocksOf, headed } from './nameless.ts';
import { fromTable, isTable } from './table.ts';
import { fromWide } from './wide.ts';

/** What came of a file: content, or why there is none; and what it does not say. */
export interface Imported {
  content: Shap | null;
  fault: Fault | null;
  /** What the file and the register leave open, in words; `null` when nothing. */
  gap: Fault | null;
}

/**
 * Reads a file of SHAP values by what its bytes are and what the register says of it. What is wrong with it is one
 * fault, and what it leaves open one question.
 */
export async function importShap(source: ShapSource, about: About): Promise<Imported> {
  try {
    const opened = await open(source);
    const totals = totalsOf(opened, about.declared);
    if (totals) {
      const content = summariseTotals(totals, about);
      return { content, fault: null, gap: gapsOf(content, [], about) };
    }
    const found = layoutOf(opened, about);
    await addFilesBeside(found, source, about.declared);
    checkFinite(found);
    const content = summarise(found, about);
    const hasValues = found.values !== null;
    return {
      content,
      fault: null,
      gap: gapsOf(content, found.gaps, about, { hasValues, hasOutput: found.output !== null }),
    };
  } catch (error) {
    if (!(error instanceof ShapFault)) throw error;
    return { content: null, fault: error.fault, gap: null };
  }
}

function totalsOf(opened: Opened, { layout }: Declared): Totals | null {
  if ('frame' in opened) {
    const isMeant = layout === 'table' || (layout === undefined && isTable(opened.frame));
    return isMeant ? fromTable(opened.frame) : null;
  }
  const record = 'json' in opened && !isForce(opened.json) ? asRecord(opened.json) : null;
  const means = Object.entries(record ?? {});
  if (means.length === 0 || !means.every(([, mean]) => typeof mean === 'number')) return null;
  // `Series.to_json`: feature → mean.
  const columns = [
    columnOf(
      'feature',
      means.map(([name]) => name),
    ),
    columnOf(
      'mean',
      means.map(([, mean]) => mean as number),
    ),
  ];
  return fromTable({ columns, n: means.length, head: undefined });
}

function layoutOf(opened: Opened, { declared, register }: About): Contributions {
  if ('arrays' in opened) return fromArrays(opened.arrays, declared);
  if ('json' in opened) {
    if (isForce(opened.json)) return fromForce(opened.json);
    throw new ShapFault({
      message: 'the JSON is none of the layouts that hold SHAP values',
      detail: 'no layout',
      fix: 'write an `Explanation` as `{values, base_values, data, feature_names}`, force data, or rows',
    });
  }
  const { frame } = opened;
  if (declared.layout === undefined && isDalex(frame)) return fromDalex(frame);
  const isMeant = declared.layout === 'long' || (declared.layout === undefined && isLong(frame));
  if (isMeant) return fromLong(frame, declared);
  if (declared.layout === undefined) {
    checkLong(frame);
    checkPermutation(frame);
  }
  const known = new Set(register.flatMap(({ name, columns }) => [name, ...columns]));
  const blocks = blocksOf(frame, declared, known);
  return blocks === null ? fromWide(headed(frame, declared), declared, known) : fromArrays(blocks, declared);
}

/** Refuses what scikit-learn's `permutation_importance` gives. @throws {ShapFault} where a column is called so. */
function checkPermutation({ columns, head }: Frame): void {
  const found = columns.find(({ name }) => /^importances?_(?:mean|std)$/i.test(name));
  if (found === undefined) return;
  throw new ShapFault({
    message: `\`${found.name}\` is of permutation importance: how far a score falls when a column is shuffled, which is no contribution`,
    ...(head && { at: head }),
    detail: 'permutation importance',
    fix: 'register it as `type: report`; a table of SHAP values has a feature and its mean absolute contribution',
  });
}
