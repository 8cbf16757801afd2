/** An absolute http or https address, or undefined: nothing that could run or open a local file. */
export function webAddress(words: string | null | undefined): string | undefined {
  const trimmed = (words ?? '').trim()
  if (!/^https?:\/\//i.test(trimmed) || !URL.canParse(trimmed)) return undefined
  const url = new URL(trimmed)
  // A name and password in an address would travel with the project.
  url.username = ''
  url.password = ''
  return url.href
}
