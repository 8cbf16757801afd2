import { describe, expect, it } from 'vitest'
import { handlers } from '../../db/all-handlers.ts'
import { openProject } from '../../db/project.ts'
import { insertRow, removeRows, updateRow } from '../../db/rows.ts'
import { startWriter } from '../../db/run.ts'
import { sql } from '../../db/sql.ts'
import { runTaskSync } from '../../db/task.ts'
import { editedApart } from '../support/apart.ts'
import {
  aClaim,
  aDocument,
  anActor,
  anna,
  aPassage,
  aTag,
  aTagging,
  testProject,
} from '../support/factories.ts'
import { aFolder } from '../support/project-files.ts'

function aProject() {
  const project = testProject()
  const { call, write } = project
  const latest = () => call(handlers, 'history.list', { limit: 1 })[0]?.uid ?? ''
  /** Does something, and tells the action that it was. */
  const act = (body: Parameters<typeof write>[0]) => {
    write(body)
    return latest()
  }
  const things = (action: string) => call(handlers, 'history.changes', { action }).things
  const put = (action: string, table: string, uid: string, cell: string) =>
    call(handlers, 'history.putBack', { action, table, uid, cell })
  const why = (action: string, table: string, cell?: string) => {
    const thing = things(action).find((one) => one.table === table)
    const field = thing?.fields.find((one) => one.cell === cell)
    return (cell === undefined ? thing?.putBack : field?.putBack) ?? null
  }
  const document = write((db) =>
    aDocument(db, 'The port was shut on Monday. The road was open.', { title: 'Port' }),
  )
  const passage = write((db) => aPassage(db, document, 'port was shut'))
  return { ...project, latest, act, things, put, why, document, passage }
}

const possible = { refused: null }

describe('What was added', () => {
  it('to a passage, a claim, an actor or a board is taken away again, and Undo brings it back', () => {
    const { write, act, put, why, passage, document, db, history } = aProject()
    const tag = write((w) => aTag(w))
    const actor = write((w) => anActor(w, 'Ministry'))
    const claim = write((w) => aClaim(w, 'It is shut.', [passage]))
    const board = write((w) => insertRow(w, 'board', { title: 'Board', position: 1 }, anna.uid))
    const place = { x: 1, y: 2, width: 3, height: 4, layer: 1 }
    const card = (subject: string) => ({ board, kind: 'passage', subject, ...place })
    const first = write((w) => insertRow(w, 'card', card(passage), anna.uid))
    const added = [
      ['tagging', act((w) => aTagging(w, passage, tag))],
      ['alias', act((w) => insertRow(w, 'alias', { actor, form: 'MoFA' }, anna.uid))],
      [
        'evidence',
        act((w) =>
          insertRow(
            w,
            'evidence',
            { claim, role: 'source', passage: aPassage(w, document, 'The road'), position: 2 },
            anna.uid,
          ),
        ),
      ],
      [
        'card_link',
        act((w) =>
          insertRow(
            w,
            'card_link',
            {
              board,
              from_card: first,
              to_card: insertRow(w, 'card', card(claim), anna.uid),
              direction: 'none',
            },
            anna.uid,
          ),
        ),
      ],
    ] as const
    for (const [table, action] of added) {
      const live = () =>
        db.column<string>(
          sql`select uid from change where action = ${action} and tbl = ${table} and col = ''`,
        )
      const [uid = ''] = live()
      expect(why(action, table)).toEqual(possible)
      put(action, table, uid, '')
      expect(why(action, table)).toBeNull()
      history.undo()
      expect(why(action, table)).toEqual(possible)
    }
  })

  it('stays where something rests on it, and says what', () => {
    const { act, write, why, put, passage, db } = aProject()
    const made = act((w) => aTag(w))
    const tag = db.value<string>(sql`select uid from tag`) ?? ''
    write((w) => aTagging(w, passage, tag))
    expect(why(made, 'tag')).toEqual({ refused: 'Other things rest on it now: 1 tagging.' })
    expect(() => put(made, 'tag', tag, '')).toThrow('Other things rest on it now')
  })

  it('stays where something rests on a part of it', () => {
    const { act, write, why, db } = aProject()
    const made = act((w) => aPassage(w, aDocument(w, 'Nobody was hurt.'), 'Nobody'))
    expect(why(made, 'document')).toEqual(possible)
    const part = db.value<string>(sql`select uid from passage where quote = 'Nobody'`) ?? ''
    write((w) => aClaim(w, 'Nobody was hurt.', [part]))
    expect(why(made, 'document')).toEqual({
      refused: 'Other things rest on it now: 1 piece of evidence.',
    })
  })

  it('stays where it is all that carries a claim', () => {
    const { act, why, passage } = aProject()
    const made = act((w) => aClaim(w, 'It is shut.', [passage]))
    expect(why(made, 'evidence')).toEqual({ refused: 'A claim keeps at least one piece of evidence.' })
    expect(why(made, 'claimant')).toEqual({ refused: 'A claim keeps at least one claimant.' })
    expect(why(made, 'claim')).toEqual(possible)
  })
})

