const FAULTS: Readonly<Record<string, string>> = {
  ENOENT: 'is no longer there.',
  ENOTDIR: 'is no longer there.',
  EACCES: 'cannot be read: you have no permission to.',
  EPERM: 'cannot be read: you have no permission to.',
  EBUSY: 'cannot be read: another program is using it.',
  EIO: 'cannot be read: the disk reports an error.',
}

/** What a failure of the file system means for the import of one file, in a sentence that names it. */
export function readingFault(error: unknown, label: string): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  return `${label} ${FAULTS[code] ?? `cannot be read (${code}).`}`
}
