// Astro's entry. A site is built by `casebook build` and `casebook dev`, which add the portfolio, the output folder
// and the base path (src/site/build.ts); what stands here is the same for every site.
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
  // Several pages at a time: while one is written to disk the next is drawn.
  build: { format: 'directory', inlineStylesheets: 'never', assets: 'assets', concurrency: 8 },
  devToolbar: { enabled: false },
  security: {
    csp: {
      directives: [
        "default-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
      ],
      scriptDirective: { resources: ["'self'"] },
      styleDirective: { resources: ["'self'"] },
    },
  },
  vite: {
    build: { assetsInlineLimit: 0 },
  },
});
