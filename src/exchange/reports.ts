// Drift results of other tools, told apart by their keys and columns, never by the name of a file.
import { unreadReport, type ReadReport, type Report, type ReportSource } from '../evidence/drift/reported.ts';
import { isAlibiDetect, readAlibiDetect } from './alibi-detect/import.ts';
import { isDeepchecks, readDeepchecks } from './deepchecks/import.ts';
import { readDriftTable } from './drift-table/import.ts';
import { isEvidently, readEvidently } from './evidently/import.ts';
import { isNannyml, readNannyml } from './nannyml/import.ts';
import { declared } from './reading-of.ts';
import { isWhylogs, readWhylogs } from './whylogs/import.ts';

interface Format {
  tool: string;
  is: (source: ReportSource) => boolean;
  read: ReadReport;
  /** What a file of it looks like, for who registered something else. */
  looks: string;
}

const formats: Readonly<Record<string, Format>> = {
  evidently: {
    tool: 'Evidently',
    is: ({ json }) => isEvidently(json),
    read: readEvidently,
    looks: 'JSON with `metrics`, as `report.json()` or `snapshot.json()` writes it',
  },
  deepchecks: {
    tool: 'Deepchecks',
    is: ({ json }) => isDeepchecks(json),
    read: readDeepchecks,
    looks: 'JSON of `suite_result.to_json()` with `results`, or of one check',
  },
  'alibi-detect': {
    tool: 'Alibi Detect',
    is: ({ json }) => isAlibiDetect(json),
    read: readAlibiDetect,
    looks: 'JSON of `detector.predict(x)` with `data` and `meta`',
  },
  nannyml: {
    tool: 'NannyML',
    is: ({ cells }) => cells !== null && isNannyml(cells),
    read: readNannyml,
    looks: 'CSV of `result.to_df()` with its chunk columns',
  },
  whylogs: {
    tool: 'whylogs',
    is: isWhylogs,
    read: readWhylogs,
    looks:
      'CSV of `profile.view().to_pandas()` with `counts/n`, or JSON of drift scores with an `algorithm` per column',
  },
};

/**
 * Reads drift results of another tool: as the register says, else by the keys of the file. What cannot be recognised
 * is a report with that as its issue. What the register adds where the file is silent is added to every reading.
 */
export function readReport(source: ReportSource): Report {
  const { as, file } = source;
  if (as.format === 'drift-table') return declared(readDriftTable(source), as);
  if (/\.html?$/i.test(file)) {
    return unreadReport(
      as.format === null ? 'unknown' : (formats[as.format]?.tool ?? as.format),
      'the file is a web page: its charts are for people, and the numbers in them are not read',
      'save the same report as JSON (`report.save_json("drift.json")` or `report.json()`), register that, and keep the page as `type: report`',
    );
  }
  const format = as.format === null ? recognised(source) : formats[as.format];
  if (format === undefined) return unrecognised(source);
  if (!format.is(source)) {
    const other = recognised(source);
    return unreadReport(
      format.tool,
      `the file does not look like ${format.tool}: expected ${format.looks}`,
      other === undefined
        ? 'correct `format`, or register the file that the tool wrote'
        : `it looks like ${other.tool}: correct \`format\``,
    );
  }
  return declared(format.read(source), as);
}

const recognised = (source: ReportSource): Format | undefined =>
  Object.values(formats).find((one) => one.is(source));

const unrecognised = ({ json, cells }: ReportSource): Report =>
  unreadReport(
    'unknown',
    json === undefined && cells === null
      ? 'drift results are read from JSON and CSV, and this file is neither'
      : `the file is not recognised as drift results of a tool; looked for ${Object.values(formats)
          .map(({ tool, looks }) => `${tool} (${looks})`)
          .join(', ')}`,
    'for a table of your own, write `format: drift-table` in the register and name its `columns`; for anything else, another `type`',
  );
