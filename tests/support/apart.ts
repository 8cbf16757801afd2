import { copyFileSync } from 'node:fs'
import path from 'node:path'
import type { Analyst } from '../../db/analyst.ts'
import { createProject, openProject } from '../../db/project.ts'
import { insertRow, removeRows, updateRow } from '../../db/rows.ts'
import type { WritableDb } from '../../db/sql.ts'
import { aClaim, aDocument, anActor, anna, aPassage, aTag, aTagging, bela } from './factories.ts'

/** Opens a project, writes rows as one action of an analyst, and closes it. */
export function writeAs<T>(analyst: Analyst, file: string, body: (db: WritableDb) => T): T {
  const project = openProject(file, { analyst, mustWrite: true })
  try {
    if (!project.history) throw new Error('It was opened with mustWrite.')
    return project.history.perform({ operation: 'test.write', label: 'Write' }, body).value
  } finally {
    project.close()
  }
}

const article = [
  'The harbour master closed the northern quay on Monday after a crane had fallen.',
  'Officials denied that anybody was hurt. Two workers said that a colleague had been taken to hospital.',
  'The company that runs the quay said that it would reopen on Friday.',
].join('\n\n')

const both = 'The union of the harbour workers asked for an inquiry.\n\nIt gave no date.'

/**
 * Anna's project and Béla's copy of it, edited apart: two notes, a reliability and a card's place in conflict, a
 * passage that Anna deleted and Béla wrote on, and a document, a tag and an actor that both of them made.
 *
 * @param mine who works on the one that is opened: the window calls them "You"
 */
export function editedApart(folder: string, mine: Analyst = anna) {
  const ours = path.join(folder, 'harbour.claimboard')
  const theirs = path.join(folder, 'harbour from Béla.claimboard')
  createProject(ours, 'Harbour', mine)
  const made = writeAs(mine, ours, (db) => {
    const document = aDocument(db, article, { title: 'Crane falls at the northern quay' }, mine)
    const denied = aPassage(db, document, 'Officials denied that anybody was hurt.', {}, mine)
    const hospital = aPassage(db, document, 'Two workers said', {}, mine)
    const friday = aPassage(db, document, 'it would reopen on Friday', {}, mine)
    aTagging(db, denied, aTag(db, 'Denials', {}, mine), mine)
    aClaim(db, 'Nobody was hurt.', [denied], {}, mine)
    const board = insertRow(db, 'board', { title: 'The accident', position: 1 }, mine.uid)
    const place = { x: 40, y: 40, width: 220, height: 90, layer: 1 }
    const card = insertRow(db, 'card', { board, kind: 'note', body: 'Who was hurt?', ...place }, mine.uid)
    return { document, denied, hospital, friday, board, card }
  })
  const { document, denied, hospital, friday, card } = made
  copyFileSync(ours, theirs)
  writeAs(bela, theirs, (db) => {
    updateRow(db, 'passage', denied, { note: 'They answer only to what happened on Monday.' })
    updateRow(db, 'passage', friday, { note: 'No source is named for the date.' })
  })
  writeAs(bela, theirs, (db) => {
    updateRow(db, 'document', document, { reliability: 'C', reliability_reason: 'No second source.' })
    updateRow(db, 'card', card, { x: 400, y: 40 })
    updateRow(db, 'passage', hospital, { note: 'Ask the hospital.' })
  })
  writeAs(bela, theirs, (db) => {
    const inquiry = aDocument(db, both, { title: 'Union asks for an inquiry' }, bela)
    aPassage(db, inquiry, 'asked for an inquiry', {}, bela)
    const port = anActor(db, 'Harbour Company', {}, bela)
    aClaim(db, 'The quay reopens on Friday.', [friday], { holder: port }, bela)
    aTagging(db, friday, aTag(db, 'dates', {}, bela), bela)
  })
  writeAs(mine, ours, (db) => {
    updateRow(db, 'passage', denied, { note: 'They answer only to what happened at the quay.' })
    updateRow(db, 'passage', friday, { note: 'The company says so itself.' })
    updateRow(db, 'document', document, { reliability: 'B', reliability_reason: 'Spoke with workers.' })
    updateRow(db, 'card', card, { x: 40, y: 300 })
    removeRows(db, 'passage', [hospital])
    aDocument(db, both, { title: 'Harbour workers want an inquiry' }, mine)
    anActor(db, 'harbour company', {}, mine)
    aTag(db, 'Dates', {}, mine)
  })
  return { ours, theirs, ...made }
}
