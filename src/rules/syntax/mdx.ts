import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'syntax/mdx',
  severity: 'error',
  what: 'The body of an MDX file does not parse.',
  why: 'MDX reads `<` and `{` as the start of markup. A stray one (`PSI <0.1`, `n<30`) stops the whole body, and with it every reference and figure in it.',
  fix: 'Close the tag or brace at the place shown; write a literal one as `\\<` or `\\{`, or put it in a code span. A `.md` file takes both as text.',
  raised: 'reading',
});
