import type { z } from 'zod'
import { type LineKind, lineSchemas } from './annotate-lines.ts'

type Issue = z.core.$ZodIssue

/** Values longer than this, in UTF-16 code units, are not repeated in a message. */
const longestValue = 60

/**
 * What is wrong with a line, in one plain sentence that names the field.
 *
 * @param value the line as it was read
 */
export function describeIssue(issue: Issue | undefined, kind: LineKind, value: unknown): string {
  if (!issue) return 'it could not be read.'
  const field = fieldName(issue.path)
  const given = valueAt(value, issue.path)
  if (issue.code === 'unrecognized_keys') return unknownField(issue.keys[0] ?? '', issue.path, kind)
  if (given === undefined && issue.code !== 'custom') return `${field} is missing.`
  if (issue.code === 'invalid_value') {
    return `${field} is one of ${issue.values.map(String).join(', ')}, not ${inWords(given)}.`
  }
  if (issue.code === 'invalid_type') return `${field} is ${typeName(issue.expected)}, not ${inWords(given)}.`
  if ((issue.code === 'too_big' || issue.code === 'too_small') && typeof given === 'number') {
    const limit = issue.code === 'too_big' ? `at most ${issue.maximum}` : `at least ${issue.minimum}`
    return `${field} is ${limit}, not ${given}.`
  }
  const sentence = issue.message.replace(/\.$/, '')
  return issue.path.length === 0 ? `${sentence}.` : `${field}: ${sentence}.`
}

function unknownField(key: string, path: readonly PropertyKey[], kind: LineKind): string {
  const where = path.length === 0 ? `a line of kind ${kind}` : fieldName(path)
  const known = path.length === 0 ? ` It has ${Object.keys(lineSchemas[kind].shape).join(', ')}.` : ''
  return `“${key}” is not a field of ${where}.${known}`
}

/** As a person writes it: `evidence[2].quote`, counted from 1. */
function fieldName(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) =>
      typeof part === 'number' ? `[${part + 1}]` : `${index > 0 ? '.' : ''}${String(part)}`,
    )
    .join('')
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => {
    return typeof inner === 'object' && inner !== null
      ? (inner as Record<PropertyKey, unknown>)[key]
      : undefined
  }, value)
}

function inWords(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > longestValue ? `${text.slice(0, longestValue).toWellFormed()}…` : text
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'a text in quotation marks',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list in square brackets',
  object: 'an object in braces',
}

function typeName(expected: string): string {
  return typeNames[expected] ?? expected
}
