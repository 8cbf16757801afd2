import { useEffect, useRef } from 'react'

/** Does something whenever a value is another one than at the last time, but not at first. */
export function useChanged(value: unknown, work: () => void): void {
  const before = useRef(value)
  useEffect(() => {
    if (before.current === value) return
    before.current = value
    work()
  })
}
