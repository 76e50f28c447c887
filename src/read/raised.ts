/** Ids of the rules whose findings are raised while files are read. */
export const raisedByReading = [
  'read/unreadable',
  'read/binary',
  'read/too-large',
  'read/outside',
  'read/encoding',
  'syntax/yaml',
  'syntax/csv',
  'syntax/json',
  'syntax/mdx',
  'syntax/front-matter',
  'content/component',
  'content/expression',
  'content/html',
  'content/url',
  'content/placeholder',
] as const;
