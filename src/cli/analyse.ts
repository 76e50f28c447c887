import fs from 'node:fs';
import path from 'node:path';
import { assemble } from '../core/assemble.ts';
import { Before } from '../core/before.ts';
import { chooseAsOf } from '../core/date.ts';
import type { Document, Json } from '../core/document.ts';
import { compareFindings } from '../core/finding.ts';
import { sha256 } from '../core/fingerprint.ts';
import type { Input } from '../core/input.ts';
import type { Portfolio } from '../core/portfolio.ts';
import { KeptCells } from '../core/kept-cells.ts';
import { settleFindings } from '../core/settle.ts';
import { withSuspects } from '../core/suspect.ts';
import { attachEvidence } from '../evidence/attach.ts';
import { attachLineage, isLineageFile } from '../evidence/lineage/attach.ts';
import { attachModels, isModelFile } from '../evidence/model/attach.ts';
import { inheritable, schemaOf } from '../kinds/envelope.ts';
import { kinds } from '../kinds/index.ts';
import { withFieldClaims } from '../kinds/numbers.ts';
import { parseTable } from '../read/csv.ts';
import { createReader, type Reading } from '../read/folder.ts';
import { parseYaml } from '../read/yaml.ts';
import { ruleSeverity, runRules } from '../rules/index.ts';
import { isForeignShap } from './foreign-shap.ts';
import { isForeignMetrics, readForeignMetrics } from './metrics-reader.ts';
import { modelReader } from './model-reader.ts';
import { packageRoot } from './package-root.ts';
import type { ShapReading } from './shap-reader.ts';

/** What an analysis is made with, besides the content. */
export interface AnalyseOptions {
  /** `--as-of`; goes before the portfolio's own date. */
  asOf?: string;
  /** Where parsed files are kept between runs; `null` keeps nothing. */
  cacheDir?: string | null;
  /** Whether bodies are rendered, for pages; what is found does not depend on it. True by default. */
  blocks?: boolean;
  /** Seconds since 1970, as in the environment variable of this name. */
  sourceDateEpoch?: string;
  /** The clock, asked only when nothing else gives the as-of date. */
  now?: () => Date;
}

/**
 * Reads a content folder and computes its portfolio: read, assemble, evidence, breaches, cells, rules, findings. This is
 * the one way from files to a graph; `check`, `build`, `dev` and the exports all take it.
 * @throws {import('../read/folder.ts').MissingContentError} when the folder does not exist.
 */
export const analyse = (content: string, options: AnalyseOptions = {}): Promise<Portfolio> =>
  createAnalyser(content, options)();

/**
 * Makes a function that does so as often as it is asked. Files that did not change are not read again, and what
 * follows from them alone is not worked out again; the portfolios are those that a fresh look would give.
 */
export function createAnalyser(content: string, options: AnalyseOptions = {}): () => Promise<Portfolio> {
  const reader = createReader(path.resolve(content), {
    cacheDir: options.cacheDir ?? null,
    blocks: options.blocks ?? true,
  });
  const kept = {
    shipped: { ids: shippedCatalogues(), read: catalogueReader() },
    before: new Before(),
    cells: new KeptCells(),
  };
  let shap: ReturnType<typeof import('./shap-reader.ts').shapReader> | undefined;
  const readShap: ReadShap = async (graph, assets) => {
    shap ??= (await import('./shap-reader.ts')).shapReader(fs.realpathSync(content), options.cacheDir);
    return shap(graph, assets);
  };
  return async () => portfolioOf(reader(), kept, readShap, options);
}

/** Reads the SHAP values of other tools that a graph registers. */
type ReadShap = (graph: Portfolio, assets: Reading['assets']) => Promise<ShapReading>;

