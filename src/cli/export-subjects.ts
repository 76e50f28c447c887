/** What `casebook export` can write, and how. Printers are loaded when they are asked for. */
import type { Table } from '../report/table.ts';
import { CouldNotRun } from './errors.ts';
import type { Picked } from './export-pick.ts';

/** The forms that `export` writes. */
export const exportFormats = ['csv', 'xlsx', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** What is written as JSON: the part asked for, and whether it is a draft. */
type Asked = Picked & { draft: boolean };

interface Subject {
  /** One line of help. */
  says: string;
  /** What it is, for the message that refuses a table of it. */
  what: string;
  /** The forms it has, the default first. */
  formats: readonly [ExportFormat, ...ExportFormat[]];
  filters: readonly ('framework' | 'system')[];
  /** Its tables; a CSV file holds the first only. */
  toTables: (picked: Picked, format: ExportFormat) => Promise<Table[]>;
  toText: (asked: Asked) => Promise<string>;
}

const tabular = ['csv', 'xlsx', 'json'] as const;

/** Rows of tables as JSON, each under the name of what they are; the first names the whole. */
async function rowsText(tables: Readonly<Record<string, Table>>, { whole, draft }: Asked): Promise<string> {
  const [{ toJson }, { tableRecords }] = await Promise.all([
    import('../report/json.ts'),
    import('../report/table.ts'),
  ]);
  return toJson({
    schema: `casebook/${Object.keys(tables)[0]!}@1`,
    as_of: whole.as_of,
    portfolio: whole.title,
    ...(draft && { draft }),
    ...Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, tableRecords(table)])),
  });
}

/** The lists of what is not there as the page of it has them, of all systems or of one. */
async function holesAsked({ whole, system }: Picked) {
  const [{ byWeight, holeLists, listOf }, tables] = await Promise.all([
    import('../site/data/holes/lists.ts'),
    import('../site/data/holes/tables.ts'),
  ]);
  const lists = holeLists(whole);
  const own = byWeight(system === null ? lists : lists.map((list) => listOf(list, system.id)));
  return { holes: tables.holesTable(own), lists: tables.holeCountsTable(own) };
}

/** The numbers of all systems as the page of them has them, or of one. */
async function numbersAsked({ whole, system }: Picked): Promise<Table> {
  const [{ numberRows, numbersTable }, { groupBySystem }] = await Promise.all([
    import('../site/data/claims.ts'),
    import('../site/data/split.ts'),
  ]);
  const rows = groupBySystem(numberRows(whole), whole).flatMap((group) => group.rows);
  return numbersTable(system === null ? rows : rows.filter((row) => row.system === system.id));
}

const noTable = (): Promise<Table[]> => Promise.resolve([]);

