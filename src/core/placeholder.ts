/** Words that say "not filled in yet": a field that holds one counts as empty. */
const whole = /^\s*(?:\[More Information Needed\]|(?:TODO|TBD|FIXME)\b[\s\S]*)\s*$/;

/** Every text of a portfolio is looked at: most are none by their first letter. */
const begins = /^[\s[TF]/;

/** The same as a pattern of a JSON Schema, which knows no flags. */
export const placeholderPattern = whole.source;

/** Whether a text is nothing but a placeholder (what follows a leading `TODO` is a note to oneself). */
export const isPlaceholder = (text: string): boolean => begins.test(text) && whole.test(text);
