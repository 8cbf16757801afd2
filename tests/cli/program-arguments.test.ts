import { expect, test } from 'vitest'
import { verbs } from '../../db/cli/syntax.ts'
import { mayBeCommand, programArguments } from '../../electron/arguments.ts'

test.each([
  [
    ['claimboard', 'export', 'a.claimboard', '--what', 'tags'],
    false,
    ['export', 'a.claimboard', '--what', 'tags'],
  ],
  [['claimboard', '--no-sandbox', '--inspect=0', 'info', 'a'], false, ['info', 'a']],
  [['electron', '--no-sandbox', '.', '--user-data-dir=/p', 'a.claimboard'], true, ['a.claimboard']],
  [['electron', '.'], true, []],
  [['electron', '.', '--version'], true, ['--version']],
  [['claimboard', '--no-sandbox', '--claimboard-gate', '/copy'], false, ['--claimboard-gate', '/copy']],
])('of %j, the program itself gets what a person typed', (argv, development, expected) => {
  expect(programArguments(argv, development)).toEqual(expected)
})

test.each([...Object.keys(verbs), 'help', '--help', '--version'])('%s is a command, not a file', (word) => {
  expect(mayBeCommand(word)).toBe(true)
})

test.each([undefined, 'a.claimboard', './as-of', '/home/as-of', 'C:\\\\info'])('%s is no command', (word) => {
  expect(mayBeCommand(word)).toBe(false)
})