describe('What was deleted', () => {
  it('is brought back, with what the same action deleted and it belongs to', () => {
    const { write, call, put, latest, things, passage, db } = aProject()
    const claim = write((w) => aClaim(w, 'It is shut.', [passage]))
    call(handlers, 'claims.remove', { claims: [claim] })
    const deleted = latest()
    expect(things(deleted).map(({ did, table, putBack }) => [did, table, putBack])).toEqual([
      ['deleted', 'claim', possible],
      ['deleted', 'proposition', possible],
    ])
    put(deleted, 'claim', claim, 'deleted')
    expect(
      db.column(
        sql`select statement from live_proposition where uid in (select proposition from live_claim)`,
      ),
    ).toEqual(['It is shut.'])
    expect(call(handlers, 'history.state', {}).undo).toBe('Put back: Claim')
  })

  it('stays away while what it belongs to or rests on is away, and says what to bring back first', () => {
    const { act, write, why, put, passage, document } = aProject()
    const tag = write((w) => aTag(w))
    const tagging = write((w) => aTagging(w, passage, tag))
    const claim = write((w) => aClaim(w, 'It is shut.', [passage]))
    const untagged = act((w) => removeRows(w, 'tagging', [typeof tagging === 'string' ? tagging : '']))
    const dropped = act((w) => removeRows(w, 'claim', [claim]))
    const away = act((w) => removeRows(w, 'passage', [passage]))
    expect(why(untagged, 'tagging')).toEqual({
      refused: 'The passage “port was shut” is not in the project any more. Bring that back first.',
    })
    expect(why(dropped, 'claim')).toEqual({
      refused: 'The passages that it rests on are not in the project any more.',
    })
    put(away, 'passage', passage, 'deleted')
    expect(why(untagged, 'tagging')).toEqual(possible)
    expect(why(dropped, 'claim')).toEqual(possible)
    write((w) => removeRows(w, 'document', [document]))
    expect(why(dropped, 'claim')).toMatchObject({ refused: expect.stringContaining('rests on') })
  })
})

describe('A reference', () => {
  it('is put back, unless what it names is not there any more', () => {
    const { act, write, why, put, passage, db } = aProject()
    const [state, ministry] = ['State', 'Ministry'].map((name) => write((w) => anActor(w, name))) as [
      string,
      string,
    ]
    const claim = write((w) => aClaim(w, 'It is shut.', [passage], { holder: state, act: 'refuses' }))
    const changed = act((w) => updateRow(w, 'claim', claim, { holder: ministry }))
    expect(why(changed, 'claim', 'position')).toEqual(possible)
    put(changed, 'claim', claim, 'position')
    expect(db.value(sql`select holder from claim where uid = ${claim}`)).toBe(state)
    const again = act((w) => updateRow(w, 'claim', claim, { holder: ministry }))
    write((w) => removeRows(w, 'actor', [state]))
    expect(why(again, 'claim', 'position')).toEqual({
      refused: 'The actor “State” is not in the project any more. Bring that back first.',
    })
  })

  it('is not put back where a tag would belong to itself', () => {
    const { act, write, why } = aProject()
    const [above, below] = ['Above', 'Below'].map((name) => write((w) => aTag(w, name))) as [string, string]
    write((w) => updateRow(w, 'tag', below, { parent: above }))
    const freed = act((w) => updateRow(w, 'tag', below, { parent: null }))
    write((w) => updateRow(w, 'tag', above, { parent: below }))
    expect(why(freed, 'tag', 'parent')).toEqual({
      refused: 'It would belong to itself: The tag “Above” belongs to it now.',
    })
  })

  it('to a statement that went with it brings that one back', () => {
    const { call, latest, write, put, passage, db } = aProject()
    const claim = write((w) => aClaim(w, 'It is shut.', [passage]))
    write((w) => aClaim(w, 'It is closed.', [passage]))
    call(handlers, 'claims.update', { claim, statement: 'It is closed.' })
    const statements = () => db.column(sql`select statement from live_proposition order by 1`)
    expect(statements()).toEqual(['It is closed.'])
    put(latest(), 'claim', claim, 'proposition')
    expect(statements()).toEqual(['It is closed.', 'It is shut.'])
  })
})

