import type { HostName } from '../db/contract/contract.ts'
import { AppError } from '../db/contract/errors.ts'
import { openTarget } from '../db/export/target.ts'
import { plainError } from '../db/plain-error.ts'
import type { Handler } from './host-handler.ts'

type Printed = Extract<HostName, `host.${'print' | 'printTarget' | 'savePdf' | 'forgetPrint'}`>

/** What brings a page that the store has written to paper, or into a file. */
export const printHandlers: { [Name in Printed]: Handler<Name> } = {
  'host.printTarget': ({ printing }, { browser, tokens }) => ({
    file: tokens.give(printing.target(browser), 'write'),
  }),

  'host.print': async (host, window, { page, paper, landscape }) => {
    const file = window.tokens.resolve(page, 'write')
    const project = window.file === null ? '' : host.shownName(window.file)
    return { printed: await host.printing.print(file, { paper, landscape, project }) }
  },

  'host.savePdf': async (host, window, { page, target, paper, landscape }) => {
    const { file: project, tokens } = window
    if (project === null) throw new AppError('conflict', 'No project is open in this window.')
    const look = { paper, landscape, project: host.shownName(project) }
    const pdf = await host.printing.pdf(tokens.resolve(page, 'write'), look)
    writeWhole(tokens.resolve(target, 'write'), pdf, project)
    return { bytes: pdf.length }
  },

  'host.forgetPrint': ({ printing }, { tokens }, { page }) => {
    printing.forget(tokens.resolve(page, 'write'))
    return {}
  },
}

/** Writes a file, which is there when this has ended well and otherwise is what it was before. */
function writeWhole(path: string, bytes: Uint8Array, project: string): void {
  try {
    const target = openTarget(path, project)
    try {
      target.write(bytes)
      target.commit()
    } finally {
      target.discard()
    }
  } catch (error) {
    throw plainError(error)
  }
}