const subjects = {
  matrix: {
    says: 'a row per system and clause; as xlsx with totals, a sheet per framework, and proofs',
    what: 'the matrix is a table',
    formats: tabular,
    filters: ['framework', 'system'],
    toTables: async ({ portfolio }, format) => {
      if (format === 'csv') return [(await import('../report/matrix.ts')).matrixTable(portfolio)];
      return (await import('../report/matrix-tables.ts')).matrixTables(portfolio);
    },
    toText: async (asked) => {
      const { matrixTable } = await import('../report/matrix.ts');
      return rowsText({ matrix: matrixTable(asked.portfolio) }, asked);
    },
  },
  proofs: {
    says: 'a row per step of every proof; as json the trees',
    what: 'proofs are a table',
    formats: tabular,
    filters: ['framework', 'system'],
    toTables: async ({ portfolio }) => [(await import('../report/proofs.ts')).proofsTable(portfolio)],
    toText: async ({ portfolio, framework, system, draft }) => {
      const [{ toRowsJson }, { proofsJson }] = await Promise.all([
        import('../report/json.ts'),
        import('../report/proofs-json.ts'),
      ]);
      const { cells } = portfolio;
      return toRowsJson(proofsJson(portfolio, { cells, framework, system: system?.id ?? null, draft }));
    },
  },
  totals: {
    says: 'cells counted by framework, system, timing and state, with denominators',
    what: 'totals are a table',
    formats: tabular,
    filters: ['framework', 'system'],
    toTables: async ({ portfolio }) => [(await import('../report/totals-table.ts')).totalsTable(portfolio)],
    toText: async (asked) => {
      const { totalsTable } = await import('../report/totals-table.ts');
      return rowsText({ totals: totalsTable(asked.portfolio) }, asked);
    },
  },
  inventory: {
    says: 'a row per system with what a supervisor asks of one',
    what: 'the inventory is a table',
    formats: tabular,
    filters: ['system'],
    toTables: async ({ portfolio }) => [(await import('../report/inventory.ts')).inventoryTable(portfolio)],
    toText: async (asked) => {
      const { inventoryTable } = await import('../report/inventory.ts');
      return rowsText({ inventory: inventoryTable(asked.portfolio) }, asked);
    },
  },
  findings: {
    says: 'a row per finding, waived ones too',
    what: 'findings are a table',
    formats: tabular,
    filters: ['system'],
    toTables: async ({ portfolio }) => [
      (await import('../report/findings-table.ts')).findingsTable(portfolio),
    ],
    toText: async ({ portfolio, draft }) => {
      const { findingsJson, toJson } = await import('../report/json.ts');
      return toJson(findingsJson(portfolio, draft));
    },
  },
  holes: {
    says: 'a row per hole of the nine lists of what is not there; as xlsx and json with their counts',
    what: 'holes are a table',
    formats: tabular,
    filters: ['system'],
    toTables: async (picked, format) => {
      const { holes, lists } = await holesAsked(picked);
      return format === 'csv' ? [holes] : [lists, holes];
    },
    toText: async (asked) => rowsText(await holesAsked(asked), asked),
  },
  numbers: {
    says: 'a row per number that an artefact states, with the file it rests on',
    what: 'numbers are a table',
    formats: tabular,
    filters: ['system'],
    toTables: async (picked) => [await numbersAsked(picked)],
    toText: async (asked) => rowsText({ numbers: await numbersAsked(asked) }, asked),
  },
  portfolio: {
    says: 'the whole graph',
    what: 'the portfolio is a graph',
    formats: ['json'],
    filters: [],
    toTables: noTable,
    toText: async ({ portfolio, draft }) => {
      const [{ toRowsJson }, { portfolioJson }] = await Promise.all([
        import('../report/json.ts'),
        import('../report/portfolio-json.ts'),
      ]);
      return toRowsJson(portfolioJson(portfolio, draft));
    },
  },
  'oscal-results': {
    says: 'OSCAL assessment results of one system',
    what: 'OSCAL is a document',
    formats: ['json'],
    filters: ['system'],
    toTables: noTable,
    toText: async ({ whole, system, draft }) => {
      const [{ toJson }, { assessmentResults }] = await Promise.all([
        import('../report/json.ts'),
        import('../exchange/oscal/export-assessment-results.ts'),
      ]);
      const results = assessmentResults(whole, system!, draft);
      if (results === null) {
        throw new CouldNotRun(`\`${system!.id}\` answers to no framework: there are no results to write`);
      }
      return toJson(results);
    },
  },
  'oscal-components': {
    says: 'the controls of one system as an OSCAL component definition',
    what: 'OSCAL is a document',
    formats: ['json'],
    filters: ['system'],
    toTables: noTable,
    toText: async ({ whole, system, draft }) => {
      const [{ toJson }, { componentDefinition }] = await Promise.all([
        import('../report/json.ts'),
        import('../exchange/oscal/export-component-definition.ts'),
      ]);
      return toJson(componentDefinition(whole, system!, draft));
    },
  },
} satisfies Record<string, Subject>;

export type ExportSubject = keyof typeof subjects;
/** What `export` writes, by the word that asks for it. */
export const exportSubjects: Record<ExportSubject, Subject> = subjects;
