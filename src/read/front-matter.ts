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
  const lines = text.split('\n');
  if (/^\+\+\+[ \t]*$/.test(lines[0]!)) {
    const at = lineOf(file, 1, lines[0]!.length);
    const fix = 'write the fields as YAML between two lines of `---`';
    return {
      ...none,
      drafts: [
        { rule: 'syntax/front-matter', message: 'the front matter is TOML, and only YAML is read', at, fix },
      ],
    };
  }
  const open = fence.test(lines[0]!) ? 0 : lateOpening(lines);
  if (open < 0) return none;
  const close = lines.findIndex((line, i) => i > open && fence.test(line));
  if (close < 0) {
    const message = 'the front matter that begins here is never closed';
    const at = lineOf(file, open + 1, lines[open]!.length);
    const fix = 'put `---` on a line of its own after the last field';
    return {
      ...none,
      fence: open + 1,
      body: '',
      drafts: [{ rule: 'syntax/front-matter', message, at, fix }],
    };
  }
  const drafts: FindingDraft[] = [];
  if (open > 0) {
    drafts.push({
      rule: 'syntax/front-matter',
      message: `the front matter begins on line ${open + 1}, and it has to begin on line 1`,
      at: lineOf(file, open + 1, lines[open]!.length),
      detail: 'not on line 1',
      fix: 'remove what stands before it',
    });
  }
  const offset = lines.slice(0, open + 1).join('\n').length + 1;
  const yaml = lines.slice(open + 1, close).join('\n');
  const body = '\n'.repeat(close + 1) + lines.slice(close + 1).join('\n');
  return { yaml, offset, line: open + 1, fence: open + 1, body, drafts };
}

/**
 * The line where front matter begins that is not on line 1: a fence followed by a field, with nothing but blank
 * lines and comments before it. A rule between two paragraphs is not taken for one.
 */
function lateOpening(lines: readonly string[]): number {
  const open = lines.findIndex((line) => fence.test(line));
  if (open < 0 || !field.test(lines[open + 1] ?? '')) return -1;
  const before = lines.slice(0, open).join('\n');
  const rest = before.replace(/<!--[\s\S]*?-->|\{\/\*[\s\S]*?\*\/\}/g, '').trim();
  return rest === '' ? open : -1;
}

const lineOf = (file: string, line: number, length: number): Place => ({
  file,
  line,
  column: 1,
  end_line: line,
  end_column: length + 1,
});
