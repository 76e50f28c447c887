/** The guide that each kind brings along as Markdown, by kind. */
const texts = import.meta.glob<string>('../../kinds/*/guide.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The guide of a kind, or `null` when it has none. */
export const guideOf = (kind: string): string | null => texts[`../../kinds/${kind}/guide.md`] ?? null;
