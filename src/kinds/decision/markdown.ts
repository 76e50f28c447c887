// The little Markdown that MADR’s sections are written in: deeper headings, flat lists, prose between them.

/** A part of a section under a deeper heading. */
export interface Part {
  title: string;
  text: string;
}

/** Splits a section’s source at headings of a depth; what stands before the first is the lead. */
export function splitAt(source: string, depth: number): { lead: string; parts: Part[] } {
  const heading = new RegExp(`^#{${depth}}\\s+(.+?)\\s*#*\\s*$`);
  const lead: string[] = [];
  const parts: { title: string; lines: string[] }[] = [];
  for (const { line, code } of linesOf(source)) {
    const title = code ? undefined : heading.exec(line)?.[1];
    if (title !== undefined) parts.push({ title, lines: [] });
    else (parts.at(-1)?.lines ?? lead).push(line);
  }
  return {
    lead: lead.join('\n').trim(),
    parts: parts.map(({ title, lines }) => ({ title, text: lines.join('\n').trim() })),
  };
}

/** The items of the lists of a text that are not nested, each on one line. */
export function bulletsOf(source: string): string[] {
  const items: string[] = [];
  let open = false;
  let blank = false;
  for (const { line, code } of linesOf(source)) {
    const item = code ? null : /^ {0,3}[*+-]\s+(.*)$/.exec(line);
    if (item) {
      items.push(item[1]!.trim());
      open = true;
    } else if (open && line.trim() !== '' && (!blank || /^\s/.test(line))) {
      items[items.length - 1] += ' ' + line.trim();
    } else if (line.trim() !== '') open = false;
    blank = line.trim() === '';
  }
  return items;
}

/** What a text says before its first list, comments taken out. */
export function proseOf(source: string): string {
  const before: string[] = [];
  for (const { line, code } of linesOf(source)) {
    if (!code && /^ {0,3}[*+-]\s/.test(line)) break;
    before.push(line);
  }
  return before.join('\n').trim();
}

/** Lines with whether they stand in fenced code; comments of Markdown and MDX are blanked. */
function linesOf(source: string): { line: string; code: boolean }[] {
  let fence: string | null = null;
  return source
    .replace(/<!--[\s\S]*?-->|\{\/\*[\s\S]*?\*\/\}/g, '')
    .split(/\r?\n/)
    .map((line) => {
      const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
      const code = fence !== null || mark !== undefined;
      if (mark !== undefined) {
        if (fence === null) fence = mark;
        else if (mark.startsWith(fence)) fence = null;
      }
      return { line, code };
    });
}
