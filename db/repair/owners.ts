import type Database from 'better-sqlite3'
import { actorKinds, documentKinds, propositionKinds, readingStatuses } from '../contract/vocabulary.ts'
import { type SharedTable, sharedTables } from '../model.ts'
import { inserter, insertFromHistory } from './salvage.ts'
import type { Row, Source } from './source.ts'
import { nameOfTable, type Tally } from './tally.ts'

interface Reference {
  readonly from: string
  readonly column: string
  readonly to: SharedTable
  readonly required: boolean
}

// A stand-in may need another one, and what is removed may have owned something: the deepest chain has four links.
const mostRounds = 10

/**
 * Sees to rows whose owner, or whatever else they refer to, is not there: it is looked for once more, rebuilt from
 * the history, or replaced by a row that says that it could not be read; where no such row would mean anything,
 * the reference becomes empty, or the row goes with its owner.
 *
 * @returns what was done, in sentences
 */
export function mendReferences(source: Source, target: Database.Database, tally: Tally): string[] {
  const references = referencesOf(target)
  const done = new Map<string, number>()
  const note = (sentence: string, count: number) => done.set(sentence, (done.get(sentence) ?? 0) + count)
  target.transaction(() => {
    for (let round = 0; round < mostRounds; round++) {
      if (!references.map((reference) => mendOne(source, target, tally, reference, note)).includes(true))
        return
    }
  })()
  return [...done].map(([sentence, count]) => `${sentence}: ${count}.`)
}

/** @returns whether anything had to be done */
function mendOne(
  source: Source,
  target: Database.Database,
  tally: Tally,
  { from, column, to, required }: Reference,
  note: (sentence: string, count: number) => void,
): boolean {
  const absent = target
    .prepare(
      `select distinct ${column} from main.${from} where ${column} is not null and ${column} not in (select uid from main.${to})`,
    )
    .pluck()
    .all() as string[]
  const insert = inserter(target, to)
  for (const uid of absent) {
    const read = source.row(to, uid)
    if (read && insert(read)) tally.read(to)
    else if (insertFromHistory(target, to, uid)) tally.rebuilt(to)
    else {
      tally.lost(to)
      const standIn = required ? standInFor(target, to, uid) : undefined
      if (standIn && insert(standIn)) {
        note(`Stand-ins for ${nameOfTable(to)} that could not be read, so that what belongs to them stays`, 1)
        continue
      }
      const { changes } = target
        .prepare(
          required
            ? `delete from main.${from} where ${column} = ?`
            : `update main.${from} set ${column} = null where ${column} = ?`,
        )
        .run(uid)
      if (required) {
        tally.lost(from, changes)
        note(
          `Left out, because they belonged to ${nameOfTable(to)} that could not be read: ${nameOfTable(from)}`,
          changes,
        )
      }
    }
  }
  return absent.length > 0
}

function referencesOf(target: Database.Database): Reference[] {
  return [...sharedTables, 'document_text', 'original_bytes'].flatMap((from) => {
    const columns = target.pragma(`table_info(${from})`) as { name: string; notnull: number; pk: number }[]
    const keys = target.pragma(`foreign_key_list(${from})`) as { from: string; table: SharedTable }[]
    return keys.map(({ from: column, table: to }) => {
      const found = columns.find(({ name }) => name === column)
      return { from, column, to, required: found?.notnull === 1 || found?.pk === 1 }
    })
  })
}

const unreadable = 'could not be read'

/** The values of a row that stands for one that is lost; none for rows that mean nothing by themselves. */
function standInFor(target: Database.Database, table: SharedTable, uid: string): Row | undefined {
  const birth = { uid, created_by: 'repair', created_at: new Date().toISOString(), deleted: 0 }
  const first = (words: Readonly<Record<string, string>>) => Object.keys(words)[0] ?? ''
  switch (table) {
    case 'tag':
      return { ...birth, name: `Tag that ${unreadable}`, position: 0 }
    case 'actor':
      return { ...birth, name: `Actor that ${unreadable}`, kind: first(actorKinds) }
    case 'proposition':
      return { ...birth, statement: `A statement that ${unreadable}.`, kind: first(propositionKinds) }
    case 'hypothesis':
      return { ...birth, statement: `A hypothesis that ${unreadable}.`, position: 0 }
    case 'board':
      return { ...birth, title: `Board that ${unreadable}`, position: 0 }
    case 'original': {
      const size = target
        .prepare('select length(bytes) from original_bytes where original = ?')
        .pluck()
        .get(uid)
      return { ...birth, media_type: 'text/plain', size: typeof size === 'number' ? size : 0 }
    }
    case 'document':
      return {
        ...birth,
        title: `Document that ${unreadable}`,
        kind: first(documentKinds),
        direction: 'ltr',
        reading_status: first(readingStatuses),
        // Its original is looked for, and then replaced by what there is of its text.
        original: uid,
        paragraphs: 1,
      }
    default:
      return undefined
  }
}
