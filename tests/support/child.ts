import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterFile } from './cleanup.ts'

export interface Child {
  /** The next line that it prints; undefined once it has ended. */
  line(): Promise<string | undefined>
  /** Every line that it has printed and nobody has asked for yet; waits for its end. */
  rest(): Promise<string[]>
  send(line: string): void
  kill(): Promise<void>
  ended(): Promise<number | null>
}

/** Starts a script of this folder in a process of its own, under the same Node. */
export function startChild(script: string, ...args: string[]): Child {
  return startPreloaded(null, script, ...args)
}

/** Starts it with another script of this folder run before it, which may change what it loads. */
export function startPreloaded(preloaded: string | null, script: string, ...args: string[]): Child {
  const here = (name: string) => path.join(import.meta.dirname, name)
  const first = preloaded === null ? [] : ['--import', here(preloaded)]
  const child = spawn(process.execPath, [...first, here(script), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  afterFile(() => child.kill('SIGKILL'))
  const exit = once(child, 'exit').then(([code]) => code as number | null)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const line = async () => {
    const { value, done } = await lines.next()
    return done ? undefined : value
  }
  return {
    line,
    rest: async () => {
      const all: string[] = []
      for (let next = await line(); next !== undefined; next = await line()) all.push(next)
      return all
    },
    send: (text) => child.stdin.write(`${text}\n`),
    kill: async () => {
      child.kill('SIGKILL')
      await exit
    },
    ended: () => exit,
  }
}
