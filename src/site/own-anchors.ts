/** Anchors of a page whose portfolio gives one id to two things, as a draft may. */

/** The id of an element, and what stands before it in the tag: text has its `<` escaped and values their quotes. */
const idIn = /(<[a-z][^<>]*?\sid=")([^"]*)"/gi;

/**
 * Gives every element of a page an id of its own. The first keeps what both have, which links lead to; the next get a
 * number that no other id of the page ends in.
 */
export function withOwnAnchors(html: string): string {
  const given = new Set(Array.from(html.matchAll(idIn), ([, , id = '']) => id));
  const met = new Set<string>();
  return html.replace(idIn, (whole, before: string, id: string) => {
    if (!met.has(id)) {
      met.add(id);
      return whole;
    }
    let n = 2;
    while (given.has(`${id}-${n}`)) n++;
    given.add(`${id}-${n}`);
    return `${before}${id}-${n}"`;
  });
}
