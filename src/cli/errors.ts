/**
 * Casebook could not do what it was asked: a folder that is not there, an option that makes no sense, a place
 * that it must not write to. The message is one line for people; the command line exits with 2.
 */
export class CouldNotRun extends Error {
  override name = 'CouldNotRun';
}

/** What went wrong, in words and without a trace: `no such file or directory` and its like for system errors. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = (error as NodeJS.ErrnoException).code;
  return (code !== undefined && systemErrors[code]) || (error.message.split('\n')[0] ?? error.name);
}

const systemErrors: Record<string, string> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOTDIR: 'part of its path is a file, not a folder',
  EISDIR: 'it is a folder, not a file',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
  EXDEV: 'it is on another disk than its parent folder',
  EBUSY: 'it is in use by another process',
  EADDRINUSE: 'the port is in use',
};
