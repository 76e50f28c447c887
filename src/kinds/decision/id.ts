/**
 * The id of a decision: `ADR-` and the number its file begins with, in at least four digits, so that
 * `decisions/0007-recalibrate.mdx` is `ADR-0007`. A file without a number keeps its name.
 */
export function decisionId({ file }: { file: string }): string {
  const name = file.slice(file.lastIndexOf('/') + 1).replace(/\.mdx?$/, '');
  const number = /^(?:adr-)?(\d+)/i.exec(name)?.[1];
  return number === undefined ? name : adrId(number);
}

/** `ADR-0007` for `7`, `07` or `0007`. */
export const adrId = (number: string): string => 'ADR-' + number.replace(/^0+(?=\d)/, '').padStart(4, '0');
