import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const ROOT = path.resolve(import.meta.dirname, '../..')

/** A file planted in a copy of the folder layout, and the rule that must report it (none: it must pass). */
interface Planted {
  what: string
  file: string
  code: string
  rule: string | null
}

const imports = 'noRestrictedImports'

const PLANTED: Planted[] = [
  // renderer
  clean('the renderer imports the contract', 'renderer/tags/a.ts', "import '../../db/contract/kept.ts'"),
  clean(
    'the renderer imports its own files and libraries',
    'renderer/b.ts',
    "import 'react'\nimport './c.ts'",
  ),
  clean(
    'the one table file imports the table component',
    'renderer/evidence/grid.tsx',
    "import 'ag-grid-community'",
  ),
  breach('the renderer imports SQL', 'renderer/d.ts', "import '../db/sql.ts'"),
  breach(
    'the renderer imports a folder of the back',
    'renderer/tags/e.ts',
    "import '../../db/import/plain.ts'",
  ),
  breach(
    'the renderer imports a type of the back',
    'renderer/f.ts',
    "import type { A } from '../db/sql.ts'\nexport type B = A",
  ),
  breach('the renderer loads the back late', 'renderer/g.ts', "export const a = import('../db/sql.ts')"),
  breach('the renderer re-exports the back', 'renderer/h.ts', "export { a } from '../db/sql.ts'"),
  breach('the renderer winds through the contract', 'renderer/i.ts', "import '../db/contract/../sql.ts'"),
  breach('the renderer imports Electron', 'renderer/j.ts', "import 'electron'"),
  breach('the renderer imports the shell', 'renderer/k.ts', "import '../electron/menu.ts'"),
  breach('the renderer imports a built-in of Node', 'renderer/l.ts', "import 'node:fs'"),
  breach('the renderer imports the database', 'renderer/m.ts', "import 'better-sqlite3'"),
  breach('the renderer imports a test', 'renderer/n.ts', "import '../tests/support/a.ts'"),
  breach('another file imports the table component', 'renderer/evidence/o.tsx', "import 'ag-grid-community'"),
  breach(
    'another file imports a part of it',
    'renderer/evidence/p.tsx',
    "import type { A } from '@ag-grid-community/react'\nexport type B = A",
  ),
  breach('the table file imports SQL', 'renderer/evidence/grid.tsx', "import '../../db/sql.ts'"),

  // contract
  clean('the contract imports zod and itself', 'db/contract/a.ts', "import 'zod'\nimport './kept.ts'"),
  breach('the contract imports SQL', 'db/contract/b.ts', "import '../sql.ts'"),
  breach('the contract imports a built-in of Node', 'db/contract/c.ts', "import 'node:path'"),
  breach('the contract imports another library', 'db/contract/d.ts', "import 'fflate'"),
  breach('the contract imports the interface', 'db/contract/e.ts', "import '../../renderer/a.ts'"),
  breach(
    'the contract imports a type of the back',
    'db/contract/f.ts',
    "import type { A } from '../sql.ts'\nexport type B = A",
  ),

  // db
  clean(
    'db imports Node, SQLite and the contract',
    'db/a.ts',
    "import 'node:fs'\nimport 'better-sqlite3'\nimport './contract/kept.ts'",
  ),
  clean(
    'a folder of db imports what is above it',
    'db/import/b.ts',
    "import '../sql.ts'\nimport '../contract/kept.ts'",
  ),
  breach('db imports Electron', 'db/c.ts', "import 'electron'"),
  breach('db imports a part of Electron', 'db/d.ts', "import 'electron/main'"),
  breach('db imports the shell', 'db/import/e.ts', "import '../../electron/menu.ts'"),
  breach('db imports the interface', 'db/f.ts', "import '../renderer/a.ts'"),
  breach('db imports React', 'db/g.ts', "import 'react'"),
  breach('db imports tooling', 'db/h.ts', "import '../scripts/schema.ts'"),

  // electron
  clean(
    'the shell imports db and the contract',
    'electron/a.ts',
    "import '../db/sql.ts'\nimport '../db/contract/kept.ts'",
  ),
  clean(
    'ipc.ts names ipcMain',
    'electron/ipc.ts',
    "import { ipcMain } from 'electron'\nipcMain.handle('a', () => 1)",
  ),
  clean(
    'preload.ts names ipcRenderer',
    'electron/preload.ts',
    "import { ipcRenderer } from 'electron'\nipcRenderer.send('a')",
  ),
  breach('the shell imports the interface', 'electron/b.ts', "import '../renderer/a.ts'"),
  breach(
    'another file names ipcMain',
    'electron/c.ts',
    "import { ipcMain } from 'electron'\nipcMain.handle('a', () => 1)",
  ),
  breach(
    'another file renames ipcMain',
    'electron/d.ts',
    "import { ipcMain as i } from 'electron'\ni.handle('a', () => 1)",
  ),
  breach(
    'another file takes the whole of Electron',
    'electron/e.ts',
    "import * as all from 'electron'\nall.ipcMain.handle('a', () => 1)",
    'noJsRestrictedProperties',
  ),
  breach(
    'another file takes the default of Electron',
    'electron/f.ts',
    "import all from 'electron'\nall.ipcMain.handle('a', () => 1)",
  ),
  breach(
    'another file names ipcRenderer',
    'electron/g.ts',
    "import { ipcRenderer } from 'electron'\nipcRenderer.send('a')",
  ),
  breach('ipc.ts imports the interface', 'electron/ipc.ts', "import '../renderer/a.ts'"),
  breach(
    'preload.ts names ipcMain',
    'electron/preload.ts',
    "import { ipcMain } from 'electron'\nipcMain.handle('a', () => 1)",
  ),

  // everywhere
  breach('two files import each other', 'db/cycle.ts', "import './cycle-back.ts'", 'noImportCycles'),
  breach(
    'two files import types of each other',
    'db/types.ts',
    "import type { A } from './types-back.ts'\nexport type B = A | 1",
    'noImportCycles',
  ),
  breach('an import lacks its extension', 'db/i.ts', "import './sql'", 'useImportExtensions'),
  breach('an import is unused', 'db/j.ts', "import { a } from './sql.ts'", 'noUnusedImports'),
  breach('a module is required', 'db/k.ts', "export const a = require('./sql.ts')", 'noCommonJs'),
  breach('a value is any', 'db/l.ts', 'export const a: any = 1', 'noExplicitAny'),
  breach('a file has a default export', 'db/m.ts', 'export default 1', 'noDefaultExport'),
  breach('a file only passes on others', 'db/n.ts', "export { a } from './sql.ts'", 'noBarrelFile'),
  clean('a configuration file has a default export', 'some.config.ts', 'export default 1'),

  // no HTML from a string
  clean('text is shown as text', 'renderer/q.ts', "document.body.textContent = 'a'"),
  breach(
    'JSX is given HTML',
    'renderer/r.tsx',
    "export const a = <p dangerouslySetInnerHTML={{ __html: 'a' }} />",
    'noDangerouslySetInnerHtml',
  ),
  ...[
    "document.body.innerHTML = 'a'",
    "document.body.innerHTML += 'a'",
    "document.body.outerHTML = 'a'",
    "document.body.insertAdjacentHTML('beforeend', 'a')",
    "document.body.setHTMLUnsafe('a')",
    "document.createRange().createContextualFragment('a')",
    "document.createElement('iframe').srcdoc = 'a'",
    "document.write('a')",
  ].map((code, n) => breach(`HTML from a string: ${code}`, `renderer/html${n}.ts`, code, 'plugin')),
  breach(
    'an element is given HTML under a quoted name',
    'renderer/s.ts',
    "document.body['innerHTML'] = 'a'",
    'useLiteralKeys',
  ),
]

