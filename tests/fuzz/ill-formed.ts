import { hostileTexts } from './hostile.ts'

type Draw = (below: number) => number

/** Values that no operation takes in any field, and such as some take. All of them can cross a port. */
export const strangeValues: readonly unknown[] = [
  null,
  undefined,
  true,
  0,
  -1,
  1.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.MAX_SAFE_INTEGER + 2,
  2 ** 53,
  10n ** 30n,
  '',
  'x'.repeat(200_000),
  [],
  {},
  [[[[[[[[[]]]]]]]]],
  { length: 1_000_000 },
  { uid: null },
  { toString: 'x', valueOf: 1 },
  JSON.parse('{"__proto__":{"polluted":true}}'),
  new Date(Number.NaN),
  new Map([['name', 'x']]),
  new Set([1]),
  /(a+)+$/,
  new Uint8Array(1000),
  new ArrayBuffer(8),
  Array.from({ length: 5000 }, (_, i) => i),
  ...hostileTexts,
]

/**
 * An input for an operation that is wrong in one place or in all: out of a good one, where one is given.
 *
 * @param files names of fields that hold files: they get nothing that could name one
 */
export function illFormed(good: unknown, files: readonly string[], draw: Draw): unknown {
  const strange = () => strangeValues[draw(strangeValues.length)]
  if (typeof good !== 'object' || good === null || draw(6) === 0) return noText(strange())
  const keys = [...Object.keys(good), 'unknown', '__proto__']
  const key = keys[draw(keys.length)] as string
  const value = files.includes(key) ? noText(strange()) : strange()
  const input: Record<string, unknown> = { ...(good as Record<string, unknown>) }
  for (const file of files) if (input[file] !== undefined) input[file] = noText(strange())
  if (draw(8) === 0) delete input[key]
  else Object.defineProperty(input, key, { value, enumerable: true, configurable: true, writable: true })
  return input
}

/** A field for a file takes a path where no window stands before it: in tests it gets none. */
function noText(value: unknown): unknown {
  return typeof value === 'string' || Array.isArray(value) ? 7 : value
}
