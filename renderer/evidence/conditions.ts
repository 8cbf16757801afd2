import { type TableColumn, tableTests } from '../../db/contract/evidence-columns.ts'
import type { Condition } from '../../db/contract/evidence-table.ts'
import { readableDate } from '../../db/contract/readable-date.ts'

/** A test as people choose it. */
export type Asked =
  | 'oneOf'
  | 'noneOf'
  | 'contains'
  | 'contains-not'
  | 'between'
  | 'range'
  | 'filled'
  | 'empty'

export const askedWords: Readonly<Record<Asked, string>> = {
  oneOf: 'is one of',
  noneOf: 'is none of',
  contains: 'contains',
  'contains-not': 'does not contain',
  between: 'is between',
  range: 'is between',
  filled: 'has a value',
  empty: 'is empty',
}

const testOf: Readonly<Record<Asked, keyof typeof tableTests>> = {
  oneOf: 'oneOf',
  noneOf: 'oneOf',
  contains: 'contains',
  'contains-not': 'contains',
  between: 'between',
  range: 'range',
  filled: 'filled',
  empty: 'filled',
}

/** What can be asked of a column, the most likely first. */
export function asksOf({ kind }: TableColumn): Asked[] {
  const asks = Object.keys(testOf) as Asked[]
  return asks.filter((ask) => (tableTests[testOf[ask]] as readonly string[]).includes(kind))
}

function askedOf(condition: Condition): Asked {
  switch (condition.test) {
    case 'oneOf':
      return condition.not ? 'noneOf' : 'oneOf'
    case 'contains':
      return condition.not ? 'contains-not' : 'contains'
    case 'filled':
      return condition.not ? 'empty' : 'filled'
    default:
      return condition.test
  }
}

/** A filter that is being written: what each test would take. */
export interface Draft {
  readonly ask: Asked
  readonly text: string
  readonly keys: readonly string[]
  readonly from: string
  readonly to: string
}

export function draftOf(condition: Condition | undefined, first: Asked): Draft {
  const draft = { ask: first, text: '', keys: [], from: '', to: '' }
  if (!condition) return draft
  const ask = askedOf(condition)
  switch (condition.test) {
    case 'contains':
      return { ...draft, ask, text: condition.text }
    case 'oneOf':
      return { ...draft, ask, keys: condition.keys }
    case 'filled':
      return { ...draft, ask }
    default:
      return { ...draft, ask, from: String(condition.from ?? ''), to: String(condition.to ?? '') }
  }
}

/** The condition that a draft stands for; null while something is missing. */
export function conditionOf(column: string, { ask, text, keys, from, to }: Draft): Condition | null {
  switch (ask) {
    case 'contains':
    case 'contains-not':
      return text.trim() === ''
        ? null
        : { test: 'contains', column, text: text.trim(), not: ask !== 'contains' }
    case 'oneOf':
    case 'noneOf':
      return keys.length === 0 ? null : { test: 'oneOf', column, keys: [...keys], not: ask === 'noneOf' }
    case 'filled':
    case 'empty':
      return { test: 'filled', column, not: ask === 'empty' }
    case 'between': {
      const [first, last] = [from.trim() || null, to.trim() || null]
      return first === null && last === null ? null : { test: 'between', column, from: first, to: last }
    }
    case 'range': {
      const [least, most] = [numberOf(from), numberOf(to)]
      const wrong = [least, most].some((bound) => bound !== null && !Number.isFinite(bound))
      return wrong || (least === null && most === null)
        ? null
        : { test: 'range', column, from: least, to: most }
    }
  }
}

function numberOf(text: string): number | null {
  return text.trim() === '' ? null : Number(text)
}

/** What a condition says after its column: "is one of denies, questions". */
export function conditionText(condition: Condition, label: (key: string) => string): string {
  const ask = askedWords[askedOf(condition)]
  switch (condition.test) {
    case 'contains':
      return `${ask} “${condition.text}”`
    case 'oneOf': {
      const [first, second, ...rest] = condition.keys.map(label)
      const named = [first, second].filter((one) => one !== undefined).join(', ')
      const more = rest.length > 0 ? ` and ${rest.length} more` : ''
      return `${condition.keys.length === 1 ? (condition.not ? 'is not' : 'is') : ask} ${named}${more}`
    }
    case 'filled':
      return ask
    default: {
      const { from, to } = condition
      const said = (bound: string | number) =>
        typeof bound === 'string' ? readableDate(bound) : String(bound)
      if (to === null) return `from ${from === null ? '' : said(from)}`
      return from === null ? `up to ${said(to)}` : `from ${said(from)} to ${said(to)}`
    }
  }
}
