import fs from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Bridge } from '../../db/contract/bridge.ts'
import type { Request } from '../../db/contract/protocol.ts'

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

beforeAll(async () => {
  vi.stubGlobal('window', { claimboard: bridge })
  commands = await import('../../renderer/commands.ts')
})

const menu = fs.readFileSync(path.resolve(import.meta.dirname, '../../electron/menu.ts'), 'utf8')
const inMenu = [...menu.matchAll(/\bitem\(\s*actions,\s*'([\w.]+)'/g)].map(([, id]) => id)
const press = (key: string, held: { ctrlKey?: boolean; metaKey?: boolean; altKey?: boolean } = {}) =>
  commands.commandOfKey({ key, ctrlKey: false, metaKey: false, altKey: false, ...held })

describe('the commands', () => {
  it('are known to the menu by their ids', () => {
    expect(inMenu.length).toBeGreaterThan(8)
    for (const id of inMenu) expect(commands.commands.map((command) => command.id)).toContain(id)
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
