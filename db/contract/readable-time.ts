/** A time of ISO 8601 as people say it, on this computer's clock: "8 Jan 2026, 14:05"; empty for what is none. */
export function readableTime(iso: string): string {
  const time = new Date(iso)
  if (Number.isNaN(time.getTime())) return ''
  return time.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
}
