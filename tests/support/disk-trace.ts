import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { commandIsThere } from './command-is-there.ts'
import { aFolder } from './project-files.ts'

/** What a program did to files, or said, in the order in which it was done. */
export type DiskEvent =
  | { readonly kind: 'write'; readonly path: string; readonly offset: number; readonly data: Buffer }
  | { readonly kind: 'resize'; readonly path: string; readonly size: number }
  | { readonly kind: 'create' | 'mkdir' | 'remove' | 'sync'; readonly path: string }
  | { readonly kind: 'rename' | 'link'; readonly path: string; readonly to: string }
  | { readonly kind: 'say'; readonly text: string }

export interface Recording {
  readonly events: readonly DiskEvent[]
  readonly status: number | null
  readonly stderr: string
}

/** strace writes down what a program asks of the system, the bytes that it writes included. */
export const mayTrace = commandIsThere('strace', '-e', 'trace=none', 'true')

/** What a person reads where tests are skipped for want of strace. */
export const needsStrace = mayTrace ? '' : ' (skipped: needs strace, apt-get install strace)'

const calls = [
  'openat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,unlink,unlinkat,rmdir,symlink,symlinkat',
  'write,pwrite64,writev,pwritev,pwritev2,copy_file_range,sendfile,splice',
  'ftruncate,truncate,fallocate,fsync,fdatasync,sync_file_range',
].join()

// More than any program here writes in one call: strace cuts off what is longer.
const longestWrite = 1 << 26

/**
 * Runs a program and records what it does in a folder.
 *
 * @param folder whose files are of interest; what the program does elsewhere is left out
 * @param options `except`: a folder in it of which the same holds
 * @param command the program and its arguments
 * @throws Error where it does something there that a {@link DiskEvent} cannot say
 */
export function record(
  folder: string,
  command: readonly string[],
  { except, ...options }: { readonly env?: NodeJS.ProcessEnv; readonly except?: string } = {},
): Recording {
  const out = path.join(aFolder(), 'trace')
  const strace = ['-f', '--seccomp-bpf', '-qq', '-y', '-xx', '-s', String(longestWrite)]
  const run = spawnSync('strace', [...strace, '-e', `trace=${calls}`, '-o', out, ...command], {
    ...options,
    encoding: 'utf8',
  })
  if (run.error) throw run.error
  const text = readFileSync(out, 'latin1')
  rmSync(out)
  return { events: read(text, folder, except), status: run.status, stderr: run.stderr }
}

function read(text: string, folder: string, except: string | undefined): DiskEvent[] {
  const reader = new TraceReader(folder, except)
  // A call during which another process does something stands in two parts; it counts when it is done.
  const begun = new Map<string, string>()
  for (const line of text.split('\n')) {
    const [, process = '', rest = ''] = /^(\d+) +(.*)$/.exec(line) ?? []
    const half = /^(.*) <unfinished \.\.\.>$/.exec(rest)
    if (half) {
      begun.set(process, half[1] ?? '')
      continue
    }
    const other = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest)
    reader.take(other ? `${begun.get(process) ?? ''}${other[1]}` : rest, process)
  }
  return reader.events
}

/** `7<\x2f\x61>` is descriptor 7 of /a; what follows it tells that it has no name any more. */
const descriptor = /^(?:AT_FDCWD|(\d+))<((?:\\x..)*)>(\(deleted\))?$/

class TraceReader {
  readonly events: DiskEvent[] = []
  readonly #folder: string
  readonly #except: string | undefined
  /** Where the next plain write goes, by descriptor and name. */
  readonly #positions = new Map<string, number>()
  /** The first process is the program; others that it starts do not speak for it. */
  #speaker: string | undefined

  constructor(folder: string, except: string | undefined) {
    this.#folder = folder
    this.#except = except
  }

