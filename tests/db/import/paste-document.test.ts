import { describe, expect, it } from 'vitest'
import type { Call } from '../../../db/contract/contract.ts'
import { documentHandlers } from '../../../db/documents.ts'
import { extract } from '../../../db/import/extract.ts'
import { pasteHandlers as handlers } from '../../../db/import/paste-document.ts'
import { sql } from '../../../db/sql.ts'
import { liveRows, testProject } from '../../support/factories.ts'

function project() {
  const test = testProject()
  const paste = (input: Call<'documents.paste'>) =>
    test.run(handlers, 'documents.paste', input, { extractor: extract })
  const read = (document = '') => test.call(documentHandlers, 'documents.text', { document }).body
  const originals = () =>
    test.db
      .all<{ type: string; bytes: Buffer }>(
        sql`select o.media_type as type, b.bytes from live_original o join original_bytes b on b.original = o.uid`,
      )
      .map(({ type, bytes }) => ({ type, text: bytes.toString('utf8') }))
  return { ...test, paste, read, originals }
}

const paragraph =
  'The road was closed on Monday, officials said, and nobody knows when it opens again. '.repeat(9)
const plain = `Road closed\r\n\r\n${paragraph}`

describe('pasted text', () => {
  it('becomes a document under its first line, with the text as its original', () => {
    const { paste, read, originals, call } = project()
    const [pasted] = paste({ text: plain }).imported
    expect(pasted).toMatchObject({ title: 'Road closed', warnings: [] })
    expect(read(pasted?.uid)).toBe(plain.replaceAll('\r\n', '\n'))
    expect(originals()).toEqual([{ type: 'text/plain', text: plain }])
    expect(call(documentHandlers, 'documents.get', { document: pasted?.uid ?? '' })).toMatchObject({
      fileName: null,
      encoding: 'utf-8',
      language: 'en',
      kind: 'article',
      readingStatus: 'unread',
    })
  })

  it.each([
    [
      'cut between two words',
      paragraph,
      'The road was closed on Monday, officials said, and nobody knows when it opens…',
    ],
    ['whole where they are few', 'It is closed.', 'It is closed.'],
    ['cut anywhere where there are no spaces', `${'路'.repeat(300)}。`, `${'路'.repeat(80)}…`],
  ])('has its first words as a title where no line reads like one: %s', (_, text, title) => {
    expect(project().paste({ text }).imported[0]?.title).toBe(title)
  })

  it('is known when it comes again, and comes anew once it was deleted', () => {
    const { paste, call, db } = project()
    const [first] = paste({ text: plain }).imported
    expect(paste({ text: plain })).toMatchObject({
      imported: [],
      known: [{ uid: first?.uid, title: 'Road closed' }],
    })
    call(documentHandlers, 'documents.remove', { documents: [first?.uid ?? ''] })
    const [again] = paste({ text: plain }).imported
    expect(again?.uid).not.toBe(first?.uid)
    expect(db.value(sql`select count(*) from original_bytes`)).toBe(1)
  })

  it('is one entry of the history', () => {
    const { paste, history, db } = project()
    paste({ text: plain })
    const after = liveRows(db, 'document')
    expect(history.undo().value.label).toBe('Paste document')
    expect(liveRows(db, 'document')).toEqual([])
    history.redo()
    expect(liveRows(db, 'document')).toEqual(after)
    paste({ text: plain })
    history.undo()
    expect(() => history.undo()).toThrow('There is nothing to undo.')
  })

  it('is taken where it has two megabytes and one line', () => {
    const { paste, read } = project()
    const text = 'word '.repeat(400_000)
    const [pasted] = paste({ text }).imported
    expect(pasted?.title).toMatch(/^word .*…$/)
    expect(read(pasted?.uid)).toBe(text)
  })

  it.each([
    ['nothing', {}],
    ['white space', { text: ' \n\t\u00a0', html: '  ' }],
    ['white space in tags', { html: '<p>&nbsp;</p><br>', text: '\n' }],
    ['a picture', { html: '<img src="https://example.org/a.png">' }],
  ])('is refused where it is %s', (_, input) => {
    const { paste, db } = project()
    expect(() => paste(input)).toThrow(/no text on the clipboard|holds no words/)
    expect(liveRows(db, 'document')).toEqual([])
  })

  it('of half a character and of NULs is frozen like any other', () => {
    const { paste, read } = project()
    const [pasted] = paste({
      text: `Half ${'\ud83d'} a character, said the ministry of the interior.`,
    }).imported
    expect(read(pasted?.uid)).toBe('Half \ufffd a character, said the ministry of the interior.')
  })
})

describe('a pasted web page', () => {
  it('gives its article, and is kept as it was pasted', () => {
    const { paste, read, originals, call } = project()
    const html = `<meta charset="windows-1252"><nav><a href="/">Home</a></nav><article><h1>Über die Straße</h1><p>${paragraph}</p><p>${paragraph}</p></article>`
    const [pasted] = paste({ html, text: 'Home Über die Straße' }).imported
    expect(pasted?.title).toBe('Über die Straße')
    expect(read(pasted?.uid)).not.toContain('Home')
    expect(originals()).toEqual([{ type: 'text/html', text: html }])
    expect(call(documentHandlers, 'documents.get', { document: pasted?.uid ?? '' }).encoding).toBe('utf-8')
    expect(paste({ html, text: 'other' }).known).toHaveLength(1)
  })

  it('is taken as plain text where it has no words of its own', () => {
    const { paste, originals } = project()
    expect(paste({ html: '<meta charset="utf-8"><canvas></canvas>', text: plain }).imported[0]?.title).toBe(
      'Road closed',
    )
    expect(originals()).toEqual([{ type: 'text/plain', text: plain }])
  })

  it('runs nothing and shows nothing that it hides', () => {
    const { paste, read } = project()
    const html = `<script>document.title = 'Owned'</script><p onclick="alert(1)">${paragraph}<img src=x onerror=alert(1)></p>
      <p style="display:none">hidden words</p><iframe srcdoc="<p>framed words</p>"></iframe><svg><script>1</script></svg>`
    const [pasted] = paste({ html }).imported
    const body = read(pasted?.uid)
    expect(body).toContain('The road was closed on Monday')
    expect(body).not.toMatch(/alert|Owned|hidden words|framed words/)
  })

  it('falls back to its plain text where it is built to fill the memory', () => {
    const { paste } = project()
    const html = '<b>'.repeat(300_000)
    expect(paste({ html, text: plain }).imported[0]?.title).toBe('Road closed')
    expect(() => paste({ html })).toThrow('The pasted text: The page nests its parts too deeply')
  })
})