async function portfolioOf(
  read: Reading,
  kept: Required<Pick<Input, 'shipped' | 'before'>> & { cells: KeptCells },
  readShap: ReadShap,
  options: AnalyseOptions,
): Promise<Portfolio> {
  const { shipped, before, cells } = kept;
  before.begin();
  const input: Input = {
    documents: read.documents,
    assets: read.assets,
    drafts: read.drafts,
    locate: read.locate,
    kinds,
    schemaOf,
    inheritable,
    shipped,
    before,
    table: (file, delimiter) => {
      const text = read.texts.get(file);
      // What is no text has its finding from reading.
      return text === undefined ? { data: null, drafts: [] } : parseTable(text, file, delimiter);
    },
    ...(mayHoldOscal(read.assets) && { foreign: (await import('../exchange/oscal/import.ts')).openOscal }),
    asOf: (portfolio) =>
      chooseAsOf({
        option: options.asOf,
        portfolio,
        sourceDateEpoch: options.sourceDateEpoch,
        now: options.now ?? (() => new Date()),
      }),
  };
  let graph = assemble(input);
  const { contents, drafts } = graph.evidence.some(isForeignMetrics)
    ? readForeignMetrics(graph, read)
    : { contents: new Map<string, Json>(), drafts: [] };
  if (graph.evidence.some(isForeignShap)) {
    const shap = await readShap(graph, read.assets);
    for (const [id, content] of shap.contents) contents.set(id, content);
    drafts.push(...shap.drafts);
  }
  // Links into a file hold or break by what it holds: the graph is put together with it.
  if (contents.size > 0) graph = assemble({ ...input, imported: contents });
  graph.drafts.push(...drafts);
  if (graph.evidence.some(isModelFile)) graph.drafts.push(...attachModels(graph, modelReader(read)));
  if (graph.evidence.some(isLineageFile)) {
    const { lineageReader } = await import('./lineage-reader.ts');
    graph.drafts.push(...attachLineage(graph, lineageReader(read)));
  }
  const hasReports = graph.evidence.some(({ reported }) => reported !== undefined);
  const attached = attachEvidence(
    graph,
    hasReports ? (await import('./report-reader.ts')).reportReader(read) : undefined,
    before,
  );
  const known = { ...graph, ...attached, drafts: [...graph.drafts, ...attached.drafts] };
  const portfolio: Portfolio = { ...known, ...withSuspects(known, before) };
  portfolio.claims = withFieldClaims(portfolio);
  portfolio.cells = cells.of(portfolio);
  portfolio.findings = settleFindings([...portfolio.drafts, ...runRules(portfolio)], portfolio, ruleSeverity);
  const aboutFindings = settleFindings(runRules(portfolio, 'findings'), portfolio, ruleSeverity);
  if (aboutFindings.length > 0)
    portfolio.findings = [...portfolio.findings, ...aboutFindings].sort(compareFindings);
  return portfolio;
}

/** Whether there is JSON that is no evidence: what reads OSCAL is loaded only then. */
const mayHoldOscal = (assets: readonly { file: string; json?: unknown }[]): boolean =>
  assets.some(({ file, json }) => json !== undefined && !/(?:^|\/)evidence\//.test(file));

const folder = (): string => path.join(packageRoot(), 'src/catalogues');

/** The ids of the catalogues that ship, sorted. */
const shippedCatalogues = (): string[] =>
  fs
    .readdirSync(folder())
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .sort();

/** Reads shipped catalogues, each once. */
function catalogueReader(): (id: string) => Document {
  const known = new Map<string, Document>();
  return (id) => {
    const document = known.get(id) ?? readCatalogue(id);
    known.set(id, document);
    return document;
  };
}

function readCatalogue(id: string): Document {
  const text = fs.readFileSync(path.join(folder(), `${id}.yaml`), 'utf8');
  const file = `casebook:${id}`;
  return {
    file,
    format: 'yaml',
    digest: sha256(text),
    data: parseYaml(text, { file, text, offset: 0 }).data,
    body: null,
  };
}
