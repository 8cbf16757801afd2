import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { mayTrace, needsStrace } from '../support/disk-trace.ts'
import { faultOperations, type Operation, problemsAfter, run } from '../support/fault-operations.ts'
import { long, seed, tell, times } from '../support/fault-size.ts'
import { randomFrom } from '../support/mutate.ts'
import { aFolder } from '../support/project-files.ts'

/** Calls by which files are opened, read, written and named, and how each may fail. */
const faults = [
  ['openat', ['EIO', 'EMFILE', 'ENOSPC']],
  ['read', ['EIO']],
  ['pread64', ['EIO']],
  ['write', ['ENOSPC', 'EIO']],
  ['pwrite64', ['ENOSPC', 'EIO']],
  ['fsync', ['EIO']],
  ['fdatasync', ['EIO']],
  ['ftruncate', ['EIO']],
  ['rename', ['EIO', 'EACCES']],
  ['link', ['EIO']],
  ['unlink', ['EIO', 'EACCES']],
  ['mkdir', ['ENOSPC']],
  ['copy_file_range', ['ENOSPC', 'EIO']],
  ['fcntl', ['EIO']],
] as const

/**
 * By `write`, Node's threads wake each other up, too: where that fails, the process ends, or waits for ever. The short
 * set leaves it to the limits and full disks of `limits.test.ts`, which meet files only.
 */
const tried = faults.filter(([call]) => long || call !== 'write')

interface Fault {
  readonly call: string
  readonly error: string
  /** Which of the calls of a process fail, counted from 1, as strace is told: one, or from then on. */
  readonly when: string
}

/** Where the program's own files are. */
const root = path.resolve(import.meta.dirname, '../..')

/**
 * Whether a failing call met a part of the program that was being loaded, by one of the processes that it starts: strace
 * counts for each of them, and the numbers of their calls are not the same every time.
 */
function couldNotLoad(words: string): boolean {
  return [`${root}/`, '/node_modules/'].some((place) => words.includes(place))
}

/** Whether it was the sentence itself that could not be written, to the standard error. */
function sentenceFailed(trace: string): boolean {
  return /\bwrite\(2, .*\(INJECTED\)$/m.test(readFileSync(trace, 'utf8'))
}

/** Every call of an operation that has to do with its files, in every way in which it may fail. */
function faultsOf(operation: Operation): Fault[] {
  const folder = aFolder()
  operation.prepare(folder)
  const trace = path.join(aFolder(), 'trace')
  const calls = tried.map(([call]) => call).join()
  const strace = ['strace', '-f', '-qq', '-y', '-e', `trace=${calls}`, '-o', trace]
  expect(run(operation, folder, strace).status).toBe(0)
  /** Of each process and call, whether it was about the folder, one after the other. */
  const sequences = new Map<string, boolean[]>()
  let program: string | undefined
  // strace counts the calls of each process for itself. Those by which the program itself is loaded are not to fail.
  const loaded = new Map<string, number>()
  for (const line of readFileSync(trace, 'utf8').split('\n')) {
    // Of a call that is told in two parts, the first one counts.
    const [, process, call = ''] = /^(\d+) +(\w+)\(/.exec(line) ?? []
    if (process === undefined) continue
    program ??= process
    const key = `${process} ${call}`
    const sequence = [...(sequences.get(key) ?? []), line.includes(folder)]
    sequences.set(key, sequence)
    if (process === program && couldNotLoad(line)) loaded.set(call, sequence.length)
  }
  return tried.flatMap(([call, errors]) => {
    const loading = loaded.get(call) ?? 0
    const ends = new Map<number, number>()
    for (const [key, ours] of sequences) {
      if (!key.endsWith(` ${call}`)) continue
      ours.forEach((one, index) => {
        if (one && index >= loading) ends.set(index + 1, endOfRun(ours, index))
      })
    }
    return [...ends].flatMap(([at, end]) =>
      errors.flatMap((error) => [
        { call, error, when: String(at) },
        { call, error, when: internal.has(call) ? `${at}..${end}` : `${at}+` },
      ]),
    )
  })
}

// Ends the processes that a command has started with it. Operations take a second or two.
const withinAMinute = ['timeout', '--signal=KILL', '60']
/** How a command ends that was killed, by itself or by its time; null for a signal. */
const killed = new Set<number | null>([null, 137])

/**
 * Calls that the threads of Node make for themselves, too, to wake each other up. Where they fail, the process ends or
 * waits for ever: a kill.
 */
const internal = new Set<string>(['read', 'write', 'fcntl'])

/** The number of the last call before one that is about something else. */
function endOfRun(ours: readonly boolean[], from: number): number {
  const other = ours.indexOf(false, from)
  return other === -1 ? ours.length : other
}

/** Some of them, of each call as many as of every other; or all, where so many are asked for. */
function some(all: readonly Fault[], count: number): Fault[] {
  const random = randomFrom(seed)
  const shuffled = all
    .map((fault) => ({ fault, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ fault }) => fault)
  const kinds = Map.groupBy(shuffled, ({ call }) => call)
  const turns = shuffled.map((fault) => ({ fault, turn: kinds.get(fault.call)?.indexOf(fault) ?? 0 }))
  return turns
    .sort((a, b) => a.turn - b.turn)
    .slice(0, count)
    .map(({ fault }) => fault)
}

const perOperation = times(8, Number.POSITIVE_INFINITY)

describe.skipIf(!mayTrace)(`a system call that fails, once or from then on${needsStrace}`, () => {
  it.each(mayTrace ? faultOperations() : [])(
    '$name: leaves all or nothing, says what is wrong, and can be done again',
    async (operation) => {
      const told = {
        runs: 0,
        'failed and said so': 0,
        'done all the same': 0,
        'ended by Node': 0,
        'kept from saying so': 0,
      }
      const all = faultsOf(operation)
      const wrong: string[] = []
      for (const { call, error, when } of some(all, perOperation)) {
        const folder = aFolder()
        operation.prepare(folder)
        const trace = path.join(aFolder(), 'trace')
        const inject = `inject=${call}:error=${error}:when=${when}`
        const strace = ['strace', '-f', '-qq', '-e', `trace=${call}`, '-e', inject, '-o', trace]
        const ran = run(operation, folder, [...withinAMinute, ...strace])
        const ended = (killed.has(ran.status) && internal.has(call)) || couldNotLoad(ran.stderr)
        const mute = ran.stderr === '' && sentenceFailed(trace)
        const name = `${operation.name}: ${call} ${error} ${when}`
        const problems = await problemsAfter(operation, folder, ended || mute ? null : ran)
        wrong.push(...problems.map((problem) => `${name}: ${problem}`))
        told.runs++
        told[
          ended
            ? 'ended by Node'
            : mute
              ? 'kept from saying so'
              : ran.status === 0
                ? 'done all the same'
                : 'failed and said so'
        ]++
      }
      tell(`failing system calls, ${operation.name}`, { ...told, wrong: wrong.length })
      expect(wrong).toEqual([])
    },
    24 * 3_600_000,
  )
})
