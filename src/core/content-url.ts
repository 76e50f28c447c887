/**
 * Addresses inside the content folder as they stand in the HTML of a body: `content:systems/x/model-card.mdx#uses`.
 * The reader resolves them against the file they were written in; whoever makes pages gives them addresses.
 */
export const contentScheme = 'content:';

/**
 * Puts page addresses in place of the content addresses of some HTML.
 * @param toAddress the address of a file of the content folder, or `null` when it has none: the link is then
 *   left without `href` (or `src`), so that no reader is sent nowhere.
 */
export function replaceContentUrls(html: string, toAddress: (file: string) => string | null): string {
  return html.replace(
    / (href|src)="content:([^"#?]*)((?:\?[^"#]*)?(?:#[^"]*)?)"/g,
    (_, name: string, file: string, rest: string) => {
      const address = toAddress(decodeURI(file.replaceAll('&#x26;', '&')));
      return address === null ? '' : ` ${name}="${address}${rest}"`;
    },
  );
}
