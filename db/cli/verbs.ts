import { basename, resolve } from 'node:path'
import { AppError } from '../contract/errors.ts'
import { LeftOut } from '../contract/project.ts'
import { NewPassphrase, Passphrase } from '../contract/seal.ts'
import type { GateCommand } from '../gate.ts'
import { type Arguments, listOf, nameOf, oneOf, UsageError, wholeNumber } from './arguments.ts'
import { annotate, importFiles, list, search } from './content.ts'
import { exportRows, planExport } from './export-rows.ts'
import { asOf, filtersFrom, history } from './history.ts'
import { merge } from './merge.ts'
import { warn } from './output.ts'
import { passphraseFrom } from './passphrase.ts'
import { analystOf, type Session, withProject } from './session.ts'
import { sayLeftOut, share } from './share.ts'
import { listKinds } from './syntax.ts'
import { team } from './team.ts'
import { backups, info, newProject, pack, repair, unsealCopy, verify } from './whole-project.ts'

/**
 * Runs one verb of the command line. What is wrong with its words is said before the project is opened.
 *
 * @returns the exit status: 0, or 1 where the work was done and found something wrong
 * @throws UsageError
 */
export function runVerb(args: Arguments, gate: GateCommand): number {
  const plan = planOf(args, gate)
  if ('alone' in plan) return plan.alone()
  const { write, work } = plan
  const writer = write ? analystFrom(args) : undefined
  try {
    return withProject(pathOf(args, 0), { gate, writer }, (session) => {
      for (const warning of session.warnings) warn(warning)
      return work(session)
    })
  } catch (error) {
    throw plan.onDamage && error instanceof AppError && error.code === 'damaged'
      ? plan.onDamage(error)
      : error
  }
}

type Plan =
  | {
      readonly write: boolean
      readonly work: (session: Session) => number
      /** Says more of a project that cannot be opened for its damage. */
      readonly onDamage?: (error: AppError) => AppError
    }
  /** For a verb that makes the project. */
  | { readonly alone: () => number }

const reading = (work: (session: Session) => number): Plan => ({ write: false, work })
const writing = (work: (session: Session) => number): Plan => ({ write: true, work })

/** What cannot even be opened can still be salvaged. */
function repairHint({ operands }: Arguments): (error: AppError) => AppError {
  const name = basename(operands[0] ?? '')
  return ({ code, message }) =>
    new AppError(
      code,
      `${message} What can be read is written into a new project by: claimboard verify ${name} --repair OUT`,
    )
}

function planOf(args: Arguments, gate: GateCommand): Plan {
  const json = args.flag('json')
  switch (args.verb) {
    case 'new':
      return { alone: () => newProject(pathOf(args, 0), args.text('title'), analystFrom(args)) }
    case 'info':
      return reading((session) => info(session, json))
    case 'import': {
      const files = args.operands.slice(1).map((path) => resolve(path))
      return writing((session) => importFiles(session, { files, recursive: args.flag('recursive') }, json))
    }
    case 'annotate': {
      const annotations = pathOf(args, 1)
      return writing((session) => annotate(session, annotations, json))
    }
    case 'list': {
      const kind = oneOf('What is listed', args.operands[1] ?? '', listKinds)
      return reading((session) => list(session, kind, json))
    }
    case 'search': {
      const limit = limitOf(args, 1000) ?? 50
      return reading((session) => search(session, { query: args.operands[1] ?? '', limit }, json))
    }
    case 'export': {
      const plan = planExport(args)
      return reading((session) => {
        exportRows(session, plan)
        return 0
      })
    }
    case 'share': {
      const without = leftOutOf(args)
      const preview = args.flag('preview')
      const passphrase = preview ? undefined : passphraseFrom(args, NewPassphrase)
      return reading((session) => {
        sayLeftOut(session, without, preview)
        return preview ? 0 : share(session, { target: pathOf(args, 1), without, passphrase })
      })
    }
    case 'pack': {
      const input = { target: pathOf(args, 1), without: leftOutOf(args) }
      return reading((session) => pack(session, input))
    }
    case 'unseal': {
      const passphrase = passphraseFrom(args, Passphrase)
      if (passphrase === undefined) throw new UsageError('The passphrase is missing: --passphrase-file FILE.')
      return { alone: () => unsealCopy({ sealed: pathOf(args, 0), target: pathOf(args, 1), passphrase }) }
    }
    case 'merge': {
      const preview = args.flag('preview')
      const file = pathOf(args, 1)
      return (preview ? reading : writing)((session) => merge(session, { file, preview }, json))
    }
    case 'backups':
      return reading((session) => backups(session, json))
    case 'team': {
      const folder = pathOf(args, 1)
      return writing((session) => team(session, folder, json))
    }
    case 'verify': {
      const out = args.text('repair')
      if (out !== undefined) return { alone: () => repair(pathOf(args, 0), resolve(out), gate, json) }
      return { ...reading((session) => verify(session, json)), onDamage: repairHint(args) }
    }
    case 'history': {
      const limit = limitOf(args, 1_000_000)
      const input = { ...(limit === undefined ? {} : { limit }), ...filtersFrom(args) }
      return reading((session) => history(session, input, json))
    }
    case 'as-of': {
      const input = { when: args.operands[1] ?? '', target: pathOf(args, 2) }
      return reading((session) => asOf(session, input, json))
    }
  }
}

function pathOf({ operands }: Arguments, index: number): string {
  return resolve(operands[index] ?? '')
}

function limitOf(args: Arguments, most: number): number | undefined {
  const word = args.text('limit')
  return word === undefined ? undefined : wholeNumber('--limit', word, most)
}

function analystFrom(args: Arguments) {
  const name = args.text('analyst')
  return analystOf(name === undefined ? undefined : nameOf('--analyst', name))
}

function leftOutOf(args: Arguments): LeftOut[] {
  const words = args.text('without')
  if (words === undefined) return []
  return listOf('--without', words).map((word) => oneOf('--without', word, LeftOut.options))
}
