import type { FindingDraft } from '../core/finding.ts';
import type { Place } from '../core/place.ts';

/** A file taken apart: front matter and body, each at its own lines. */
export interface FrontMatter {
  /** The YAML between the fences; `null` when there is none. */
  yaml: string | null;
  /** Offset of the YAML in the text. */
  offset: number;
  /** Lines before the YAML. */
  line: number;
  /** Line of the opening fence, counted from 1; 0 when there is none. */
  fence: number;
  /** The text with everything before the body blanked, so that lines stay where they are. */
  body: string;
  drafts: FindingDraft[];
}

const fence = /^---[ \t]*$/;
const field = /^["']?[A-Za-z_][\w .-]*["']?:(?:\s|$)/;

/** Takes the front matter off a text (lines ended by LF). */
export function splitFrontMatter(text: string, file: string): FrontMatter {
  const none: FrontMatter = { yaml: null, offset: 0, line: 0, fence: 0, body: text, drafts: [] };
  const first = lineAt(text, 0);
  if (/^\+\+\+[ \t]*$/.test(first)) {
    const at = lineOf(file, 1, first.length);
    const fix = 'write the fields as YAML between two lines of `---`';
    return {
      ...none,
      drafts: [
        { rule: 'syntax/front-matter', message: 'the front matter is TOML, and only YAML is read', at, fix },
      ],
    };
  }
  const open = fence.test(first) ? { line: 0, start: 0 } : lateOpening(text);
  if (open === null) return spoiltOpening(text, file) ?? none;
  const opening = lineAt(text, open.start);
  const end = open.start + opening.length;
  laterFence.lastIndex = end;
  const close = laterFence.exec(text);
  if (close === null) {
    const message = 'the front matter that begins here is never closed';
    const at = lineOf(file, open.line + 1, opening.length);
    const fix = 'put `---` on a line of its own after the last field';
    return {
      ...none,
      fence: open.line + 1,
      body: '',
      drafts: [{ rule: 'syntax/front-matter', message, at, fix }],
    };
  }
  const twice = openedTwice(text, file, end, close);
  if (twice !== null) return twice;
  const drafts: FindingDraft[] = [];
  if (open.line > 0) {
    drafts.push({
      rule: 'syntax/front-matter',
      message: `the front matter begins on line ${open.line + 1}, and it has to begin on line 1`,
      at: lineOf(file, open.line + 1, opening.length),
      detail: 'not on line 1',
      fix: 'remove what stands before it',
    });
  }
  return { ...between(text, end + 1, close), line: open.line + 1, fence: open.line + 1, drafts };
}

/** The fields from an offset to the closing fence, and the body after it. */
function between(
  text: string,
  offset: number,
  close: RegExpExecArray,
): Pick<FrontMatter, 'yaml' | 'offset' | 'body'> {
  // Up to the closing fence with its line break, of which the last line of a file has none.
  const before = linesIn(text, close.index + 1) + 1;
  return {
    yaml: text.slice(offset, Math.max(offset, close.index)),
    offset,
    body: '\n'.repeat(before) + text.slice(close.index + close[0].length + 1),
  };
}

/** Signs and at least two hyphens or a dash, alone on a line: a fence that somebody or their editor spoilt. */
const nearFence = /^[^\p{L}\p{N}]{0,4}(?:--|[–—])[^\p{L}\p{N}]*$/u;

const name = /^[a-z][a-z0-9_-]*:(?:\s|$)/;

/** What lies between fences: fields, what is nested in them, comments and blank lines. */
const fieldLine = /^(?:\s*$|[ \t]|- |#|["']?[A-Za-z_][\w .-]*["']?:(?:\s|$)|[\]}])/;

/**
 * Fields whose opening fence is missing or no fence, up to the fence that closes them; `null` where the text begins
 * otherwise. They are read all the same, so that the fence is the only fault.
 */
function spoiltOpening(text: string, file: string): FrontMatter | null {
  const first = lineAt(text, 0);
  const isSpoilt = nearFence.test(first);
  const offset = isSpoilt ? first.length + 1 : 0;
  if (!field.test(lineAt(text, offset))) return null;
  laterFence.lastIndex = Math.max(0, offset - 1);
  const close = laterFence.exec(text);
  if (close === null) return null;
  const names = fieldsIn(text.slice(offset, close.index));
  if (names === null || (!isSpoilt && names < 2)) return null;
  const draft: FindingDraft = {
    rule: 'syntax/front-matter',
    message: isSpoilt
      ? `the front matter has to begin with \`---\`, and nothing else on the line`
      : 'the front matter is closed and was never opened',
    at: lineOf(file, 1, first.length),
    detail: 'no opening',
    fix: isSpoilt ? 'write `---` alone on line 1' : 'put `---` on a line of its own before the first field',
  };
  const line = isSpoilt ? 1 : 0;
  return { ...between(text, offset, close), line, fence: line, drafts: [draft] };
}

/**
 * How many fields stand in lines that are nothing else; `null` when some line is. One alone over a row of hyphens may be
 * a heading of Markdown, whatever it says: “ADR 3: Use a queue”.
 */
function fieldsIn(text: string): number | null {
  const lines = text.split('\n');
  return lines.every((line) => fieldLine.test(line)) ? lines.filter((line) => name.test(line)).length : null;
}

/** Fields whose opening fence stands there twice, so that the second seems to close it: read all the same. */
function openedTwice(text: string, file: string, end: number, second: RegExpExecArray): FrontMatter | null {
  if (text.slice(end, second.index).trim() !== '') return null;
  const offset = second.index + second[0].length + 1;
  laterFence.lastIndex = offset;
  const close = laterFence.exec(text);
  if (close === null || (fieldsIn(text.slice(offset, close.index)) ?? 0) < 2) return null;
  const line = linesIn(text, offset);
  const draft: FindingDraft = {
    rule: 'syntax/front-matter',
    message: 'the front matter is opened twice',
    at: lineOf(file, line, second[0].length - 1),
    detail: 'opened twice',
    fix: 'remove one of the two lines `---`',
  };
  return { ...between(text, offset, close), line, fence: line, drafts: [draft] };
}

/** A fence on a line that is not the first, with the line break before it. */
const laterFence = /\n---[ \t]*(?=\n|$)/g;

/** The line that begins at an offset, without its break. */
function lineAt(text: string, start: number): string {
  const end = text.indexOf('\n', start);
  return text.slice(start, end < 0 ? text.length : end);
}

/** How many lines end before an offset. */
function linesIn(text: string, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/**
 * The line where front matter begins that is not on line 1: a fence followed by a field, with nothing but blank
 * lines and comments before it. A rule between two paragraphs is not taken for one.
 */
function lateOpening(text: string): { line: number; start: number } | null {
  laterFence.lastIndex = 0;
  const found = laterFence.exec(text);
  if (found === null) return null;
  const start = found.index + 1;
  if (!field.test(lineAt(text, found.index + found[0].length + 1))) return null;
  const rest = text
    .slice(0, start)
    .replace(/<!--[\s\S]*?-->|\{\/\*[\s\S]*?\*\/\}/g, '')
    .trim();
  return rest === '' ? { line: linesIn(text, start), start } : null;
}

const lineOf = (file: string, line: number, length: number): Place => ({
  file,
  line,
  column: 1,
  end_line: line,
  end_column: length + 1,
});
