import { useEffect, useRef, useState } from 'react'
import type { ActionInfo, HistoryFilter } from '../../db/contract/history.ts'
import { themeColours } from '../../db/contract/tag-colours.ts'
import { useAnswer } from '../state/queries.ts'
import { useReadOnly } from '../state/read-only.ts'
import { useStore } from '../state/store.ts'
import { hueOf } from '../tags/hues.ts'
import { Button } from '../ui/Button.tsx'
import { ActionEntry } from './ActionEntry.tsx'
import { Filters } from './Filters.tsx'
import { Strip } from './Strip.tsx'
import { everything, filterOf, historyView, isFiltered } from './view.ts'
import { dayOf } from './words.ts'
import './history.css'

/** Who did what: everything that was done in the project, the latest first. */
export function HistoryTab() {
  const view = useStore(historyView)
  const { data: kinds } = useAnswer('history.kinds', {})
  const filter = filterOf(view)
  // The picture shows all days, also those that are not in the list: to go to one of them.
  const { since: _since, before: _before, ...always } = filter
  const { data: days, error } = useAnswer('history.days', always)
  if (error) return <p className="problem">{error.message}</p>
  if (!kinds || !days) return null
  const analysts = kinds.analysts.map(({ uid, name, colour }, index) => ({
    uid,
    name,
    hue:
      colour === null
        ? `var(--t${(index % themeColours.length) + 1})`
        : hueOf({ uid: '', parent: null, colour }, []),
  }))
  if (kinds.analysts.length === 0) return <NoHistory />
  const hues = new Map(analysts.map(({ uid, hue }) => [uid, hue]))
  return (
    <section className="history" aria-label="Who did what">
      <div className="history-body">
        <Subject />
        <Filters kinds={kinds} />
        <Strip
          days={days}
          analysts={analysts}
          from={view.from}
          until={view.until}
          onChoose={(from, until) => historyView.set({ from, until })}
        />
        <Page key={JSON.stringify(filter)} filter={filter} dayBefore={null} hues={hues} whole={kinds.whole} />
      </div>
    </section>
  )
}

function NoHistory() {
  const { data: state } = useAnswer('host.state', {})
  return (
    <section className="history" aria-label="Who did what">
      <div className="nothing">
        <h2>This copy has no history</h2>
        <p>
          {state?.asOf
            ? 'The project as it was is shown without it: the history is in the project itself.'
            : 'It was made without it: nothing is known of who did what before. What is done from now on will be listed here.'}
        </p>
      </div>
    </section>
  )
}

/** Whose history it is, where it is that of one thing. */
function Subject() {
  const { of } = useStore(historyView)
  const thing = of === null ? '' : 'document' in of ? of.document : of.thing
  const { data } = useAnswer('history.thing', { thing }, of !== null)
  if (of === null) return null
  return (
    <div className="history-subject">
      <h2>
        {data ? (
          <>
            <span className="quiet">History of the {data.kind.toLowerCase()}</span> {data.title}
          </>
        ) : (
          'History of something that is not in the project any more'
        )}
      </h2>
      <Button look="quiet" onClick={() => historyView.set(everything)}>
        Show the whole history
      </Button>
    </div>
  )
}

interface PageProps {
  readonly filter: HistoryFilter
  readonly after?: { readonly at: string; readonly n: number }
  /** The day of the last action of the page before. */
  readonly dayBefore: string | null
  readonly hues: ReadonlyMap<string, string>
  readonly whole: boolean
}

// Two screens: enough to scroll in while the next ones are fetched.
const perPage = 50

/** One page of the list, and below it the next one, once somebody gets there. */
function Page({ filter, after, dayBefore, hues, whole }: PageProps) {
  const view = useStore(historyView)
  const readOnly = useReadOnly()
  const [more, setMore] = useState(false)
  const { data: actions, error } = useAnswer('history.list', {
    ...filter,
    limit: perPage,
    ...(after ? { after } : {}),
  })
  if (error) return <p className="problem">{error.message}</p>
  if (!actions) return null
  const last = actions.at(-1)
  if (!last && !after) {
    return (
      <div className="nothing">
        <h2>Nothing fits these filters</h2>
        {isFiltered(view) && (
          <p>
            <Button onClick={() => historyView.set({ ...everything, of: view.of })}>Clear the filters</Button>
          </p>
        )}
      </div>
    )
  }
  return (
    <>
      {byDay(actions).map(({ day, actions: ofDay }, index) => (
        <div key={day} className="history-day">
          {(index > 0 || day !== dayBefore) && <h2>{day}</h2>}
          <ul aria-label={day}>
            {ofDay.map((action) => (
              <li key={action.uid}>
                <ActionEntry
                  action={action}
                  hue={hues.get(action.analyst) ?? 'var(--plain)'}
                  readOnly={readOnly}
                />
              </li>
            ))}
          </ul>
        </div>
      ))}
      {last && actions.length === perPage ? (
        more ? (
          <Page
            filter={filter}
            after={{ at: last.at, n: last.n }}
            dayBefore={nameOfDay(last)}
            hues={hues}
            whole={whole}
          />
        ) : (
          <More onReached={() => setMore(true)} />
        )
      ) : (
        !whole &&
        !isFiltered(view) && (
          <p className="quiet">What was done before is not known: this copy was made without its history.</p>
        )
      )}
    </>
  )
}

function nameOfDay({ at }: ActionInfo): string {
  return dayOf(at) ?? 'At a time that cannot be read'
}

function byDay(actions: readonly ActionInfo[]): { readonly day: string; readonly actions: ActionInfo[] }[] {
  return [...Map.groupBy(actions, nameOfDay)].map(([day, ofDay]) => ({ day, actions: ofDay }))
}

/** Asks for the next page when it comes into view; keys have a button for that. */
function More({ onReached }: { onReached(): void }) {
  const ref = useRef<HTMLParagraphElement>(null)
  const reached = useRef(onReached)
  reached.current = onReached
  useEffect(() => {
    const seen = new IntersectionObserver(([entry]) => entry?.isIntersecting && reached.current())
    if (ref.current) seen.observe(ref.current)
    return () => seen.disconnect()
  }, [])
  return (
    <p ref={ref}>
      <Button look="quiet" onClick={onReached}>
        Show earlier actions
      </Button>
    </p>
  )
}
