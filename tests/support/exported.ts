import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { type ExportRequest, exportTo } from '../../db/export/export-file.ts'
import type { Sink } from '../../db/export/sink.ts'
import type { ReadableDb } from '../../db/sql.ts'
import { runTaskSync } from '../../db/task.ts'

const readCsv = path.join(import.meta.dirname, 'read-csv.py')

/** A sink in memory. */
export function memorySink(): Sink & { bytes(): Buffer } {
  const pieces: Buffer[] = []
  return {
    write: (data) => {
      pieces.push(Buffer.from(data as Uint8Array))
    },
    bytes: () => Buffer.concat(pieces),
  }
}

/** What an export of an open project writes. */
export function exported(db: ReadableDb, request: Partial<ExportRequest>): Buffer {
  const sink = memorySink()
  const defaults = { what: 'evidence', format: 'csv', dialect: 'exact', separator: ',' } as const
  const task = exportTo(db, { ...defaults, ...request }, sink)
  runTaskSync(task, {
    extract: () => {
      throw new Error('An export extracts nothing.')
    },
  })
  return sink.bytes()
}

/** Rows of a CSV as Python's csv module reads them, header first. */
export function rowsInPython(bytes: Uint8Array, separator = ',', encoding = 'utf-8'): string[][] {
  const python = spawnSync('python3', [readCsv, separator, encoding], {
    input: bytes,
    maxBuffer: 1 << 30,
  })
  if (python.status !== 0) throw new Error(`Python could not read the CSV: ${python.error ?? python.stderr}`)
  return JSON.parse(python.stdout.toString()) as string[][]
}

/** Rows of a CSV as objects by the names of its columns. */
export function recordsInPython(
  bytes: Uint8Array,
  separator = ',',
  encoding = 'utf-8',
): Record<string, string>[] {
  const [header = [], ...rows] = rowsInPython(bytes, separator, encoding)
  return rows.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i] ?? ''])))
}
