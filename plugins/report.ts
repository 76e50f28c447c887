import type { Point, Position } from 'unist';
import type { VFile } from 'vfile';

/** A stretch of source text: where a node stands, or a part of it. */
export type Stretch = Position | Point | undefined;

/**
 * Reports a fault of a body as a message of its file: `rule` is `area/name` (kept as the message's source and
 * rule id), `fix` becomes its note.
 */
export function report(file: VFile, rule: string, reason: string, at: Stretch, fix?: string): void {
  const [source, ruleId] = rule.split('/');
  const message = file.message(reason, { place: at, source: source!, ruleId: ruleId! });
  if (fix !== undefined) message.note = fix;
}
