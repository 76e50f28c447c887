/** Words that say "not filled in yet": a field that holds one counts as empty. */
const whole = /^\s*(?:\[More Information Needed\]|(?:TODO|TBD|FIXME)\b[\s\S]*)\s*$/;

/** The same as a pattern of a JSON Schema, which knows no flags. */
export const placeholderPattern = whole.source;

/** Whether a text is nothing but a placeholder (what follows a leading `TODO` is a note to oneself). */
export const isPlaceholder = (text: string): boolean => whole.test(text);
