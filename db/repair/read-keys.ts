import type Database from 'better-sqlite3'

/** A key of a table: a row number, an id, or bytes. */
export type Key = number | string | Buffer

export interface KeysRead {
  readonly keys: Key[]
  /** Somewhere between them is a place that could not be read. */
  readonly gaps: boolean
}

/** Which rows are meant: all of a table, or those under a first part of its key. */
export interface KeyColumn {
  readonly table: string
  readonly column: string
  /** A further condition, such as `tbl = 'tag'`. */
  readonly where?: string
}

// So often at least, and once more for every key that was found: where nothing comes, there is not much to look for.
const fewestHalvings = 16
// That finds what is left between unreadable pages down to a three-hundredth of their distance.
const mostHalvings = 300

/**
 * Reads the keys of a table as far as its pages can be read: from both ends to the first place that cannot, and
 * then again from the middle of what is left, halving.
 *
 * A page that leads back to earlier ones, which would go on for ever, counts as unreadable: keys only ascend.
 */
export function readKeys(connection: Database.Database, of: KeyColumn): KeysRead {
  const scan = scanner(connection, of)
  const keys = new Set<Key>()
  const left: (readonly [above: Key | null, below: Key | null])[] = [[null, null]]
  let gaps = false
  for (let halvings = 0; left.length > 0 && halvings < Math.min(mostHalvings, fewestHalvings + keys.size); ) {
    const [above, below] = left.shift() as (typeof left)[number]
    const up = scan(above, below, 'asc')
    for (const key of up.keys) keys.add(key)
    if (up.whole) continue
    gaps = true
    const from = up.keys.at(-1) ?? above
    const down = scan(from, below, 'desc')
    for (const key of down.keys) keys.add(key)
    const to = down.keys.at(-1) ?? below
    const middle = between(from, to)
    if (middle === null) continue
    halvings++
    // Between row numbers, the middle is one itself.
    if (typeof middle === 'number') for (const key of scan(middle - 1, middle + 1, 'asc').keys) keys.add(key)
    left.push([from, middle], [middle, to])
  }
  return { keys: [...keys], gaps }
}

function scanner(connection: Database.Database, { table, column, where = 'true' }: KeyColumn) {
  const prepared = new Map<string, Database.Statement>()
  const prepare = (query: string) => {
    const statement = prepared.get(query) ?? connection.prepare(query).pluck()
    prepared.set(query, statement)
    return statement
  }
  return (above: Key | null, below: Key | null, direction: 'asc' | 'desc') => {
    const conditions = [
      where,
      ...(above === null ? [] : [`${column} > ?`]),
      ...(below === null ? [] : [`${column} < ?`]),
    ]
    const query = `select ${column} from main.${table} not indexed where ${conditions.join(' and ')} order by ${column} ${direction}`
    const keys: Key[] = []
    try {
      const bounds = [above, below].filter((bound) => bound !== null)
      for (const key of prepare(query).iterate(...bounds) as IterableIterator<Key>) {
        const last = keys.at(-1)
        if (last !== undefined && !follows(last, key, direction)) return { keys, whole: false }
        keys.push(key)
      }
      return { keys, whole: true }
    } catch {
      // What cannot be read is what the halving is for; whatever the reason, the place is left out.
      return { keys, whole: false }
    }
  }
}

/** Whether a key may come after another; the same again is what composite keys give. */
function follows(last: Key, key: Key, direction: 'asc' | 'desc'): boolean {
  if (typeof last !== typeof key || key === null) return false
  if (Buffer.isBuffer(last) && Buffer.isBuffer(key)) {
    return direction === 'asc' ? Buffer.compare(last, key) < 0 : Buffer.compare(last, key) > 0
  }
  return direction === 'asc' ? last <= key : last >= key
}

// Ids are ASCII: 36 characters, hashes 64. What is longer differs before.
const longestId = 64

/** A key about half way between two; null where there is none, or nothing to halve. */
function between(above: Key | null, below: Key | null): Key | null {
  if (Buffer.isBuffer(above) || Buffer.isBuffer(below)) return null
  if (typeof above === 'number' || typeof below === 'number') {
    const low = typeof above === 'number' ? above : 0
    // Beyond the last row that was read, row numbers may go on: they are looked for twice as far.
    const high = typeof below === 'number' ? below : low * 2 + 1000
    const middle = Math.floor((low + high) / 2)
    return middle > low && middle < high ? middle : null
  }
  const low = numberOf(above ?? '')
  const high = below === null ? (1n << BigInt(7 * longestId)) - 1n : numberOf(below)
  const middle = (low + high) / 2n
  return middle > low && middle < high ? textOf(middle) : null
}

function numberOf(text: string): bigint {
  let number = 0n
  for (let i = 0; i < longestId; i++) number = (number << 7n) | BigInt(Math.min(text.charCodeAt(i) || 0, 127))
  return number
}

function textOf(number: bigint): string {
  const codes = Array.from({ length: longestId }, (_, i) =>
    Number((number >> BigInt(7 * (longestId - 1 - i))) & 127n),
  )
  return String.fromCharCode(...codes).replace(/\0+$/, '')
}
