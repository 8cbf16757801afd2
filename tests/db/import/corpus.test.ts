import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sentences } from '../../../db/contract/sentences.ts'
import { checkBlocks } from '../../../db/import/blocks.ts'
import { extract } from '../../../db/import/extract.ts'
import { makeAnchor } from '../../../db/text/anchor.ts'

// Real articles lie beside a checkout where they are available; they are no part of it.
const folder = join(import.meta.dirname, '../../../../shared/corpus')
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.txt')) : []

describe.skipIf(files.length === 0)('real articles', () => {
  it.each(files)('%s keeps every word and has a block for each of its lines', (name) => {
    const bytes = readFileSync(join(folder, name))
    const { text, blocks, warnings, language } = extract({ bytes, name })
    expect(text).toBe(bytes.toString('utf8'))
    expect(warnings).toEqual([])
    expect(language).toBe('en')
    checkBlocks(text, blocks)
    const lines = text.split('\n').map((line) => line.trim())
    expect(blocks.map(({ start, end }) => text.slice(start, end))).toEqual(
      lines.filter((line) => line !== ''),
    )
  })

  it.each(files)('%s has sentences that anchors hold', (name) => {
    const { text, blocks } = extract({ bytes: readFileSync(join(folder, name)), name })
    for (const block of blocks) {
      for (const { start, end } of sentences(text, block.start, block.end)) {
        expect(makeAnchor(text, start, end).quote).toBe(text.slice(start, end))
      }
    }
  })
})
