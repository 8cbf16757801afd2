import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { AppError } from '../contract/errors.ts'
import { progressStep, type Step } from '../task.ts'
import { describeIssue } from './annotate-issues.ts'
import { type Annotation, type LineKind, lineSchemas } from './annotate-lines.ts'

/** A line of the file: its number, as an editor counts, and what it says. */
export interface AnnotationLine {
  readonly number: number
  readonly annotation: Annotation
}

/** Largest file in bytes: some 300,000 lines, which fit in memory many times over. */
const maxBytes = 64 * 1024 * 1024

/** Lines between two steps, at which a task can be cancelled: some milliseconds of work. */
export const linesPerStep = 250

/**
 * Reads a file of annotations.
 *
 * @returns its text without a byte-order mark
 * @throws AppError `not-found` or `invalid`, naming the file
 */
export function readAnnotationFile(file: string): string {
  const name = path.basename(file)
  const stats = statSync(file, { throwIfNoEntry: false })
  if (!stats) throw new AppError('not-found', `There is no file ${name}.`)
  if (!stats.isFile()) throw new AppError('invalid', `${name} is not a file.`)
  if (stats.size > maxBytes) {
    throw new AppError('invalid', `${name} is larger than ${maxBytes / 1024 / 1024} MB. Split it into parts.`)
  }
  const bytes = readBytes(file, name)
  // JSON is UTF-8 (RFC 8259 §8.1), but Windows PowerShell's redirection writes UTF-16 with a mark.
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    throw new AppError('invalid', `${name} is not a text in UTF-8.`, undefined, { cause: error })
  }
}

function readBytes(file: string, name: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    throw new AppError('invalid', `${name} cannot be read. Check whether you may open it.`, undefined, {
      cause: error,
    })
  }
}

/**
 * Parses JSON Lines. Line ends may be LF or CRLF; blank lines are skipped.
 *
 * @throws AppError `invalid` naming the first line that is wrong, its number also in the detail
 */
export function* parseAnnotations(text: string): Generator<Step, AnnotationLine[]> {
  const lines: AnnotationLine[] = []
  let number = 0
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start)
    const stop = end === -1 ? text.length : end
    number++
    const line = text.slice(start, stop).trim()
    if (line !== '') lines.push({ number, annotation: parseLine(line, number) })
    if (number % linesPerStep === 0) yield progressStep(stop, text.length, `Reading line ${number}`)
    start = stop + 1
  }
  return lines
}

function parseLine(line: string, number: number): Annotation {
  const value = parseJson(line, number)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw lineError(number, 'it is not a JSON object such as {"kind":"tag","name":"…"}.')
  }
  const fields = withFieldNames(value, number) as Record<string, unknown>
  const kind = fields.kind
  if (!isKind(kind)) {
    const kinds = Object.keys(lineSchemas).join(', ')
    throw lineError(
      number,
      kind === undefined ? `kind is missing: one of ${kinds}.` : `kind is one of ${kinds}.`,
    )
  }
  const parsed = lineSchemas[kind].safeParse(fields)
  if (parsed.success) return parsed.data
  throw lineError(number, describeIssue(parsed.error.issues[0], kind, fields))
}

function parseJson(line: string, number: number): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    const at = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1]
    const where = at === undefined ? '' : ` near character ${Number(at) + 1}`
    throw lineError(number, `this is not valid JSON: look at the quotation marks and commas${where}.`)
  }
}

function isKind(kind: unknown): kind is LineKind {
  return typeof kind === 'string' && Object.hasOwn(lineSchemas, kind)
}

/** Deeper than any field of a line lies. */
const maxDepth = 6

/**
 * Fields go by their name in camelCase or, as in the exported tables, in snake_case; "color" may be spelt
 * the American way.
 */
function withFieldNames(value: unknown, number: number, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (depth > maxDepth)
    throw lineError(number, 'its values lie deeper in each other than any field has them.')
  if (Array.isArray(value)) return value.map((member) => withFieldNames(member, number, depth + 1))
  const fields = new Map<string, unknown>()
  for (const [key, member] of Object.entries(value)) {
    const camel =
      key === 'color' ? 'colour' : key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
    if (fields.has(camel)) throw lineError(number, `${camel} is written twice, in two spellings.`)
    fields.set(camel, withFieldNames(member, number, depth + 1))
  }
  return Object.fromEntries(fields)
}

/** An error of one line, in words that name the line. */
function lineError(line: number, message: string, cause?: unknown): AppError {
  return new AppError('invalid', `Line ${line}: ${message}`, { line }, { cause })
}

/** Runs what a line asks for; what fails is said to fail in that line. */
export function atLine<T>(line: number, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof AppError) || !['invalid', 'conflict', 'not-found'].includes(error.code))
      throw error
    if (typeof error.detail === 'object' && error.detail !== null && 'line' in error.detail) throw error
    throw lineError(line, error.message, error)
  }
}
