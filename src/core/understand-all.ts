import type { z } from 'zod';
import { isBroken, type Artefact } from './artefact.ts';
import type { Input } from './input.ts';
import { joinPath, roleOf, systemOf, type Role } from './classify.ts';
import { compareText } from './compare.ts';
import { asList, asRecord, asText, asTexts } from './data.ts';
import type { Document } from './document.ts';
import type { FindingDraft } from './finding.ts';
import type { Kind } from './kind.ts';
import { startOf } from './place.ts';
import { didYouMean } from './suggest.ts';
import { understandOnce } from './understand-once.ts';

/** Every artefact of a folder, with what each document is. */
export interface Read {
  /** Shared with other portfolios of the same documents: not to be changed. */
  artefacts: Artefact[];
  roles: Map<string, Extract<Role, { role: 'artefact' }>>;
  sides: Set<string>;
  schemas: Map<string, z.ZodObject>;
}

/** Understands every document, parents before children, so that fields can be inherited. */
export function understandAll(input: Input, drafts: FindingDraft[]): Read {
  const byFile = new Map(input.documents.map((document) => [document.file, document]));
  const roles: Read['roles'] = new Map();
  const sideFiles: string[] = [];
  for (const document of input.documents) {
    const role = roleOf(document, input.kinds);
    if (role.role === 'artefact') roles.set(document.file, role);
    else if (role.role === 'side') sideFiles.push(document.file);
    else if (role.role === 'unknown') drafts.push(unknownKind(document, input.kinds));
  }
  // A side file that is there and cannot be opened has its finding from reading, as one that cannot be parsed has.
  const unopened = new Map(
    input.drafts
      .filter(({ rule, at }) => rule.startsWith('read/') && !byFile.has(at.file))
      .map(({ at }) => [at.file, unopenedFile(at.file)]),
  );
  const schemas = new Map(input.kinds.map((kind) => [kind.name, input.schemaOf(kind)]));
  const done = new Map<string, Artefact>();
  const sides = new Set<string>();
  const rank = (role: Extract<Role, { role: 'artefact' }>): number =>
    role.kind.name === 'portfolio' ? 0 : role.kind.name === 'system' ? 1 : 2;
  const order = [...roles].sort(([a, x], [b, y]) => rank(x) - rank(y) || compareText(a, b));
  let portfolio: Artefact | null = null;
  const profiles = new Map<string, Artefact>();
  for (const [file, role] of order) {
    const parent =
      rank(role) === 2 && role.system !== null ? (profiles.get(role.system) ?? portfolio) : portfolio;
    const understood = understandOnce(byFile.get(file)!, role, {
      schema: schemas.get(role.kind.name)!,
      side: (path) => byFile.get(path) ?? unopened.get(path),
      parent: role.kind.form === 'page' && rank(role) > 0 ? parent : null,
      inheritable: input.inheritable,
    });
    if (rank(role) === 0 && portfolio !== null) {
      drafts.push(secondPortfolio(file, portfolio.file));
      continue;
    }
    drafts.push(...understood.drafts);
    for (const side of understood.sides) sides.add(side);
    done.set(file, understood.artefact);
    if (rank(role) === 0) portfolio = understood.artefact;
    if (rank(role) === 1 && role.system !== null) profiles.set(role.system, understood.artefact);
  }
  const isListed = input.drafts.some(
    ({ rule, at }) => rule === 'read/unreadable' && at.file === 'portfolio.yaml',
  );
  if (portfolio === null && !isListed) {
    drafts.push({
      rule: 'schema/missing-portfolio',
      message: 'the folder has no `portfolio.yaml`',
      at: startOf('portfolio.yaml'),
      subject: 'portfolio',
      detail: 'missing',
      fix: 'write one with a `title:`, or start from `casebook init`',
    });
  }
  for (const file of sideFiles) {
    // Catalogues and crosswalks are claimed in the portfolio file, whatever their place.
    const named = claimedBy(portfolio).some((one) => joinPath('', one) === file);
    if (sides.has(file) || named || byFile.get(file)?.data === null) continue;
    // What names it may be in a file, or a list, that could not be read.
    const isLost = ['catalogues', 'crosswalks'].some(
      (list) => portfolio !== null && isBroken(portfolio, [list]),
    );
    if (isLost || isAmidUnreadable(file, input.documents)) continue;
    drafts.push({
      rule: 'schema/unclaimed-file',
      message: `no artefact takes its rows from \`${file}\``,
      at: startOf(file),
      subject: file,
      detail: 'unclaimed',
      fix: file.startsWith('crosswalks/')
        ? 'name it under `crosswalks:` of `portfolio.yaml`, or remove it'
        : 'name it in the artefact it belongs to (`features: ./features.csv`), or remove it',
    });
  }
  return { artefacts: [...done.values()], roles, sides, schemas };
}

/** Stands for a side file that could not be opened. */
const unopenedFile = (file: string): Document => ({
  file,
  format: 'yaml',
  digest: '',
  data: null,
  body: null,
});

/** The files that a portfolio names as catalogues and crosswalks. */
const claimedBy = (portfolio: Artefact | null): string[] => [
  ...asTexts(portfolio?.data['catalogues']),
  ...asList(portfolio?.data['crosswalks']).flatMap((one) => asText(asRecord(one)?.['file'] ?? one) ?? []),
];

const isAmidUnreadable = (file: string, documents: readonly Document[]): boolean =>
  documents.some((one) => one.data === null && systemOf(one.file) === systemOf(file));

const secondPortfolio = (file: string, first: string): FindingDraft => ({
  rule: 'reference/duplicate',
  message: `\`${first}\` is the portfolio file already; \`${file}\` is not read`,
  at: startOf(file),
  subject: 'portfolio',
  detail: file,
  related: [{ at: startOf(first), message: 'this one counts' }],
  fix: 'keep one of the two',
});

function unknownKind(document: Document, kinds: readonly Kind[]): FindingDraft {
  const stated = asText(asRecord(document.data)?.['kind']);
  const names = kinds.filter((kind) => kind.form === 'page').map((kind) => kind.name);
  const base = document.file.slice(document.file.lastIndexOf('/') + 1).replace(/\.mdx?$/, '');
  const near = didYouMean(stated ?? base, names);
  return {
    rule: 'schema/unknown-kind',
    message:
      stated === null
        ? `the kind of \`${document.file}\` cannot be told from its name`
        : `no kind is called \`${stated}\``,
    at: stated === null ? startOf(document.file) : { file: document.file, path: ['kind'] },
    subject: document.file,
    detail: stated ?? base,
    fix: near ?? `name the file after its kind, or write \`kind:\` with one of ${names.join(', ')}`,
  };
}
