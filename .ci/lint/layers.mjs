// Who may import whom: data flows one way, and a folder only looks down. The table is the house's ground plan.
import path from 'node:path';

const may = {
  core: [],
  plugins: ['core'],
  evidence: ['core'],
  profile: ['core', 'evidence'],
  report: ['core'],
  exchange: ['core', 'evidence'],
  read: ['core', 'plugins', 'exchange'],
  charts: ['core', 'evidence'],
  ui: ['core', 'charts'],
  kinds: ['core', 'evidence'],
  rules: ['core', 'kinds', 'evidence'],
  site: [
    'core',
    'plugins',
    'read',
    'evidence',
    'kinds',
    'catalogues',
    'rules',
    'charts',
    'ui',
    'report',
    'exchange',
  ],
};

const root = path.resolve(import.meta.dirname, '../..');

/** The room a file belongs to, or `null` for files outside the house. */
function roomOf(file) {
  const parts = path.relative(root, file).split(path.sep);
  if (parts[0] === 'plugins') return 'plugins';
  return parts[0] === 'src' && parts.length > 2 ? parts[1] : null;
}

export const layers = {
  meta: {
    type: 'problem',
    messages: { up: '`{{from}}` may not import from `{{to}}`.', astro: '`core` may not import `{{what}}`.' },
    schema: [],
  },
  create(context) {
    const file = context.filename;
    const from = roomOf(file);
    if (from === null || from === 'cli') return {};
    const allowed = [...(may[from] ?? [])];
    if (from === 'kinds' && file.endsWith('.astro')) allowed.push('charts', 'ui');
    const look = (node) => {
      const source = node.source?.value;
      if (typeof source !== 'string') return;
      if (from === 'core' && /^(astro|node:fs|node:child_process)/.test(source)) {
        context.report({ node, messageId: 'astro', data: { what: source } });
      }
      if (!source.startsWith('.')) return;
      const to = roomOf(path.resolve(path.dirname(file), source));
      if (to !== null && to !== from && !allowed.includes(to)) {
        context.report({ node, messageId: 'up', data: { from, to } });
      }
    };
    return { ImportDeclaration: look, ExportNamedDeclaration: look, ExportAllDeclaration: look };
  },
};
