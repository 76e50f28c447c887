import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'content/url',
  severity: 'error',
  what: 'A link or image whose address is not allowed: another scheme than http, https or mailto, a remote image, or a path outside the content folder.',
  why: 'Pages make no request to another host, so that reading a portfolio tells nobody who reads it and it still works offline in ten years.',
  fix: 'Put the image into the content folder and register it where it is evidence; link to pages by `https:`.',
  raised: 'reading',
});
