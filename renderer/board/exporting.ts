import type { ChosenFile } from '../../db/contract/host.ts'
import { call } from '../api.ts'
import { saved } from '../share/ExportDialog.tsx'
import { attempt } from '../state/notices.ts'
import { runTask } from '../state/tasks.ts'
import type { MenuItem } from '../ui/ContextMenu.tsx'
import { rasterised } from './rasterise.ts'

interface Exported {
  readonly uid: string
  readonly title: string
}

const formats = {
  png: 'Export as picture (PNG)…',
  svg: 'Export as drawing (SVG)…',
  canvas: 'Export as JSON Canvas…',
} as const

type Format = keyof typeof formats

/** Entries of a menu, one for each way in which a board can leave the program. */
export function exportItems(board: Exported): MenuItem[] {
  return (Object.keys(formats) as Format[]).map((format) => ({
    label: formats[format],
    run: () => attempt(() => exportBoard(board, format)),
  }))
}

async function exportBoard({ uid, title }: Exported, format: Format): Promise<void> {
  const { file } = await call('host.chooseTarget', { purpose: 'export', name: title, extension: format })
  if (!file) return
  await write(uid, format, file)
  saved(file, `The board was written to ${file.name}.`)
}

async function write(board: string, format: Format, file: ChosenFile): Promise<void> {
  const label = `Exporting ${file.name}`
  if (format === 'png') {
    const png = await rasterised(await call('boards.draw', { board }))
    await runTask('boards.savePicture', label, { target: file.token, png })
  } else await runTask('export.file', label, { what: 'board', board, format, target: file.token })
}
