/**
 * The text of a file in UTF-8, its lines ended by LF, without byte order mark. Bytes that are no UTF-8 become U+FFFD: who
 * has to refuse them reads with `decodeText`.
 */
export const utf8Text = (bytes: Uint8Array): string =>
  new TextDecoder().decode(bytes).replace(/\r\n?/g, '\n');
