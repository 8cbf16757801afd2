import { describe, expect, it } from 'vitest'
import { sql } from '../../db/sql.ts'
import { projectWithText, refusalOf, text } from '../support/annotations.ts'
import { aDocument, aPassage, bela, liveRows } from '../support/factories.ts'

describe('a line of passages', () => {
  it('finds its place by words, by words and context, or by offsets', () => {
    const project = projectWithText()
    const counts = project.apply(
      { kind: 'passage', document: 'Port closed', quote: 'officials said' },
      { kind: 'passage', document: project.document, quote: 'the port', prefix: 'near ', suffix: ';' },
      { kind: 'passage', document: 'Port closed', start: 0, end: 8 },
    )
    expect(counts).toMatchObject({ passages: 3, taggings: 0 })
    const quotes = liveRows(project.db, 'passage').map((row) =>
      text.slice(Number(row.start_offset), Number(row.end_offset)),
    )
    expect(quotes).toEqual(['officials said', 'the port', 'The port'])
  })

  it('knows its document by title, by id and by the SHA-256 of the original', () => {
    const project = projectWithText()
    const sha = project.db.value<string>(
      sql`select original from live_document where uid = ${project.document}`,
    )
    for (const document of ['Port closed', project.document, sha]) {
      project.apply({ kind: 'passage', document, start: 0, end: 8 })
    }
    expect(liveRows(project.db, 'passage')).toHaveLength(1)
  })

  it('replaces the note and adds the tags of a passage at the same place', () => {
    const project = projectWithText()
    const place = { kind: 'passage', document: 'Port closed', start: 0, end: 8 }
    project.apply({ ...place, tags: ['A'], note: 'first' })
    expect(project.apply({ ...place, tags: ['B'], note: 'second' })).toMatchObject({
      passages: 0,
      taggings: 1,
      tags: 1,
    })
    expect(project.apply({ ...place })).toMatchObject({ unchanged: 1 })
    expect(project.apply({ ...place, note: 'third' })).toMatchObject({ updated: 1 })
    expect(liveRows(project.db, 'passage')).toMatchObject([{ note: 'third' }])
    expect(liveRows(project.db, 'tagging')).toHaveLength(2)
  })

  it('is another passage where another analyst marked the same place', () => {
    const project = projectWithText()
    project.write((db) => aPassage(db, project.document, 'The port', {}, bela))
    expect(project.apply({ kind: 'passage', document: 'Port closed', start: 0, end: 8 }).passages).toBe(1)
  })

  it.each([
    [
      { quote: 'the port' },
      /the quote occurs 2 times in “Port closed”\. Write the words before it as prefix/,
    ],
    [
      { quote: 'the port', prefix: 'x' },
      /the quote does not occur with this prefix and suffix in “Port closed”/,
    ],
    [{ quote: 'the harbour' }, /the quote does not occur in “Port closed”/],
    [{ start: 0, end: 9999 }, /ends at 9999, but the text ends at/],
    [{ start: -1, end: 4 }, /starts at -1/],
    [{ start: 8, end: 4 }, /ends at 4, before it starts at 8/],
    [{ start: 4, end: 4 }, /is empty/],
    [{ start: text.indexOf('🚢') + 1, end: text.length }, /in the middle of a character/],
    [{ start: 1.5, end: 4 }, /start is a whole number, not 1.5/],
    [{ start: 4 }, /start and end belong together/],
    [{}, /it has no place: write a quote, or start and end/],
    [{ prefix: 'x', start: 0, end: 3 }, /a prefix or suffix needs a quote/],
    [{ quote: 'The port', start: 1, end: 9 }, /the quote does not stand at 1 to 9/],
    [{ quote: '' }, /quote: it is empty/],
    [{ start: 0, end: 8, document: 'Elsewhere' }, /There is no document “Elsewhere”/],
    [{ start: 0, end: 8, tags: [''] }, /tags\[1\]: A name is needed/],
    [
      { start: 0, end: 8, tag: 'A' },
      /“tag” is not a field of a line of kind passage\. It has kind, id, document/,
    ],
  ])('is refused without one certain place: %j', (fields, message) => {
    const good = { kind: 'tag', name: 'Good' }
    const error = refusalOf(good, { kind: 'passage', document: 'Port closed', ...fields })
    expect(error).toMatchObject({ code: 'invalid', detail: { line: 2 } })
    expect(error.message).toMatch(/^Line 2: /)
    expect(error.message).toMatch(message)
  })

  it('is refused where two documents have the title', () => {
    const project = projectWithText()
    project.write((db) => aDocument(db, 'Another text', { title: 'Port closed' }))
    expect(() => project.apply({ kind: 'passage', document: 'Port closed', start: 0, end: 3 })).toThrow(
      /^Line 1: 2 documents answer to “Port closed”/,
    )
  })
})