  take(line: string, process: string): void {
    this.#speaker ??= process
    const [, call = '', inner = '', returned = ''] = /^(\w+)\((.*)\) += (-?\d+)/.exec(line) ?? []
    // Data is written as \xNN: no comma or bracket stands in it.
    const args = inner.split(', ')
    const result = Number(returned)
    if (call === '' || result < 0) return
    if (call === 'openat') this.#opened(args, result)
    else if (call === 'write' || call === 'pwrite64') this.#wrote(call, args, result, process)
    else this.#changed(call, args)
  }

  #opened([folder = '', name = '', flags = '']: string[], fd: number): void {
    const file = at(folder, name)
    if (!this.#concerns(file)) return
    if (flags.includes('O_APPEND'))
      throw new Error(`${file} is opened for appending, which is not known here.`)
    this.#positions.set(`${fd}:${file}`, 0)
    if (flags.includes('O_CREAT')) this.events.push({ kind: 'create', path: file })
    if (flags.includes('O_TRUNC')) this.events.push({ kind: 'resize', path: file, size: 0 })
  }

  #wrote(call: string, [target = '', words = '', , place = '']: string[], length: number, process: string) {
    const data = bytesOf(words).subarray(0, length)
    if (call === 'write' && /^[12]</.test(target) && process === this.#speaker) {
      this.events.push({ kind: 'say', text: data.toString() })
      return
    }
    const file = nameOf(target)
    if (!this.#concerns(file)) return
    const key = `${Number.parseInt(target, 10)}:${file}`
    const offset = call === 'pwrite64' ? Number(place) : (this.#positions.get(key) ?? 0)
    if (call === 'write') this.#positions.set(key, offset + length)
    this.events.push({ kind: 'write', path: file, offset, data })
  }

  #changed(call: string, args: string[]): void {
    const event = changeBy(call, args)
    if (event) {
      if (this.#concerns(event.path)) this.events.push(event)
      return
    }
    const touched = args
      .filter((arg) => /\\x/.test(arg))
      .map((arg) => (descriptor.test(arg) ? nameOf(arg) : at('', arg)))
    // The first file of a copy is only read, which is no concern of a disk.
    const file = (call === 'copy_file_range' ? touched.slice(1) : touched).find((one) => this.#concerns(one))
    if (file !== undefined) throw new Error(`${call} on ${file} is not known here.`)
  }

  /** Shared memory of a write-ahead log is made anew after a power cut: nobody flushes it, or reads what is left. */
  #concerns(file: string): boolean {
    if (file.endsWith('-shm') || (this.#except !== undefined && isIn(this.#except, file))) return false
    return isIn(this.#folder, file)
  }
}

function isIn(folder: string, file: string): boolean {
  return file === folder || file.startsWith(`${folder}/`)
}

function changeBy(call: string, args: readonly string[]): Exclude<DiskEvent, { kind: 'say' }> | null {
  const [first = '', second = '', third = '', fourth = ''] = args
  switch (call) {
    case 'fsync':
    case 'fdatasync':
      return { kind: 'sync', path: nameOf(first) }
    case 'ftruncate':
      return { kind: 'resize', path: nameOf(first), size: Number(second) }
    case 'mkdir':
      return { kind: 'mkdir', path: at('', first) }
    case 'unlink':
    case 'rmdir':
      return { kind: 'remove', path: at('', first) }
    case 'unlinkat':
      return { kind: 'remove', path: at(first, second) }
    case 'rename':
    case 'link':
      return { kind: call, path: at('', first), to: at('', second) }
    case 'renameat':
    case 'renameat2':
      return { kind: 'rename', path: at(first, second), to: at(third, fourth) }
    case 'linkat':
      return { kind: 'link', path: at(first, second), to: at(third, fourth) }
    default:
      return null
  }
}

function bytesOf(words: string): Buffer {
  return Buffer.from(words.replaceAll('"', '').replaceAll('\\x', ''), 'hex')
}

/** The name of an open file; none where it has lost it: nobody can find it after a power cut. */
function nameOf(word: string): string {
  const [, , name = '', deleted] = descriptor.exec(word) ?? []
  return deleted === undefined ? bytesOf(name).toString() : ''
}

function at(folder: string, word: string): string {
  return path.resolve(nameOf(folder) || '/', bytesOf(word).toString())
}
