import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { annotateHandlers } from '../../db/import/annotate.ts'
import { sql } from '../../db/sql.ts'
import { applied, claim, contents, projectWithText, refusal } from '../support/annotations.ts'
import { anActor } from '../support/factories.ts'

describe('a file of annotations', () => {
  it('may have a byte-order mark, CRLF and empty lines, and be UTF-16 with a mark', () => {
    const project = projectWithText()
    const lines = '\uFEFF{"kind":"tag","name":"Ä"}\r\n\r\n   \r\n{"kind":"tag","name":"B"}\r\n'
    const file = path.join(project.folder, 'a.jsonl')
    writeFileSync(file, lines)
    expect(project.run(annotateHandlers, 'annotations.apply', { file }).tags).toBe(2)
    writeFileSync(file, lines, 'utf16le')
    expect(project.run(annotateHandlers, 'annotations.apply', { file }).unchanged).toBe(2)
  })

  it.each([
    ['nothing', undefined, 'not-found', /There is no file a\.jsonl/],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'invalid', /not a text in UTF-8/],
    ['a list', '[1]', 'invalid', /Line 1: it is not a JSON object/],
    ['null', 'null', 'invalid', /Line 1: it is not a JSON object/],
    ['no kind', '{"name":"A"}', 'invalid', /Line 1: kind is missing: one of tag, passage/],
    ['another kind', '{"kind":"card"}', 'invalid', /Line 1: kind is one of tag, passage/],
    ['an inherited name', '{"kind":"toString"}', 'invalid', /Line 1: kind is one of tag/],
    ['broken JSON', '\n{"kind":"tag" "name":"A"}', 'invalid', /Line 2: this is not valid JSON/],
  ])('is refused with %s in it', (_, content, code, message) => {
    const project = projectWithText()
    const file = path.join(project.folder, 'a.jsonl')
    if (content !== undefined) writeFileSync(file, content)
    const error = refusal(() => project.run(annotateHandlers, 'annotations.apply', { file }))
    expect(error.code).toBe(code)
    expect(error.message).toMatch(message)
  })

  it('with broken JSON in line 4,000 does nothing', () => {
    const project = projectWithText()
    const before = contents(project)
    const lines: (object | string)[] = Array.from({ length: 4200 }, (_, i) => ({
      kind: 'tag',
      name: `Tag ${i}`,
    }))
    lines[3999] = '{"kind":"tag","name":"Tag'
    const error = refusal(() => project.apply(...lines))
    expect(error).toMatchObject({ code: 'invalid', detail: { line: 4000 } })
    expect(error.message).toMatch(/^Line 4000: this is not valid JSON/)
    expect(contents(project)).toEqual(before)
    expect(project.db.value(sql`select count(*) from action where operation = 'annotations.apply'`)).toBe(0)
  })

  it('that is cancelled leaves nothing behind', () => {
    const project = projectWithText()
    const lines = Array.from({ length: 600 }, (_, i) => ({ ...claim, statement: `Statement ${i}` }))
    const before = contents(project)
    for (const step of [0, 1, 2, 3]) {
      expect(refusal(() => applied(project, lines, step))).toMatchObject({ code: 'cancelled' })
    }
    expect(contents(project)).toEqual(before)
  })

  it('is one action: an undo gives back the state before, a redo the one after', () => {
    const project = projectWithText()
    project.apply({ ...claim, note: 'before' }, { kind: 'tag', name: 'Kept', description: 'before' })
    const before = contents(project)
    project.apply(
      { ...claim, note: 'after', about: ['Port'], links: [{ kind: 'derived-from', toReport: 'Wire' }] },
      { ...claim, stance: 'denies', events: ['Closing'] },
      { kind: 'tag', name: 'Kept', description: 'after' },
      { kind: 'passage', document: 'Port closed', start: 0, end: 29, tags: ['Kept', 'New'], note: 'n' },
    )
    const after = contents(project)
    expect(after).not.toEqual(before)
    expect(project.history.undo().value.label).toBe('Annotate')
    expect(contents(project)).toEqual(before)
    project.history.redo()
    expect(contents(project)).toEqual(after)
  })

  it('that changes nothing is no action', () => {
    const project = projectWithText()
    project.apply(claim)
    const actions = () => project.db.value(sql`select count(*) from action`)
    const before = actions()
    project.apply(claim)
    expect(actions()).toBe(before)
  })

  it('sees what a command changed while it was being checked', () => {
    const project = projectWithText()
    const file = path.join(project.folder, 'a.jsonl')
    writeFileSync(
      file,
      Array.from({ length: 500 }, (_, i) => JSON.stringify({ kind: 'actor', name: `Actor ${i}` })).join('\n'),
    )
    const action = project.history.startStepped({ operation: 'annotations.apply', label: 'Annotate' })
    const context = { ...project.project.context, db: project.db, action }
    const task = annotateHandlers['annotations.apply'](context, { file })
    for (let i = 0; i < 3; i++) task.next()
    project.write((db) => anActor(db, 'Actor 7'))
    let next = task.next()
    while (!next.done) next = task.next()
    action.finish()
    expect(next.value.actors).toBe(499)
    expect(project.db.value(sql`select count(*) from live_actor where name = 'Actor 7'`)).toBe(1)
  })
})
