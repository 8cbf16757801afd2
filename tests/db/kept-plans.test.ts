import { expect, it } from 'vitest'
import { listActors } from '../../db/actors.ts'
import { listDocuments } from '../../db/documents.ts'
import { listEvents } from '../../db/events.ts'
import { loadNames } from '../../db/export/names.ts'
import { removeRows, updateRow } from '../../db/rows.ts'
import { type ReadableDb, type Sql, sql, valueList, type WritableDb } from '../../db/sql.ts'
import { claimKeys } from '../../db/table/claim-keys.ts'
import { listTags } from '../../db/tags.ts'
import { aClaim, aDocument, anActor, aPassage, aTag, aTagging, testProject } from '../support/factories.ts'

/** Tables that grow with the work, and no index of which is read whole either. */
const large = [
  'passage',
  'tagging',
  'mention',
  'proposition',
  'claim',
  'claimant',
  'evidence',
  'about',
  'claim_event',
  'change',
  'cell',
]
/** Holds deleted passages only. */
const short = ['passage_deleted']

/** The statements that something reads, as they are run. */
function statementsOf(db: ReadableDb, work: (db: ReadableDb) => void): Sql[] {
  const statements: Sql[] = []
  const watched =
    <Result>(read: (statement: Sql) => Result) =>
    (statement: Sql): Result => {
      statements.push(statement)
      return read(statement)
    }
  work({
    ...db,
    all: watched(db.all) as ReadableDb['all'],
    get: watched(db.get) as ReadableDb['get'],
    tuples: watched(db.tuples) as ReadableDb['tuples'],
    value: watched(db.value) as ReadableDb['value'],
    column: watched(db.column) as ReadableDb['column'],
  })
  return statements
}

interface Opcode {
  readonly opcode: string
  readonly p1: number
  readonly p2: number
  readonly p3: number
}

/** Large tables, or indexes of theirs, that a statement reads from the first to the last row. */
function readWhole(db: ReadableDb, { text, values }: Sql): string[] {
  const roots = new Map(
    db.tuples<[number, string]>(
      sql`select rootpage, name from sqlite_schema where tbl_name in (${valueList(large)}) and rootpage > 0`,
    ),
  )
  const program = db.connection.prepare<unknown[], Opcode>(`explain ${text}`).all(...values)
  const inMain = program.filter(({ opcode, p3 }) => opcode === 'OpenRead' && p3 === 0)
  const read = new Map(inMain.map(({ p1, p2 }) => [p1, roots.get(p2)]))
  return program.flatMap(({ opcode, p1 }) => {
    const name = opcode === 'Rewind' ? read.get(p1) : undefined
    return name === undefined || short.includes(name) ? [] : [`${name}: ${text}`]
  })
}

const lists: Record<string, (db: ReadableDb) => void> = {
  actors: (db) => listActors(db),
  documents: (db) => listDocuments(db),
  events: (db) => listEvents(db),
  tags: (db) => listTags(db),
  names: (db) => loadNames(db),
  'claims of the table': (db) => claimKeys(db),
}

const changes: Record<string, (db: WritableDb, ids: Record<'claim' | 'passage' | 'actor', string>) => void> =
  {
    'a new claim': (db, { passage, actor }) => {
      aClaim(db, 'Nobody was hurt.', [passage], { holder: actor })
    },
    'another holder of a claim': (db, { claim }) => updateRow(db, 'claim', claim, { holder: null }),
    'a claim that is deleted': (db, { claim }) => removeRows(db, 'claim', [claim]),
    'a tagging': (db, { passage }) => {
      aTagging(db, passage, aTag(db, 'Another'))
    },
  }

// With a hundred thousand claims each list that is counted anew takes tenths of a second, after every click.
it.each(Object.keys(changes).flatMap((change) => Object.keys(lists).map((list) => [change, list] as const)))(
  'After %s the list of %s reads no large table whole',
  (change, list) => {
    const { project, db, write } = testProject()
    const ids = write((writable) => {
      const actor = anActor(writable, 'The ministry')
      const document = aDocument(writable, 'The road was closed.', { author: actor })
      const passage = aPassage(writable, document, 'road')
      aTagging(writable, passage, aTag(writable))
      return { actor, passage, claim: aClaim(writable, 'The road was closed.', [passage], { holder: actor }) }
    })
    lists[list]?.(db)
    write((writable) => changes[change]?.(writable, ids))
    const statements = statementsOf(db, (watched) => lists[list]?.(watched))
    expect(statements.length).toBeGreaterThan(0)
    expect(statements.flatMap((statement) => readWhole(db, statement))).toEqual([])
    project.close()
  },
)
