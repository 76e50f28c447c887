/**
 * The pictures that pages show, by file ending, with their media types. SVG is not among them: a drawing can
 * carry scripts, and a portfolio from another team must be safe to publish.
 */
export const pictureTypes: Readonly<Record<string, string>> = {
  avif: 'image/avif',
  gif: 'image/gif',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
};

/** The media type of a picture by its file's ending, or `null` when pages do not show it. */
export const pictureType = (file: string): string | null =>
  pictureTypes[file.slice(file.lastIndexOf('.') + 1).toLowerCase()] ?? null;
