import { spelt, usageOf, type Verb, type VerbName, verbs } from './syntax.ts'

/** What there is to know of all verbs. */
export function helpText(): string {
  const names = Object.keys(verbs) as VerbName[]
  return [
    'Claimboard from the command line. FILE is a project, NAME.claimboard.',
    '',
    ...names.map((name) => `  ${usageOf(name)}\n      ${verbs[name].summary}`),
    '',
    '  claimboard help VERB',
    '      Explain the options of a verb.',
    '  claimboard --version',
    '      Say which version this is.',
    '',
    'Options may stand anywhere; after -- everything is a name, also what begins with a hyphen.',
    'Exit status: 0 done, 1 the work failed and nothing is half done, 2 wrong usage.',
    '',
  ].join('\n')
}

/** What there is to know of one verb. */
export function helpFor(name: VerbName): string {
  const { summary, options } = verbs[name] as Verb
  const rows = Object.entries(options).map(([option, spec]) => {
    const { short, value } = spec
    const other = value === undefined ? `-${short}` : `--${option}`
    return [`  ${spelt(option, spec)}${short === undefined ? '' : `, ${other}`}`, spec.about] as const
  })
  // Past this width an explanation goes under its option: one long option must not push all to the right.
  const widest = 24
  const width = Math.max(0, ...rows.map(([left]) => left.length).filter((length) => length <= widest))
  const lines = rows.map(([left, about]) =>
    left.length <= width ? `${left.padEnd(width)}  ${about}` : `${left}\n${' '.repeat(width + 2)}${about}`,
  )
  return [usageOf(name), summary, ...(lines.length > 0 ? ['', ...lines] : []), ''].join('\n')
}
