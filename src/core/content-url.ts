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
  const inTag = (_: string, name: string, file: string, rest: string): string => {
    const address = toAddress(decodeURI(file.replaceAll('&#x26;', '&')));
    return address === null ? '' : ` ${name}="${address.replaceAll('"', '%22')}${rest}"`;
  };
  return html.replace(tag, (one) => one.replace(contentAddress, inTag));
}

/** An opening tag: prose that only speaks of `href="content:…"` is left alone. */
const tag = /<[a-z](?:[^">]|"[^"]*")*>/gi;

const contentAddress = / (href|src)="content:([^"#?]*)((?:\?[^"#]*)?(?:#[^"]*)?)"/g;
