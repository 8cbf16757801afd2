/**
 * Lets one call through per interval and drops the others: for reports of which only the latest matters and
 * that nobody reads faster.
 */
export function throttled<T>(intervalMs: number, send: (value: T) => void): (value: T) => void {
  let last = Number.NEGATIVE_INFINITY
  return (value) => {
    const now = performance.now()
    if (now - last < intervalMs) return
    last = now
    send(value)
  }
}
