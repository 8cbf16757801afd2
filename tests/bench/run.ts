// Measures what the program takes against a yardstick on the same machine: node tests/bench/run.ts
// [import] [export] [merge] [files] [undo] [as-of] [change] [window] [table] [palette] [reading] [board] [--rounds N].
// Writes out/bench.json and, where all are run, the table in docs/benchmarks.md.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { benchAsOf } from './as-of.ts'
import { benchBoard } from './board.ts'
import { benchChange } from './change.ts'
import { benchExport } from './export.ts'
import { benchFiles } from './files.ts'
import { benchImport } from './import.ts'
import { benchMerge } from './merge.ts'
import { benchPalette } from './palette.ts'
import { benchReading } from './reading.ts'
import type { Result } from './result.ts'
import { benchTable } from './table.ts'
import { benchUndo } from './undo.ts'
import { benchWindow } from './window.ts'

const benchmarks: Record<string, (folder: string, rounds: number) => Result[] | Promise<Result[]>> = {
  import: benchImport,
  export: benchExport,
  merge: benchMerge,
  files: benchFiles,
  undo: benchUndo,
  'as-of': benchAsOf,
  change: benchChange,
  window: benchWindow,
  table: benchTable,
  palette: benchPalette,
  reading: benchReading,
  board: benchBoard,
}

const root = path.resolve(import.meta.dirname, '../..')

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '5' } },
})
const wanted = positionals.length === 0 ? Object.keys(benchmarks) : positionals
const folder = mkdtempSync(path.join(os.tmpdir(), 'claimboard-bench-'))
const results: Result[] = []
try {
  for (const name of wanted) {
    const bench = benchmarks[name]
    if (!bench) throw new Error(`There is no benchmark “${name}”: ${Object.keys(benchmarks).join(', ')}.`)
    const measured = await bench(folder, Number(values.rounds))
    console.log(tableOf(measured))
    results.push(...measured)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
const table = tableOf(results)
mkdirSync(path.join(root, 'out'), { recursive: true })
writeFileSync(path.join(root, 'out/bench.json'), `${JSON.stringify({ ...machine(), results }, null, 2)}\n`)
// A part of the benchmarks would leave a table that looks like all of them.
if (positionals.length === 0) writeTable(table)

function machine() {
  const [cpu] = os.cpus()
  return {
    at: new Date().toISOString(),
    node: process.version,
    cpu: cpu?.model ?? 'unknown',
    cores: os.cpus().length,
    system: `${os.type()} ${os.release()}`,
  }
}

function tableOf(lines: readonly Result[]): string {
  const row = ({ name, yardstick, ms, yardstickMs, ratio, aim, aimMs, peakMiB }: Result) =>
    `| ${name} | ${yardstick} | ${whole(ms)} | ${whole(yardstickMs)} | **${Number.isFinite(ratio) ? ratio.toFixed(2) : '–'}** | ${aimMs === undefined ? (aim ?? '') : `< ${aimMs} ms`} | ${peakMiB === undefined ? '' : whole(peakMiB)} |`
  return [
    '| what | yardstick | ms | yardstick, ms | ratio | aim | peak, MiB |',
    '|---|---|---|---|---|---|---|',
    ...lines.map(row),
  ].join('\n')
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en')
}

function writeTable(text: string): void {
  const file = path.join(root, 'docs/benchmarks.md')
  const [start, end] = ['<!-- table: begin -->', '<!-- table: end -->']
  const before = readFileSync(file, 'utf8')
  const [from, to] = [before.indexOf(start) + start.length, before.indexOf(end)]
  if (from < start.length || to < 0) throw new Error(`${file} has lost the marks around its table.`)
  const { cpu, cores, node } = machine()
  const where = `Measured on ${cpu}, ${cores} cores, Node ${node}.`
  writeFileSync(file, `${before.slice(0, from)}\n${where}\n\n${text}\n${before.slice(to)}`)
}
