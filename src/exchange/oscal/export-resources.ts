import type { Catalogue } from '../../core/obligation.ts';
import type { System } from '../../core/portfolio.ts';
import type { Evidence } from '../../core/records.ts';
import { lineOf, propsOf } from './export-text.ts';
import type { OscalResource } from './export-types.ts';
import { uuidOf } from './export-uuid.ts';

/** How a document points at one of its resources. */
export const toResource = (uuid: string): string => `#${uuid}`;

/** The UUID of the resource that stands for the plan of a system. */
export const planUuid = (system: string): string => uuidOf('assessment-plan', system);
/** The UUID of the resource of a catalogue. */
export const catalogueUuid = (catalogue: string): string => uuidOf('catalogue', catalogue);
/** The UUID of the resource of some evidence. */
export const evidenceUuid = (evidence: string): string => uuidOf('evidence', evidence);

/**
 * The assessment plan that results have to import: the mapping, which states scope, methods and assessors. Casebook
 * keeps no OSCAL plan of its own.
 */
export function planResource(system: System): OscalResource {
  const files = system.artefacts.filter((artefact) => artefact.kind === 'compliance-mapping');
  return {
    uuid: planUuid(system.id),
    title: lineOf(`Compliance mapping of ${system.title}`),
    description:
      'The mapping states which clauses are in scope, by which methods and by whom each was assessed. It stands ' +
      'for the assessment plan.',
    ...(files.length > 0 && {
      rlinks: files.map(({ file, digest }) => ({ ...linkTo(file), ...hashesOf(digest) })),
    }),
  };
}

/** A catalogue that clauses are taken from; its own address when it has one. */
export const catalogueResource = (catalogue: Catalogue): OscalResource => ({
  uuid: catalogueUuid(catalogue.id),
  title: lineOf(catalogue.title),
  description: `Catalogue \`${catalogue.id}\`, version ${catalogue.version ?? catalogue.as_of ?? 'not stated'}.`,
  props: propsOf({
    id: catalogue.id,
    version: catalogue.version,
    'legal-force': catalogue.legal_force,
    jurisdiction: catalogue.jurisdiction,
  }),
  ...(catalogue.url !== null &&
    /^https?:/.test(catalogue.url) && { rlinks: [{ href: encodeURI(catalogue.url) }] }),
});

/** A registered file with the digest it was registered under. */
export const evidenceResource = (record: Evidence): OscalResource => ({
  uuid: evidenceUuid(record.id),
  title: lineOf(record.title),
  description: record.description ?? `Evidence \`${record.id}\`, ${record.type}.`,
  props: propsOf({
    id: record.id,
    type: record.type,
    state: record.state,
    provenance: record.provenance,
    'produced-by': record.produced_by,
    'found-sha256': record.found_sha256 === record.sha256 ? null : (record.found_sha256 ?? 'no file'),
  }),
  rlinks: [{ ...linkTo(record.file), ...hashesOf(record.sha256) }],
  ...(record.why !== null && { remarks: record.why }),
});

const mediaTypes: Record<string, string> = {
  csv: 'text/csv',
  json: 'application/json',
  md: 'text/markdown',
  mdx: 'text/markdown',
  pdf: 'application/pdf',
  png: 'image/png',
  txt: 'text/plain',
  yaml: 'application/yaml',
  yml: 'application/yaml',
};

/** A file of the content folder as a link: relative to that folder. */
function linkTo(file: string): { href: string; 'media-type'?: string } {
  const type = mediaTypes[file.slice(file.lastIndexOf('.') + 1).toLowerCase()];
  const href = file.split('/').map(encodeURIComponent).join('/');
  return { href, ...(type !== undefined && { 'media-type': type }) };
}

/** A digest as OSCAL writes it; a register that holds none gives none. */
const hashesOf = (sha256: string): { hashes?: { algorithm: 'SHA-256'; value: string }[] } =>
  /^[0-9a-f]{64}$/.test(sha256) ? { hashes: [{ algorithm: 'SHA-256', value: sha256 }] } : {};
