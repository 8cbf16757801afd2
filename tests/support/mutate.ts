import Database from 'better-sqlite3'

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const mutations = ['overwritten', 'zeroed', 'swapped', 'truncated', 'flipped'] as const
export type Mutation = (typeof mutations)[number]

export interface Mutated {
  readonly bytes: Buffer
  readonly mutation: Mutation
  /** Pages that are not what they were, from 1. */
  readonly pages: ReadonlySet<number>
}

const pageSize = 4096

/** A file as a failing disk or another program leaves it; the same seed gives the same damage. */
export function mutate(original: Buffer, seed: number): Mutated {
  const random = randomFrom(seed)
  const mutation = mutations[seed % mutations.length] as Mutation
  const bytes = Buffer.from(original)
  const count = bytes.length / pageSize
  const page = () => 1 + Math.floor(random() * count)
  const pages = new Set<number>()
  const pageBytes = (number: number) => bytes.subarray((number - 1) * pageSize, number * pageSize)
  const times = 1 + Math.floor(random() * 3)
  if (mutation === 'truncated') {
    // Somewhere, not only between pages.
    const length = Math.floor(bytes.length * (0.2 + 0.8 * random()))
    for (let number = Math.floor(length / pageSize) + 1; number <= count; number++) pages.add(number)
    return { bytes: bytes.subarray(0, length), mutation, pages }
  }
  for (let n = 0; n < times; n++) {
    const number = page()
    pages.add(number)
    const target = pageBytes(number)
    if (mutation === 'zeroed') target.fill(0)
    else if (mutation === 'overwritten')
      for (let i = 0; i < pageSize; i++) target[i] = Math.floor(random() * 256)
    else if (mutation === 'swapped') {
      const other = page()
      pages.add(other)
      const kept = Buffer.from(target)
      pageBytes(other).copy(target)
      kept.copy(pageBytes(other))
    } else {
      for (let i = 0; i < 8; i++) target[Math.floor(random() * pageSize)] = Math.floor(random() * 256)
    }
  }
  return { bytes, mutation, pages }
}

/** A file of which a byte or two are other ones: often so little that nothing tells, and it has to be worked with. */
export function touch(original: Buffer, seed: number): Buffer {
  const random = randomFrom(seed)
  const bytes = Buffer.from(original)
  const times = 1 + Math.floor(random() * 2)
  for (let n = 0; n < times; n++) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256)
  return bytes
}

/** Which table, index or schema each page of a sound file belongs to. */
export function ownersOfPages(file: string): Map<number, string> {
  const connection = new Database(file, { readonly: true })
  try {
    const rows = connection.prepare('select pageno, name from dbstat').raw().all() as [number, string][]
    return new Map(rows)
  } finally {
    connection.close()
  }
}