describe('A whole action', () => {
  it('is undone by itself, although others came after it', () => {
    const { act, write, call, latest, passage, document, db, history } = aProject()
    const made = act((w) => {
      const tag = aTag(w)
      aTagging(w, passage, tag)
      updateRow(w, 'document', document, { note: 'Read' })
    })
    write((w) => updateRow(w, 'passage', passage, { note: 'Later' }))
    expect(call(handlers, 'history.revertible', { action: made })).toEqual({
      changes: 3,
      stays: [],
      staying: 0,
      refused: null,
    })
    call(handlers, 'history.revert', { action: made })
    expect(db.value(sql`select count(*) from live_tag`)).toBe(0)
    expect(
      db.get(sql`select d.note "of", p.note from document d join live_passage p on p.document = d.uid`),
    ).toEqual({
      of: null,
      note: 'Later',
    })
    expect(call(handlers, 'history.revertible', { action: made }).refused).toContain('already')
    const reverted = latest()
    expect(history.undo().value.label).toBe('Take back: Write')
    expect(db.value(sql`select count(*) from live_tagging`)).toBe(1)
    expect(reverted).not.toBe(made)
  })

  it('leaves what was changed since and what something rests on, and says so beforehand', () => {
    const { act, write, call, passage, document, db } = aProject()
    const made = act((w) => {
      aTag(w)
      updateRow(w, 'document', document, { note: 'Read', language: 'en' })
    })
    const tag = db.value<string>(sql`select uid from tag`) ?? ''
    write((w) => aTagging(w, passage, tag))
    write((w) => updateRow(w, 'document', document, { note: 'Read twice' }))
    const plan = call(handlers, 'history.revertible', { action: made })
    expect(plan).toEqual({
      changes: 1,
      staying: 2,
      refused: null,
      stays: [
        {
          kind: 'Document',
          title: 'Port',
          field: 'Note',
          why: `It was changed again since, by ${anna.name}.`,
        },
        {
          kind: 'Tag',
          title: expect.any(String),
          field: null,
          why: 'Other things rest on it now: 1 tagging.',
        },
      ],
    })
    call(handlers, 'history.revert', { action: made })
    expect(db.get(sql`select note, language from document`)).toEqual({ note: 'Read twice', language: null })
  })

  it('that made the project, or merged a copy, is not', () => {
    const { call, db } = aProject()
    const first = db.value<string>(sql`select uid from action order by n limit 1`) ?? ''
    expect(call(handlers, 'history.revertible', { action: first }).refused).toBe(
      'The project was made by it.',
    )
    expect(() => call(handlers, 'history.revert', { action: first })).toThrow('The project was made by it.')
    const { ours, theirs } = editedApart(aFolder())
    const project = openProject(ours, { analyst: anna })
    const { task, finish } = startWriter(handlers, project, 'merge.run', { file: theirs })
    runTaskSync(task, {
      extract: () => {
        throw new Error('Nothing is extracted.')
      },
    })
    finish()
    const action = project.db.value<string>(sql`select uid from action where operation = 'merge.run'`) ?? ''
    expect(handlers['history.revertible'](project.db, { action }, project.context).refused).toContain(
      'others did',
    )
    project.close()
  })
})
