/**
 * Characters that reorder the text around them (UAX #9, explicit formatting): with them, a name or a quote can read
 * otherwise than it is stored (Trojan Source, CVE-2021-42574). The marks U+200E, U+200F and U+061C reorder nothing
 * but what stands beside them, and right-to-left scripts need them.
 */
export const reordering = /[\u202A-\u202E\u2066-\u2069]/g

const sign = '\uFFFD'

/** A text as it can be shown: what would reorder it is a sign instead, of the same length. */
export function visibleText(text: string): string {
  return text.replace(reordering, sign)
}

/**
 * The same for every text in a value that crossed a port. What has none is returned as it is, not copied.
 */
export function visibleTexts<T>(value: T): T {
  if (typeof value === 'string') return visibleText(value) as T
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  let shown: T = value
  for (const [key, part] of Object.entries(value)) {
    const visible = visibleTexts(part)
    if (visible === part) continue
    if (shown === value) shown = (Array.isArray(value) ? [...value] : { ...value }) as T
    ;(shown as Record<string, unknown>)[key] = visible
  }
  return shown
}
