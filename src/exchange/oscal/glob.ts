/**
 * A glob as a test of whole ids: `*` any text, `?` one character, `[…]` one of a set, `[!…]` none of it, `\` takes
 * the next character as it is. Case counts; an empty pattern matches nothing.
 * Source: OSCAL profile resolution, “include-controls plus matching”; POSIX.1-2017, 2.13.
 */
export function matcherOf(pattern: string): (id: string) => boolean {
  if (pattern === '') return () => false;
  const runs: Token[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const sign = pattern[at]!;
    if (sign === '*') {
      if (runs.at(-1)?.type !== 'any') runs.push({ type: 'any' });
    } else if (sign === '?') runs.push({ type: 'one', fits: () => true });
    else if (sign === '[' && setAt(pattern, at)) {
      const [end, fits] = setAt(pattern, at)!;
      runs.push({ type: 'one', fits });
      at = end;
    } else {
      const literal = sign === '\\' && at + 1 < pattern.length ? pattern[++at]! : sign;
      runs.push({ type: 'one', fits: (other) => other === literal });
    }
  }
  return (id) => matches(runs, id);
}

type Token = { type: 'any' } | { type: 'one'; fits: (sign: string) => boolean };

/** Reads a bracket expression; `null` when the bracket is never closed and so stands for itself. */
function setAt(pattern: string, open: number): [end: number, fits: (sign: string) => boolean] | null {
  const negated = pattern[open + 1] === '!' || pattern[open + 1] === '^';
  const from = open + (negated ? 2 : 1);
  const end = pattern.indexOf(']', from + 1);
  if (end < 0) return null;
  const body = pattern.slice(from, end);
  const ranges: [string, string][] = [];
  for (let at = 0; at < body.length; at++) {
    if (body[at + 1] === '-' && at + 2 < body.length) {
      ranges.push([body[at]!, body[at + 2]!]);
      at += 2;
    } else ranges.push([body[at]!, body[at]!]);
  }
  return [end, (sign) => ranges.some(([low, high]) => sign >= low && sign <= high) !== negated];
}

/** Walks both texts once and goes back to the last `*` only: no pattern makes it slow. */
function matches(tokens: readonly Token[], id: string): boolean {
  let token = 0;
  let at = 0;
  let star = -1;
  let resume = 0;
  while (at < id.length) {
    const next = tokens[token];
    if (next?.type === 'one' && next.fits(id[at]!)) {
      token += 1;
      at += 1;
    } else if (next?.type === 'any') {
      star = token;
      resume = at;
      token += 1;
    } else if (star >= 0) {
      token = star + 1;
      resume += 1;
      at = resume;
    } else return false;
  }
  while (tokens[token]?.type === 'any') token += 1;
  return token === tokens.length;
}
