import { describe, expect, it } from 'vitest'
import { parseArguments, UsageError } from '../../db/cli/arguments.ts'
import { planExport } from '../../db/cli/export-rows.ts'

const plan = (...words: string[]) => planExport(parseArguments('export', ['p.claimboard', ...words]))

function complaint(...words: string[]): string {
  try {
    plan(...words)
  } catch (error) {
    if (error instanceof UsageError) return error.message
    throw error
  }
  throw new Error('It was understood.')
}

describe('The export of a board', () => {
  it('is JSON Canvas, or SVG where that is asked for', () => {
    expect(plan('--what', 'board', '--board', 'Who agreed').request).toMatchObject({
      what: 'board',
      board: 'Who agreed',
      format: 'canvas',
    })
    expect(plan('--what', 'board', '--board', 'Who agreed', '--format', 'svg').request.format).toBe('svg')
  })

  it('needs a board, and nothing else has one', () => {
    expect(complaint('--what', 'board')).toContain('--board TITLE')
    expect(complaint('--what', 'claims', '--board', 'Who agreed')).toContain('--board TITLE')
  })

  it('takes neither the formats nor the options of tables, and tables not its own', () => {
    const board = ['--what', 'board', '--board', 'Who agreed']
    expect(complaint(...board, '--format', 'csv')).toContain('a board takes no other')
    expect(complaint('--what', 'claims', '--format', 'svg')).toContain('--what board')
    expect(complaint(...board, '--columns', 'a')).toContain('single table')
    expect(complaint(...board, '--dialect', 'spreadsheet')).toContain('Only tables')
  })
})
