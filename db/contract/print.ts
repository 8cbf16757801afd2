import { z } from 'zod'
import { FileRef, Uid } from './common.ts'
import { TableView } from './evidence-table.ts'
import { task } from './operation.ts'

/** Papers that printers have and that PDF readers know. A3 is for boards and wide tables. */
export const papers = {
  A4: 'A4 (210 × 297 mm)',
  Letter: 'Letter (8.5 × 11 in)',
  A3: 'A3 (297 × 420 mm)',
} as const
export type Paper = keyof typeof papers

/** How the paper lies: `auto` is across for what is wider than it is high. */
export const orientations = { auto: 'As it fits best', portrait: 'Portrait', landscape: 'Landscape' } as const

/** How somebody prints, as it is remembered from one time to the next. */
export const PrintChoices = z.object({
  paper: z.enum(Object.keys(papers) as [Paper, ...Paper[]]),
  orientation: z.enum(
    Object.keys(orientations) as [keyof typeof orientations, ...(keyof typeof orientations)[]],
  ),
  /** What analysts wrote beside passages and claims. */
  notes: z.boolean(),
})
export type PrintChoices = z.infer<typeof PrintChoices>

/** What can be brought to paper. */
export const Printout = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('document'),
    document: Uid,
    /** Without the text around them: a list of the passages that carry a tag. */
    onlyTagged: z.boolean().default(false),
  }),
  z.object({ kind: z.literal('claim'), claim: Uid }),
  z.object({ kind: z.literal('proposition'), proposition: Uid }),
  z.object({ kind: z.literal('actor'), actor: Uid }),
  z.object({ kind: z.literal('source'), source: Uid }),
  z.object({ kind: z.literal('event'), event: Uid }),
  z.object({ kind: z.literal('hypothesis'), hypothesis: Uid }),
  z.object({ kind: z.literal('board'), board: Uid }),
  /** Rows and columns of the evidence table as it stands. */
  z.object({ kind: z.literal('table'), view: TableView }),
])
export type Printout = z.infer<typeof Printout>

export const printOperations = {
  /**
   * Writes what is to be printed as a page of HTML, for the shell to bring to paper: nothing in it runs or is
   * fetched from anywhere but the program itself.
   */
  'print.page': task({
    input: z.object({ what: Printout, notes: z.boolean().default(true), target: FileRef }),
    /** Whether it is wider than it is high. */
    output: z.object({ wide: z.boolean() }),
    label: 'Prepare printing',
    runs: 'reader',
    files: ['target'],
  }),
}
