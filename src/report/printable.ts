/**
 * A text without control characters and lone surrogates: each is shown as U+FFFD, tab and line ends stay. A
 * portfolio from elsewhere must not drive the terminal it is checked in, nor break the XML it is reported in.
 */
export const printable = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, (at) => (/[\t\n\r]/.test(at) ? at : '\ufffd'));
