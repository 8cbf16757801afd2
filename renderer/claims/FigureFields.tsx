import { useId } from 'react'
import type { DateBase } from '../../db/contract/entered-date.ts'
import { measures } from '../../db/contract/vocabulary.ts'
import { useAnswer } from '../state/queries.ts'
import { Button } from '../ui/Button.tsx'
import { blankFigure, type DraftFigure } from './draft.ts'
import { Choice, DateLine, TextLine } from './fields.tsx'
import { withNumber } from './how-many.ts'

/** Numbers that a claim gives: how many were killed, injured, or what was invested, of whom and by when. */
export function FigureFields({
  figures,
  problem,
  base,
  onChange,
}: {
  readonly figures: readonly DraftFigure[]
  readonly problem?: string | undefined
  /** What "on Tuesday" counts from. */
  readonly base: DateBase
  onChange(figures: readonly DraftFigure[]): void
}) {
  const { data: events = [] } = useAnswer('events.list', {})
  const list = useId()
  return (
    <fieldset className="figure-fields" data-field="figures" tabIndex={-1}>
      <legend>Figures</legend>
      <datalist id={list}>
        {events.map(({ uid, title }) => (
          <option key={uid} value={title} />
        ))}
      </datalist>
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      {figures.map((figure, i) => {
        const change = (by: Partial<DraftFigure>) =>
          onChange(figures.map((one, at) => (at === i ? { ...one, ...by } : one)))
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: figures have no names, and their order is theirs.
          <div key={i} className="figure">
            <Choice
              label="Measure"
              value={figure.measure}
              options={measures}
              onChange={(measure) => change({ measure: measure ?? 'other' })}
            />
            <div className="figure-range">
              <TextLine
                label="How many"
                value={figure.qualifier}
                placeholder="2, at least 90, 8 to 12"
                onChange={(qualifier) => change({ qualifier })}
                onLeave={() => {
                  const read = withNumber(figure)
                  if (read !== figure) change(read)
                }}
              />
              <TextLine label="Low" value={figure.low} onChange={(low) => change({ low })} />
              <TextLine label="High" value={figure.high} onChange={(high) => change({ high })} />
            </div>
            <TextLine label="Unit" value={figure.unit} onChange={(unit) => change({ unit })} />
            <TextLine
              label="Counted"
              value={figure.counted}
              placeholder="who is counted"
              onChange={(counted) => change({ counted })}
            />
            <TextLine
              label="Not counted"
              value={figure.notCounted}
              placeholder="who is left out"
              onChange={(notCounted) => change({ notCounted })}
            />
            <TextLine
              label="Event"
              list={list}
              value={figure.event}
              placeholder="what it is a figure of"
              onChange={(event) => change({ event })}
            />
            <DateLine
              label="As of"
              value={figure.asOf}
              base={base}
              placeholder="5 Nov 2024, on Tuesday"
              onChange={(asOf) => change({ asOf })}
            />
            <Button look="quiet" onClick={() => onChange(figures.filter((_, at) => at !== i))}>
              Remove this figure
            </Button>
          </div>
        )
      })}
      <Button look="quiet" onClick={() => onChange([...figures, blankFigure])}>
        Add a figure
      </Button>
    </fieldset>
  )
}
