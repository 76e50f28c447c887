/** 1 January 1980, 00:00: the earliest moment a ZIP archive can name. */
const dosTime = 0;
const dosDate = (1 << 5) | 1;

const centralHeader = 0x02014b50;
const localHeader = 0x04034b50;
const endOfDirectory = 0x06054b50;

/**
 * Sets the time of every entry of a ZIP archive to 1 January 1980, in place, so that the same content gives the same
 * bytes whenever it is packed.
 * Source: PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16.
 * @throws {Error} when the bytes are not a plain archive (no end record, or ZIP64).
 */
export function withoutTimes(archive: Uint8Array): Uint8Array {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  let end = archive.byteLength - 22;
  while (end >= 0 && view.getUint32(end, true) !== endOfDirectory) end--;
  if (end < 0) throw new Error('not a ZIP archive: it has no end record');
  const entries = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < entries; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== centralHeader)
      throw new Error(`entry ${i} of the archive is not where its directory says`);
    const local = view.getUint32(at + 42, true);
    if (local + 30 > end || view.getUint32(local, true) !== localHeader)
      throw new Error(`entry ${i} of the archive has no header of its own`);
    view.setUint16(at + 12, dosTime, true);
    view.setUint16(at + 14, dosDate, true);
    view.setUint16(local + 10, dosTime, true);
    view.setUint16(local + 12, dosDate, true);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return archive;
}
