/** A moment as people write it, in the local time: "8 Jan 2026, 14:05". */
export function moment(iso: string): string {
  return new Date(iso).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
}
