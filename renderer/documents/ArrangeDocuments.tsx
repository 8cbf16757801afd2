import type { DocumentInfo } from '../../db/contract/document.ts'
import { readingStatuses, reliabilities } from '../../db/contract/vocabulary.ts'
import { Button } from '../ui/Button.tsx'
import { Popover } from '../ui/Popover.tsx'
import { type Arrangement, asImported, isFiltered, type SortKey, sortKeys } from './arranging.ts'

interface Props {
  readonly documents: readonly DocumentInfo[]
  readonly arrangement: Arrangement
  onArrange(change: Partial<Arrangement>): void
}

/** Says how the documents are sorted, and which of them are shown. */
export function ArrangeDocuments({ documents, arrangement, onArrange }: Props) {
  const arranged = isFiltered(arrangement) || arrangement.sort !== 'imported' || arrangement.descending
  return (
    <Popover
      label="Sort and filter documents"
      look="quiet"
      className={arranged ? 'arranged' : ''}
      button={<Funnel />}
    >
      {() => (
        <div className="arrange">
          <label className="field">
            <span>Sort by</span>
            <select
              value={arrangement.sort}
              onChange={(event) => onArrange({ sort: event.target.value as SortKey })}
            >
              {Object.entries(sortKeys).map(([key, words]) => (
                <option key={key} value={key}>
                  {words}
                </option>
              ))}
            </select>
          </label>
          <label className="check">
            <input
              type="checkbox"
              checked={arrangement.descending}
              onChange={(event) => onArrange({ descending: event.target.checked })}
            />
            <span>Last first</span>
          </label>
          <Choices
            title="Reading status"
            options={Object.entries(readingStatuses).map(([key, words]) => ({
              key: key as keyof typeof readingStatuses,
              words,
              count: documents.filter(({ readingStatus }) => readingStatus === key).length,
            }))}
            chosen={arrangement.statuses}
            onChoose={(statuses) => onArrange({ statuses })}
          />
          <Choices
            title="Grade"
            options={[...(Object.keys(reliabilities) as (keyof typeof reliabilities)[]), null].map((key) => ({
              key,
              words: key === null ? 'Not judged' : `${key} ${reliabilities[key]}`,
              count: documents.filter(({ reliability }) => reliability === key).length,
            }))}
            chosen={arrangement.grades}
            onChoose={(grades) => onArrange({ grades })}
          />
          <Choices
            title="Publisher"
            options={publishersOf(documents)}
            chosen={arrangement.publishers}
            onChoose={(publishers) => onArrange({ publishers })}
          />
          <Button look="quiet" disabled={!arranged} onClick={() => onArrange(asImported)}>
            Show all, as imported
          </Button>
        </div>
      )}
    </Popover>
  )
}

interface Option<Key> {
  readonly key: Key
  readonly words: string
  readonly count: number
}

function publishersOf(documents: readonly DocumentInfo[]): Option<string | null>[] {
  const found = new Map<string | null, Option<string | null>>()
  for (const { publisher } of documents) {
    const key = publisher?.uid ?? null
    const count = (found.get(key)?.count ?? 0) + 1
    found.set(key, { key, words: publisher?.name ?? 'Not known', count })
  }
  return [...found.values()].sort(
    (a, b) => Number(a.key === null) - Number(b.key === null) || a.words.localeCompare(b.words, 'en'),
  )
}

function Choices<Key extends string | null>({
  title,
  options,
  chosen,
  onChoose,
}: {
  readonly title: string
  readonly options: readonly Option<Key>[]
  readonly chosen: readonly Key[]
  onChoose(chosen: Key[]): void
}) {
  return (
    <fieldset>
      <legend>{title}</legend>
      {options
        .filter(({ key, count }) => count > 0 || chosen.includes(key))
        .map(({ key, words, count }) => (
          <label key={key ?? ''} className="check">
            <input
              type="checkbox"
              checked={chosen.includes(key)}
              onChange={(event) =>
                onChoose(event.target.checked ? [...chosen, key] : chosen.filter((one) => one !== key))
              }
            />
            <span className="ellipsis">{words}</span>
            <span className="count">{count.toLocaleString('en')}</span>
          </label>
        ))}
    </fieldset>
  )
}

function Funnel() {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
      <path
        d="M1.5 3h11M3.5 7h7M5.5 11h3"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
      />
    </svg>
  )
}
