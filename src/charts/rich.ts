/** A sentence with names set as code and links: what the title of a figure is made of. */
export type Rich = (string | { code: string } | { text: string; href: string })[];

/** The sentence without markup, for text alternatives. */
export const plain = (rich: Rich): string =>
  rich.map((part) => (typeof part === 'string' ? part : 'code' in part ? part.code : part.text)).join('');

/** Names as code, in a list as a sentence has it: `a`, `b` and `c`. */
export function listed(names: readonly string[]): Rich {
  return names.flatMap((name, index): Rich => {
    const before = index === 0 ? [] : [index === names.length - 1 ? ' and ' : ', '];
    return [...before, { code: name }];
  });
}
