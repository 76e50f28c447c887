// Astro's entry, the same for every site: `casebook dev` serves by it, and `casebook build` draws pages that were
// compiled by it (src/site/compile.ts).
import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';

export default defineConfig({
  srcDir: './src/site',
  publicDir: './public',
  output: 'static',
  trailingSlash: 'always',
  compressHTML: true,
  integrations: [mdx()],
  // Shiki writes inline styles, which the content security policy refuses.
  markdown: { syntaxHighlight: false },
  build: { format: 'directory', inlineStylesheets: 'never', assets: 'assets' },
  devToolbar: { enabled: false },
  vite: {
    build: { assetsInlineLimit: 0 },
  },
});
