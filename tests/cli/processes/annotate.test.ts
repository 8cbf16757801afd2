import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { builtCommandLine, contentOf } from '../../support/command-line.ts'
import { aDocument } from '../../support/factories.ts'
import { aFolder, aProjectFile, writeTo } from '../../support/project-files.ts'

const claimboard = builtCommandLine()

const folder = aFolder()
const file = aProjectFile()
writeTo(file, (db) => {
  aDocument(db, 'The port was closed. The port was closed again. A boat 🚢 sank.', { title: 'Port' })
  aDocument(db, 'One.', { title: 'Twice' })
  aDocument(db, 'Two.', { title: 'Twice' })
})

function annotations(...lines: readonly (object | string)[]): string {
  const target = path.join(folder, 'annotations.jsonl')
  writeFileSync(
    target,
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  )
  return target
}

const passage = (place: object) => ({ kind: 'passage', document: 'Port', ...place })
const tag = { kind: 'tag', name: 'A tag that a refusal must not leave behind' }

// Written to once, so that the profile knows it.
claimboard.bytes('annotate', file, annotations())
const before = contentOf(file)

describe('Annotating', () => {
  it.each([
    ['an ambiguous quote', passage({ quote: 'The port was closed' }), 'occurs 2 times'],
    ['a quote that does not occur', passage({ quote: 'The port was opened' }), 'does not occur'],
    ['an unknown document', passage({ document: 'Harbour', quote: 'port' }), '“Harbour”'],
    ['a title that two documents have', passage({ document: 'Twice', start: 0, end: 1 }), '“Twice”'],
    ['offsets out of range', passage({ start: 4, end: 4000 }), '4000'],
    ['negative offsets', passage({ start: -4, end: 4 }), 'start'],
    ['offsets the wrong way round', passage({ start: 8, end: 4 }), '8'],
    ['an offset inside a surrogate pair', passage({ start: 50, end: 56 }), 'character'],
    ['a number that JSON has not', '{"kind":"tag","name":NaN}', 'not valid JSON'],
    ['an unknown kind', { kind: 'thought', text: 'Hm.' }, 'kind is one of'],
    ['a misspelt field', { kind: 'tag', name: 'T', colr: '#123456' }, 'colr'],
  ])('%s is refused: the line is named, and nothing of the file is applied', (_, line, message) => {
    const { status, stdout, stderr } = claimboard('annotate', file, annotations(tag, line), '--json')
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^claimboard: Line 2: .*\n$/)
    expect(stderr).toContain(message)
    expect(contentOf(file)).toBe(before)
  })

  it('broken JSON in line 4,000 is refused before the first line is written', () => {
    const lines = Array.from({ length: 5000 }, (_, n) =>
      JSON.stringify({ kind: 'tag', name: `Tag ${n + 1}` }),
    )
    lines[3999] = '{"kind":"tag","name":"Tag 4000"'
    const { status, stderr } = claimboard('annotate', file, annotations(...lines))
    expect(status).toBe(1)
    expect(stderr).toContain('Line 4000: this is not valid JSON')
    expect(contentOf(file)).toBe(before)
  })

  it.each([
    ['a missing file', path.join(folder, 'missing.jsonl'), 'There is no file missing.jsonl'],
    ['a folder', folder, 'is not a file'],
    ['a project', file, 'is not a text in UTF-8'],
  ])('%s is refused', (_, from, message) => {
    const { status, stderr } = claimboard('annotate', file, from)
    expect(status).toBe(1)
    expect(stderr).toContain(message)
    expect(contentOf(file)).toBe(before)
  })

  it('counts what it added, and adds nothing when it is done again', () => {
    const lines = annotations(
      { kind: 'tag', name: 'Security', parent: 'Demands' },
      passage({ start: 0, end: 8, tags: ['Security'] }),
      {
        kind: 'claim',
        statement: 'It was shut.',
        claimant: { actor: 'Police' },
        evidence: [{ document: 'Port', start: 4, end: 8 }],
      },
    )
    const copy = path.join(aFolder(), 'copy.claimboard')
    writeFileSync(copy, readFileSync(file))
    const first = claimboard.json('annotate', copy, lines)
    expect(first).toMatchObject({ tags: 2, passages: 2, taggings: 1, actors: 1, claims: 1, unchanged: 0 })
    const after = contentOf(copy)
    expect(claimboard.json('annotate', copy, lines)).toMatchObject({
      tags: 0,
      passages: 0,
      claims: 0,
      unchanged: 3,
    })
    expect(contentOf(copy)).toBe(after)
    expect(claimboard('list', copy, 'claims').stdout).toContain('It was shut.')
  })
})
