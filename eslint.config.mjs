import js from '@eslint/js';
import astro from 'eslint-plugin-astro';
import ts from 'typescript-eslint';
import { layers } from './.ci/lint/layers.mjs';

export default ts.config(
  {
    ignores: [
      'node_modules',
      'dist',
      'lib',
      '.astro',
      '.cache',
      'content',
      'public',
      'test/input',
      'test/output',
      'src/site/scripts/vendor',
    ],
  },
  js.configs.recommended,
  ...ts.configs.strict,
  ...astro.configs.recommended,
  {
    plugins: { house: { rules: { layers } } },
    files: ['src/**/*.{ts,astro}', 'plugins/**/*.ts'],
    rules: { 'house/layers': 'error' },
  },
  {
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': 'off',
      'no-undef': 'off',
    },
  },
);
