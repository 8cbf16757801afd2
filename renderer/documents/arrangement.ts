import { useState } from 'react'
import { Arrangement, asImported } from './arranging.ts'

const keyOf = (project: string) => `claimboard.documents.${project}`

/** How a project's documents are sorted and filtered, remembered on this computer. */
export function useArrangement(project: string): [Arrangement, (change: Partial<Arrangement>) => void] {
  const [kept, setKept] = useState(() => ({ project, arrangement: read(project) }))
  if (kept.project !== project) setKept({ project, arrangement: read(project) })
  return [
    kept.arrangement,
    (change) => {
      const arrangement = { ...kept.arrangement, ...change }
      localStorage.setItem(keyOf(project), JSON.stringify(arrangement))
      setKept({ project, arrangement })
    },
  ]
}

function read(project: string): Arrangement {
  try {
    return Arrangement.parse(JSON.parse(localStorage.getItem(keyOf(project)) ?? 'null') ?? asImported)
  } catch {
    // What another version has kept there: the list starts as it was imported.
    return asImported
  }
}
