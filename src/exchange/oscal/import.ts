// OSCAL catalogs and profiles as catalogues of obligations.
import type { ParsedCatalogue } from '../../core/catalogue.ts';
import { Library, type JsonOf } from './library.ts';
import type { OscalCatalog } from './model.ts';
import type { Profile } from './profile.ts';
import { toCatalogue } from './to-catalogue.ts';

/**
 * Opens the OSCAL of a content folder. The function it gives reads one file as a catalogue: a catalog as it stands, a
 * profile as what it resolves to. A file that cannot be read gives none, and what is wrong is said once.
 */
export function openOscal(jsonOf: JsonOf): (file: string) => ParsedCatalogue {
  const library = new Library(jsonOf);
  return (file) => {
    const source = library.catalog(file);
    const written = library.document(file);
    const notes = written?.type === 'profile' ? [originOf(written, library)] : [];
    const catalogue = source && toCatalogue(source, notes, library.faults(file));
    return { catalogue, drafts: library.drafts.splice(0) };
  };
}

/** A sentence on what a profile was resolved from. */
function originOf(profile: Profile, library: Library): string {
  const sources = library.sourcesOf(profile).map(describe);
  return `Resolved from the profile \`${profile.file}\`, which selects from ${sources.join(' and ')}.`;
}

const describe = ({ file, metadata }: OscalCatalog): string =>
  `${metadata.title} (\`${file}\`${metadata.version === null ? '' : `, version ${metadata.version}`})`;
