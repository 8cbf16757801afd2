import { memo } from 'react'
import type { DocumentInfo } from '../../db/contract/document.ts'
import { readableDate } from '../../db/contract/readable-date.ts'
import { readingStatuses } from '../../db/contract/vocabulary.ts'
import { Grade } from '../ui/Grade.tsx'

/** A neutral sign for each reading status, before the title. */
const statusSigns: Readonly<Record<keyof typeof readingStatuses, string>> = {
  unread: '●',
  skimmed: '◐',
  done: '✓',
  'set-aside': '–',
}

interface Props {
  readonly document: DocumentInfo
  readonly open: boolean
  /** Null while nothing is chosen in the list. */
  readonly chosen: boolean | null
}

/** A document in the list. Remembered: of thousands, one has changed when a passage was made. */
export const DocumentRow = memo(function DocumentRow({ document, open, chosen }: Props) {
  const { uid, title, publisher, published, reliability, readingStatus, passages } = document
  return (
    <button
      type="button"
      className="row two-lines document-row"
      data-document={uid}
      draggable
      aria-current={open}
      {...(chosen === null ? {} : { 'aria-pressed': chosen })}
      title={title}
    >
      <span
        className="reading"
        data-status={readingStatus}
        title={readingStatuses[readingStatus]}
        aria-hidden
      >
        {statusSigns[readingStatus]}
      </span>
      <span className="row-title" dir="auto">
        {title}
      </span>
      <small>{[publisher?.name, readableDate(published)].filter(Boolean).join(' · ')}</small>
      <span className="count">{passages > 0 ? passages : ''}</span>
      <Grade reliability={reliability} />
      <span className="visually-hidden">{readingStatuses[readingStatus]}</span>
    </button>
  )
})
