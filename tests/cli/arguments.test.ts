import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { listOf, parseArguments, UsageError } from '../../db/cli/arguments.ts'
import { helpFor, helpText } from '../../db/cli/help.ts'
import { isVerb, spelt, usageOf, type VerbName, verbs } from '../../db/cli/syntax.ts'
import { isCommand } from '../../db/cli.ts'

const names = Object.keys(verbs) as VerbName[]

function complaint(verb: VerbName, ...words: string[]): string {
  try {
    parseArguments(verb, words)
  } catch (error) {
    if (error instanceof UsageError) return error.message
    throw error
  }
  throw new Error('It was understood.')
}

describe('Words of a command', () => {
  it.each([
    ['before', ['--json', 'p.claimboard', 'port']],
    ['between', ['p.claimboard', '--json', 'port']],
    ['after', ['p.claimboard', 'port', '--json']],
  ])('may have options %s the operands', (_, words) => {
    const args = parseArguments('search', words)
    expect(args.operands).toEqual(['p.claimboard', 'port'])
    expect(args.flag('json')).toBe(true)
  })

  it('are operands after “--”, whatever they look like', () => {
    const args = parseArguments('search', ['p.claimboard', '--', '--json'])
    expect(args.operands).toEqual(['p.claimboard', '--json'])
    expect(args.flag('json')).toBe(false)
  })

  it.each([['--output', 'out.csv'], ['--output=out.csv'], ['-o', 'out.csv'], ['-oout.csv']])(
    'give an option its value as %s %s',
    (...option) => {
      expect(parseArguments('export', ['p.claimboard', ...option]).text('output')).toBe('out.csv')
    },
  )

  it('are refused where an option is unknown, whoever else has it', () => {
    expect(complaint('info', 'p', '--frob')).toContain('no option --frob')
    expect(complaint('info', 'p', '-r')).toContain('no option -r')
    expect(complaint('info', 'p', '--limit=3')).toContain('no option --limit')
    expect(complaint('info', 'p', '--__proto__')).toContain('no option')
    expect(complaint('info', 'p', '--toString')).toContain('no option')
  })

  it('are refused where a value is missing, or one too many', () => {
    expect(complaint('new', 'p', '--title')).toBe('--title needs a value: TEXT.')
    expect(complaint('export', 'p', '-o', '--what')).toContain('-o needs a value: OUT.')
    expect(complaint('info', 'p', '--json=yes')).toBe('--json takes no value.')
    expect(parseArguments('new', ['p', '--title=-5 degrees']).text('title')).toBe('-5 degrees')
  })

  it('are refused where there are too few, too many or empty ones', () => {
    expect(complaint('import', 'p')).toContain('needs FILE PATH...')
    expect(complaint('info', 'p', 'q')).toBe('“q” is one word too many.')
    expect(complaint('info', '')).toContain('is empty')
  })
})

describe('A list', () => {
  it.each([
    ['a', ['a']],
    ['a,b', ['a', 'b']],
    [' a , b ', ['a', 'b']],
    ['claim_id,"tag: Security, posts"', ['claim_id', 'tag: Security, posts']],
    ['"say ""no""",b', ['say "no"', 'b']],
  ])('%s is read', (text, names) => {
    expect(listOf('--columns', text)).toEqual(names)
  })

  it.each(['', ' ', ',', 'a,', ',a', 'a,,b', '"a', 'a"b', '""'])('“%s” is none', (text) => {
    expect(() => listOf('--columns', text)).toThrow(UsageError)
  })
})

describe('The help', () => {
  it('names every verb with its options, and explains each option of each', () => {
    for (const name of names) {
      expect(helpText()).toContain(usageOf(name))
      for (const [option, { about }] of Object.entries(verbs[name].options)) {
        expect(helpFor(name)).toContain(`--${option}`)
        expect(helpFor(name)).toContain(about)
      }
    }
  })
})

describe('The reference', () => {
  const reference = readFileSync(path.resolve(import.meta.dirname, '../../docs/command-line.md'), 'utf8')

  it.each(names)('knows %s with all of its options', (name) => {
    const [, shown = ''] = new RegExp(`^(claimboard ${name} (?:.|\\n +)*)$`, 'm').exec(reference) ?? []
    expect(shown).toContain(verbs[name].operands)
    for (const [option, spec] of Object.entries(verbs[name].options)) {
      expect(shown).toContain(spelt(option, spec).split(' ')[0])
    }
  })
})

describe('The first word', () => {
  it('decides between a window and a command', () => {
    for (const name of [...names, 'help', '--help', '-h', '--version']) expect(isCommand(name)).toBe(true)
    for (const word of [undefined, '', 'p.claimboard', 'merge.claimboard', 'toString', '--frob'])
      expect(isCommand(word)).toBe(false)
    expect(isVerb('constructor')).toBe(false)
  })
})
