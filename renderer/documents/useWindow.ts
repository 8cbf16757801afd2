import { type RefObject, useEffect, useState } from 'react'

/** CSS pixels: the height of a row with two lines, as documents.css gives it. */
export const rowHeight = 46

// So many rows are at hand above and below what is seen, for fast scrolling and for the Tab key.
const spare = 12
/** Fewer than these are all there: the browser's own search and the Tab key reach each of them. */
const few = 150

/** Which rows of a long list have to be there for what is seen of it. */
export function useWindow(
  scroller: RefObject<HTMLElement | null>,
  count: number,
): { readonly from: number; readonly to: number; readonly long: boolean; show(index: number): void } {
  const [seen, setSeen] = useState({ from: 0, to: few })
  const long = count > few
  // biome-ignore lint/correctness/useExhaustiveDependencies: a list that has become long is measured anew.
  useEffect(() => {
    const element = scroller.current
    if (!element || !long) return
    const measure = () => {
      const from = Math.floor(element.scrollTop / rowHeight)
      const to = Math.ceil((element.scrollTop + element.clientHeight) / rowHeight)
      setSeen((now) => (now.from === from && now.to === to ? now : { from, to }))
    }
    measure()
    element.addEventListener('scroll', measure, { passive: true })
    const resized = new ResizeObserver(measure)
    resized.observe(element)
    return () => {
      element.removeEventListener('scroll', measure)
      resized.disconnect()
    }
  }, [scroller, long, count])
  return {
    from: long ? Math.max(0, Math.min(seen.from - spare, count - 1)) : 0,
    to: long ? Math.min(count, seen.to + spare) : count,
    long,
    show: (index) => {
      const element = scroller.current
      if (!element || !long) return
      const top = index * rowHeight
      if (top < element.scrollTop) element.scrollTop = top
      else if (top + rowHeight > element.scrollTop + element.clientHeight)
        element.scrollTop = top + rowHeight - element.clientHeight
    },
  }
}