// What the planted files import, so that nothing but the planted breach is wrong with them.
const SURROUNDINGS = {
  'db/sql.ts': 'export const a = 1\nexport type A = 1\n',
  'db/cycle-back.ts': "import './cycle.ts'\n",
  'db/types-back.ts': "import type { B } from './types.ts'\nexport type A = B | 2\n",
  'db/contract/kept.ts': 'export const a = 1\n',
  'renderer/c.ts': 'export const a = 1\n',
}

function clean(what: string, file: string, code: string): Planted {
  return { what, file, code, rule: null }
}

function breach(what: string, file: string, code: string, rule: string = imports): Planted {
  return { what, file, code, rule }
}

/** Lints a copy of the layout with one planted file and the project's own configuration. */
function lint(copy: string, planted: Planted[]): Map<string, string[]> {
  fs.cpSync(path.join(ROOT, 'biome.json'), path.join(copy, 'biome.json'))
  fs.cpSync(path.join(ROOT, 'scripts/lint'), path.join(copy, 'scripts/lint'), { recursive: true })
  for (const [file, code] of [
    ...Object.entries(SURROUNDINGS),
    ...planted.map((p) => [p.file, p.code] as const),
  ]) {
    fs.mkdirSync(path.dirname(path.join(copy, file)), { recursive: true })
    fs.writeFileSync(path.join(copy, file), code)
  }
  const biome = path.join(ROOT, 'node_modules/@biomejs/biome/bin/biome')
  const args = [biome, 'lint', '.', '--reporter=json', '--max-diagnostics=none', '--diagnostic-level=error']
  const { stdout } = spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8' })
  const report = JSON.parse(stdout) as {
    diagnostics: Array<{ category: string; location: { path: string } }>
  }
  const broken = new Map<string, string[]>()
  for (const { category, location } of report.diagnostics) {
    const rule = category.split('/').at(-1) ?? category
    broken.set(location.path, [...(broken.get(location.path) ?? []), rule])
  }
  return broken
}

/** Several cases plant a file of the same name; those go into copies of their own. */
function inCopies(planted: Planted[]): Planted[][] {
  const copies: Planted[][] = []
  for (const one of planted) {
    const free = copies.find((copy) => copy.every(({ file }) => file !== one.file))
    if (free) free.push(one)
    else copies.push([one])
  }
  return copies
}

describe('the linter', () => {
  const top = fs.mkdtempSync(path.join(os.tmpdir(), 'claimboard-layers-'))
  const found = new Map<Planted, string[]>()

  beforeAll(() => {
    for (const [n, planted] of inCopies(PLANTED).entries()) {
      const broken = lint(path.join(top, String(n)), planted)
      for (const one of planted) found.set(one, broken.get(one.file) ?? [])
    }
  })

  afterAll(() => fs.rmSync(top, { recursive: true, force: true }))

  it.each(PLANTED.filter(({ rule }) => rule))('reports it when $what', (planted) => {
    expect(found.get(planted)).toContain(planted.rule)
  })

  it.each(PLANTED.filter(({ rule }) => !rule))('lets it be when $what', (planted) => {
    expect(found.get(planted)).toEqual([])
  })
})
