/** Words that say "not filled in yet": a field or sentence that holds one counts as empty. */
const inText = /\[More Information Needed\]|\b(?:TODO|TBD|FIXME)\b/;
const whole = /^\s*(?:\[More Information Needed\]|(?:TODO|TBD|FIXME)\b.*)\s*$/s;

/** Whether a text is nothing but a placeholder (what follows a leading `TODO` is a note to oneself). */
export const isPlaceholder = (text: string): boolean => whole.test(text);

/** Whether a text holds a placeholder anywhere. */
export const hasPlaceholder = (text: string): boolean => inText.test(text);
