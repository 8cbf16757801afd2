import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { Disk } from './disk-model.ts'
import type { DiskEvent } from './disk-trace.ts'
import { inMemory } from './in-memory.ts'
import { randomFrom } from './mutate.ts'

/** What a power cut left. */
export interface Cut {
  /** The folder as it is afterwards; emptied before the next cut. */
  readonly place: string
  /** How many of the events had happened. */
  readonly at: number
  /** What the program had said until then, line by line. */
  readonly said: readonly string[]
  /** The program had come to its end. */
  readonly ended: boolean
}

/** Of the cuts: what a program has done and said by its end has to be there. */
const shareAtEnd = 0.1

/**
 * Cuts the power of a disk at random moments of a recording, again and again.
 *
 * @param disk as it was before the recording; it is used up
 */
export function* cutPower(
  disk: Disk,
  events: readonly DiskEvent[],
  cuts: number,
  seed: number,
): Generator<Cut> {
  const random = randomFrom(seed)
  const moments = Array.from({ length: cuts }, () =>
    random() < shareAtEnd ? events.length : Math.floor(random() * events.length),
  )
  const place = path.join(inMemory(), 'after')
  let at = 0
  let said = ''
  for (const moment of moments.sort((a, b) => a - b)) {
    for (; at < moment; at++) {
      const event = events[at] as DiskEvent
      if (event.kind === 'say') said += event.text
      else disk.take(event)
    }
    rmSync(place, { recursive: true, force: true })
    mkdirSync(place)
    disk.cut(random, place)
    // What comes after the last end of a line is half a line, or nothing.
    yield { place, at, said: said.split('\n').slice(0, -1), ended: at === events.length }
  }
}
