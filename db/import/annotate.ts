import type { WriterContext, WriterHandlers } from '../handlers.ts'
import type { Task } from '../task.ts'
import { type PlannedLine, planAnnotations } from './annotate-plan.ts'
import { atLine, parseAnnotations, readAnnotationFile } from './annotate-read.ts'
import { type Counts, lastChange, noCounts, type Writing } from './annotate-writing.ts'

/**
 * Applies a file of annotations, all of it or nothing: every line is parsed and resolved before the first is
 * written, and all are written in one transaction. A cancel before that leaves nothing behind.
 *
 * @throws AppError `invalid` naming the line that is wrong
 */
function* applyAnnotations({ db, action, analyst }: WriterContext, file: string): Task<Counts> {
  const lines = yield* parseAnnotations(readAnnotationFile(file))
  const planned = lastChange(db)
  const plan = yield* planAnnotations(db, lines, analyst)
  return action.step((writable) => {
    // Commands had their turns between the steps: what they changed may be what the plan rests on.
    const current = lastChange(writable) === planned ? plan : drain(planAnnotations(writable, lines, analyst))
    return writeLines(current, { db: writable, analyst, counts: noCounts() })
  }).value
}

function writeLines(plan: readonly PlannedLine[], writing: Writing): Counts {
  const { db, counts } = writing
  for (const line of plan) {
    const before = { change: lastChange(db), made: made(counts) }
    atLine(line.number, () => line.write(writing))
    if (lastChange(db) === before.change) counts.unchanged++
    else if (made(counts) === before.made) counts.updated++
  }
  return counts
}

function made({ updated: _, unchanged: __, ...created }: Counts): number {
  return Object.values(created).reduce((sum, count) => sum + count, 0)
}

function drain<T>(steps: Generator<unknown, T>): T {
  let next = steps.next()
  while (!next.done) next = steps.next()
  return next.value
}

export const annotateHandlers: WriterHandlers<'annotations.apply'> = {
  'annotations.apply': (context, { file }) => applyAnnotations(context, file),
}
