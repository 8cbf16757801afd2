import { useState } from 'react'

const key = 'claimboard.tags.closed'

/** The tags whose lower ones are not shown, remembered on this computer. */
export function useClosed(): [ReadonlySet<string>, (tags: readonly string[], closed: boolean) => void] {
  const [closed, setClosed] = useState<ReadonlySet<string>>(read)
  return [
    closed,
    (tags, close) => {
      const next = new Set(closed)
      for (const tag of tags) {
        if (close) next.add(tag)
        else next.delete(tag)
      }
      localStorage.setItem(key, JSON.stringify([...next]))
      setClosed(next)
    },
  ]
}

function read(): ReadonlySet<string> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return new Set(Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [])
  } catch {
    // What another version has kept there: the tree opens whole.
    return new Set()
  }
}
