import { describe, expect, it } from 'vitest'
import { sql } from '../../db/sql.ts'
import { runTaskSync } from '../../db/task.ts'
import { verifyProject } from '../../db/verify.ts'
import { refusal } from '../support/annotations.ts'
import { exported } from '../support/exported.ts'
import {
  aClaim,
  aDocument,
  anActor,
  anAlias,
  anna,
  aPassage,
  aTag,
  aTagging,
  bela,
} from '../support/factories.ts'
import { type Copy, call, extract, mergeInto, twoCopies } from '../support/merged-copies.ts'

describe('What was made apart and looks the same', () => {
  it('is offered, and joined only when somebody says so', () => {
    const { ours, theirs, tag } = twoCopies()
    const text = 'The same text in both copies.'
    theirs.write(bela, (db) => {
      const document = aDocument(db, text, { title: 'Theirs', note: 'By Béla' }, bela)
      const passage = aPassage(db, document, 'same text', {}, bela)
      aTagging(db, passage, aTag(db, 'ports', {}, bela), bela)
      aClaim(db, 'It is the same.', [passage], {}, bela)
      anAlias(db, anActor(db, 'Ministry of Ports', {}, bela), 'MoP', {}, bela)
    })
    ours.write(anna, (db) => {
      aPassage(db, aDocument(db, text, { title: 'Ours', note: 'By Anna' }), 'The same')
      aTag(db, 'Ports')
      anActor(db, 'MoP')
    })
    const result = mergeInto(ours, theirs)
    expect(result.duplicates.total).toBe(3)
    ours.as(anna, (project) => {
      const { duplicates } = call(project, 'duplicates.list', {})
      expect(
        duplicates.map(({ kind, because, members }) => [kind, because, ...members.map(({ title }) => title)]),
      ).toEqual([
        ['document', 'the same text', 'Theirs', 'Ours'],
        ['tag', 'the same name', 'ports', 'Ports'],
        ['actor', 'the same name', 'Ministry of Ports', 'MoP'],
      ])
      expect(duplicates[0]?.members[0]).toMatchObject({ detail: '1 passage, 1 claim', madeBy: 'Béla Writer' })
      const before = exported(project.db, { what: 'project', format: 'json' }).toString()
      for (const { kind, members } of duplicates) {
        const [into = '', ...others] = members.map(({ uid }) => uid)
        call(project, 'duplicates.join', { kind, into, others })
      }
      expect(call(project, 'duplicates.list', {}).total).toBe(0)
      expect(project.db.all(sql`select title, note from live_document where title <> 'Port'`)).toEqual([
        { title: 'Theirs', note: 'By Béla\n\nBy Anna' },
      ])
      expect(
        project.db.column(sql`select quote from live_passage p join document d on d.uid = p.document
          where d.title = 'Theirs' order by start_offset`),
      ).toEqual(['The same', 'same text'])
      expect(project.db.column(sql`select uid from live_tag where uid <> ${tag}`)).toHaveLength(1)
      expect(runTaskSync(verifyProject(project.db), { extract }).problems).toEqual([])
      for (let n = 0; n < 3; n++) call(project, 'history.undo', {})
      expect(exported(project.db, { what: 'project', format: 'json' }).toString()).toBe(before)
    })
  })

  it('is not offered again when somebody says that it is not the same, in any copy', () => {
    const { ours, theirs } = twoCopies()
    const actors = ours.write(anna, (db) => [
      anActor(db, 'Ministry'),
      anActor(db, 'ministry'),
      anActor(db, 'MINISTRY'),
    ])
    const groups = (copy: Copy, analyst: typeof anna) =>
      copy.as(analyst, (project) =>
        call(project, 'duplicates.list', {}).duplicates.map(({ members }) =>
          members.map(({ title }) => title),
        ),
      )
    const [first = '', second = '', third = ''] = actors
    ours.as(anna, (project) => {
      const input = { kind: 'actor' as const, member: first, others: [second, third] }
      call(project, 'duplicates.distinguish', input)
      expect(call(project, 'history.state', {}).undo).toBe('Tell 3 actors apart')
      call(project, 'duplicates.distinguish', input)
      call(project, 'history.undo', {})
      expect(call(project, 'duplicates.list', {}).total).toBe(1)
      call(project, 'history.redo', {})
    })
    expect(groups(ours, anna)).toEqual([['ministry', 'MINISTRY']])
    mergeInto(theirs, ours)
    expect(groups(theirs, bela)).toEqual([['ministry', 'MINISTRY']])
    theirs.as(bela, (project) => {
      call(project, 'duplicates.join', { kind: 'actor', into: second, others: [third] })
      expect(call(project, 'duplicates.list', {}).total).toBe(0)
      const toItself = { kind: 'actor' as const, member: first, others: [first] }
      expect(refusal(() => call(project, 'duplicates.distinguish', toItself))).toMatchObject({
        code: 'invalid',
        message: 'A thing cannot be told apart from itself.',
      })
      const gone = { kind: 'tag' as const, member: first, others: [second] }
      expect(refusal(() => call(project, 'duplicates.distinguish', gone))).toMatchObject({
        code: 'not-found',
      })
    })
  })

  it('is not joined where the texts differ', () => {
    const { ours } = twoCopies()
    const [into, other] = ours.write(anna, (db) => [aDocument(db, 'One text.'), aDocument(db, 'Another.')])
    ours.as(anna, (project) => {
      const join = () =>
        call(project, 'duplicates.join', { kind: 'document', into: into ?? '', others: [other ?? ''] })
      expect(refusal(join)).toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('texts are not the same'),
      })
    })
  })
})
