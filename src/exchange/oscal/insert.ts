import type { Param } from './model.ts';

/** A place of a text where a parameter is inserted: `{{ insert: param, ac-1_prm_1 }}`. */
const insertion = /\{\{\s*(?:insert:\s*([A-Za-z-]+)\s*,\s*)?([^\s{},]+)\s*\}\}/g;

/** The parameters a text inserts, in order, and whether braces are left that insert nothing. */
export function insertionsOf(text: string): { params: string[]; isMalformed: boolean } {
  if (!text.includes('{{')) return { params: [], isMalformed: false };
  const params: string[] = [];
  let isMalformed = false;
  const rest = text.replace(insertion, (_, type: string | undefined, id: string) => {
    if (type !== undefined && type !== 'param') isMalformed = true;
    else params.push(id);
    return '';
  });
  return { params, isMalformed: isMalformed || /\{\{|\}\}/.test(rest) };
}

/** The texts a parameter shows, in which others may be inserted. */
export const textsOfParam = (param: Param): string[] => [
  ...(param.label === null ? [] : [param.label]),
  ...param.values,
  ...(param.select?.choices ?? []),
  ...param.constraints,
];

/** Writes parameters into texts; none of the braces of an insertion is left. */
export type Fill = (text: string) => string;

/**
 * Makes the function that writes parameters into texts: the values of a parameter, else its choice, else its label
 * with what constrains it, the latter two in the brackets that SP 800-53 sets them in. What is inserted may insert
 * further parameters; a parameter that is not known, or that leads back to itself, shows its id.
 */
export function filler(params: ReadonlyMap<string, Param>): Fill {
  const known = new Map<string, string>();
  const open = new Set<string>();
  let left = most;
  let cuts = 0;

  const show = (id: string): string => {
    const before = known.get(id);
    if (before !== undefined) return before;
    if (open.size === 0) left = most;
    const param = params.get(id);
    if (!param) return `[${id}]`;
    if (open.has(id) || left-- <= 0) {
      cuts += 1;
      return `[${id}]`;
    }
    const cutsBefore = cuts;
    open.add(id);
    const words = wordsOf(param, fill);
    open.delete(id);
    const shown = words.length > longest ? `[${id}]` : words;
    // What was cut short depends on where it was entered; only whole answers are kept.
    if (cuts === cutsBefore) known.set(id, shown);
    return shown;
  };
  const fill: Fill = (text) => {
    if (!text.includes('{{') && !text.includes('}}')) return text;
    let filled = text.replace(insertion, (_, type: string | undefined, id: string) =>
      type === undefined || type === 'param' ? show(id) : `[${id}]`,
    );
    while (/\{\{|\}\}/.test(filled)) filled = filled.replace(/\{\{|\}\}/g, '');
    return filled;
  };
  return fill;
}

/** Parameters written for one insertion, and letters of one of them, before its id has to do: nobody reads more. */
const most = 500;
const longest = 10_000;

function wordsOf(param: Param, fill: Fill): string {
  if (param.values.length > 0) return param.values.map(fill).join(', ');
  const constraint = param.constraints.map((one) => fill(one).trim()).join('; ');
  const end = constraint === '' ? '' : `; ${constraint}`;
  if (param.select && param.select.choices.length > 0) {
    const how = param.select.how_many?.replaceAll('-', ' ');
    const choices = param.select.choices.map((one) => fill(one).trim()).join('; ');
    return `[Selection${how === undefined ? '' : ` (${how})`}: ${choices}${end}]`;
  }
  return `[Assignment: ${param.label === null ? param.id : fill(param.label).trim()}${end}]`;
}
