import { AppError } from '../../db/contract/errors.ts'
import type { ChosenFile } from '../../db/contract/host.ts'
import type { PrintChoices } from '../../db/contract/print.ts'
import { call } from '../api.ts'
import { megabytes, saved } from '../share/ExportDialog.tsx'
import { showToast } from '../state/notices.ts'
import { showRunning } from '../state/tasks.ts'
import type { Printable } from './printable.ts'

/** Prints by the system's dialog. */
export async function print(printable: Printable, choices: PrintChoices): Promise<void> {
  const { printed } = await bringToPaper(`Printing ${printable.title}`, printable, choices, (page) =>
    call('host.print', page),
  )
  if (printed) showToast({ tone: 'good', text: `${printable.title} was sent to the printer.` })
}

/** Writes a PDF. */
export async function savePdf(
  printable: Printable,
  choices: PrintChoices,
  target: ChosenFile,
): Promise<void> {
  const { bytes } = await bringToPaper(`Writing ${target.name}`, printable, choices, (page) =>
    call('host.savePdf', { ...page, target: target.token }),
  )
  saved(target, `${target.name} written, ${megabytes(bytes)}.`)
}

interface Page {
  readonly page: string
  readonly paper: PrintChoices['paper']
  readonly landscape: boolean
}

/** Has the page made and hands it on; whatever comes of it, the page is removed. Cancelling ends either. */
function bringToPaper<T>(
  label: string,
  { what }: Printable,
  { paper, orientation, notes }: PrintChoices,
  handOn: (page: Page) => Promise<T>,
): Promise<T> {
  return showRunning(label, async ({ signal, update }) => {
    const { file } = await call('host.printTarget', {})
    const forget = () => call('host.forgetPrint', { page: file.token })
    try {
      const { wide } = await call(
        'print.page',
        { what, notes, target: file.token },
        { signal, onProgress: update },
      )
      update(null)
      if (signal.aborted) throw new AppError('cancelled', 'Printing was cancelled.')
      signal.addEventListener('abort', forget, { once: true })
      const landscape = orientation === 'auto' ? wide : orientation === 'landscape'
      return await handOn({ page: file.token, paper, landscape })
    } finally {
      await forget()
    }
  })
}
