import type { Row } from './table.ts'

/** Takes the rows of one table in some format; its header is written when it is made. */
export interface RowWriter {
  row(row: Row): void
  /** Writes what follows the last row. */
  end(): void
}
