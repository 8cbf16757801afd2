import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Bridge } from '../../db/contract/bridge.ts'
import type { Request } from '../../db/contract/protocol.ts'
import { allCommands } from '../../electron/menu-items.ts'
import type { Situation } from '../../renderer/situation.ts'

/** What the page has asked its shell for. */
const asked: Request[] = []
const bridge: Bridge = {
  post: (request) => {
    asked.push(request)
  },
  subscribe: () => () => {},
  registerFiles: async () => [],
  platform: 'linux',
}

let commands: typeof import('../../renderer/commands.ts')
let isEnabled: typeof import('../../renderer/command.ts').isEnabled
let nothingOpen: Situation

beforeAll(async () => {
  vi.stubGlobal('window', { claimboard: bridge })
  commands = await import('../../renderer/commands.ts')
  ;({ isEnabled } = await import('../../renderer/command.ts'))
  ;({ nothingOpen } = await import('../../renderer/situation.ts'))
})

const press = (
  key: string,
  held: { ctrlKey?: boolean; metaKey?: boolean; altKey?: boolean; shiftKey?: boolean } = {},
) => commands.commandOfKey({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held })

describe('the commands', () => {
  it('are all in the menu, each once and with the same key', () => {
    const shown = allCommands.map(({ id, key, macKey }) => [id, key, macKey])
    const known = commands.commands.map(({ id, shortcut, macShortcut }) => [id, shortcut, macShortcut])
    expect(shown.sort()).toEqual(known.sort())
  })

  it('say in every situation whether they can be done', () => {
    const off = (now: Situation) =>
      commands.commands.filter((command) => !isEnabled(command, now)).map(({ id }) => id)
    const withoutProject = allCommands.filter(({ anywhere }) => !anywhere).map(({ id }) => id)
    expect(off(nothingOpen).sort()).toEqual(withoutProject.sort())
    const reading = { ...nothingOpen, project: true, reader: true, text: true }
    expect(off(reading)).toEqual(expect.arrayContaining(['passage.tag', 'claim.new', 'file.importDocuments']))
    expect(off(reading)).not.toContain('passage.sentence')
    expect(off(reading)).not.toContain('file.saveAs')
    const writing = { ...reading, writable: true }
    expect(off(writing)).not.toContain('passage.tag')
    expect(off(writing)).toContain('claim.addEvidence')
    expect(off({ ...writing, board: true, cards: 2 })).not.toContain('board.align-left')
    expect(off({ ...writing, board: true, cards: 1 })).toContain('board.align-left')
    expect(off({ ...reading, typing: true })).not.toContain('edit.undo')
  })

  it('have ids and shortcuts of their own, and say what they do', () => {
    const ids = commands.commands.map(({ id }) => id)
    const shortcuts = commands.commands.flatMap(({ shortcut }) => shortcut ?? [])
    expect(new Set(ids).size).toBe(ids.length)
    expect(new Set(shortcuts).size).toBe(shortcuts.length)
    for (const { label } of commands.commands) expect(label).toMatch(/^[A-Z]/)
  })

  it('are found by a single key, small or capital, but not together with Ctrl, Alt or the command key', () => {
    expect(press('h')).toBeTypeOf('function')
    expect(press('H')).toBeTypeOf('function')
    expect(press('?')).toBeTypeOf('function')
    expect(press('7')).toBeTypeOf('function')
    expect(press('h', { ctrlKey: true })).toBeUndefined()
    expect(press('h', { metaKey: true })).toBeUndefined()
    expect(press('7', { altKey: true })).toBeUndefined()
    expect(press('0')).toBeUndefined()
    expect(press('Enter')).toBeUndefined()
  })

  it('ask for an operation of the contract', () => {
    commands.runCommand('file.open')
    expect(asked.at(-1)).toMatchObject({ call: 'host.openProject', input: {} })
    const before = asked.length
    commands.runCommand('no such command')
    expect(asked).toHaveLength(before)
  })
})
