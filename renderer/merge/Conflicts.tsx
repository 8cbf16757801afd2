import { useEffect, useRef, useState } from 'react'
import type { Conflict } from '../../db/contract/merge.ts'
import { count } from '../documents/importing.ts'
import { attempt } from '../state/notices.ts'
import { useAnswer } from '../state/queries.ts'
import { useReadOnly } from '../state/read-only.ts'
import { useStore } from '../state/store.ts'
import { save } from '../state/tasks.ts'
import { isTyping } from '../state/typing.ts'
import { showUndoable } from '../state/undo.ts'
import { Button } from '../ui/Button.tsx'
import { ConflictCard } from './ConflictCard.tsx'
import { settling } from './settling.ts'
import { type Rule, ruleWords, settledWords } from './words.ts'

// As many as anybody settles by hand in one go; more are asked for by a button.
const atOnce = 100

/** The queue of conflicts: go through them, choose one value of each, or settle a whole kind by a rule. */
export function Conflicts({ active }: { readonly active: boolean }) {
  const { table } = useStore(settling)
  const [limit, setLimit] = useState(atOnce)
  const readOnly = useReadOnly()
  const { data } = useAnswer('conflicts.list', { limit, ...(table === null ? {} : { table }) })
  const { data: state } = useAnswer('host.state', {})
  const list = useRef<HTMLUListElement>(null)
  const walk = useWalk(list, data?.conflicts ?? [], active)
  // The last of its kind is settled: the others come back.
  const gone = table !== null && data !== undefined && !data.kinds.some((kind) => kind.table === table)
  useEffect(() => {
    if (gone) settling.set({ table: null })
  }, [gone])
  if (!data) return null
  const { conflicts, total, kinds } = data
  if (total === 0 && kinds.length === 0) {
    return (
      <div ref={walk.end} tabIndex={-1} className="nothing">
        <h2>Nothing is in conflict</h2>
        <p>
          When a copy is merged that somebody else worked on, and both of you changed the same thing, both
          values are kept and wait here until one is chosen.
        </p>
      </div>
    )
  }
  const all = kinds.reduce((n, kind) => n + kind.count, 0)
  return (
    <>
      <div className="settling-bar">
        <label>
          <span>Show</span>{' '}
          <select
            value={table ?? ''}
            onChange={(event) => settling.set({ table: event.target.value || null })}
          >
            <option value="">everything ({all.toLocaleString('en')})</option>
            {kinds.map((kind) => (
              <option key={kind.table} value={kind.table}>
                {kind.kind} ({kind.count.toLocaleString('en')})
              </option>
            ))}
          </select>
        </label>
        {!readOnly && (
          <fieldset className="settling-rules">
            <legend className="visually-hidden">Settle all of these</legend>
            {(Object.keys(ruleWords) as Rule[]).map((rule) => (
              <Button
                key={rule}
                title={ruleWords[rule].hint}
                onClick={() => attempt(() => settleAll(rule, table))}
              >
                {ruleWords[rule].label}
              </Button>
            ))}
          </fieldset>
        )}
      </div>
      <p className="settling-keys quiet">
        {readOnly ? (
          'This project can be read but not changed.'
        ) : (
          <>
            <kbd>J</kbd> <kbd>K</kbd> go through them, <kbd>1</kbd> <kbd>2</kbd> choose a side,{' '}
            <kbd>Enter</kbd> takes it, <kbd>W</kbd> writes another text, <kbd>O</kbd> opens its place.
          </>
        )}
      </p>
      <ul ref={list} className="conflicts" aria-label="Conflicts" onKeyDown={walk.onKeyDown}>
        {conflicts.map((conflict, index) => (
          <li key={keyOf(conflict)}>
            <ConflictCard
              conflict={conflict}
              me={state?.analyst.uid}
              current={index === walk.at}
              readOnly={readOnly}
              onFocus={() => walk.go(index)}
              onSettle={walk.settle}
            />
          </li>
        ))}
      </ul>
      {total > conflicts.length && (
        <p className="settling-more">
          <Button onClick={() => setLimit(limit + atOnce)}>
            Show more of the other {count(total - conflicts.length, 'conflict')}
          </Button>
        </p>
      )}
    </>
  )
}

function keyOf({ table, uid, cell }: Conflict): string {
  return `${table} ${uid} ${cell}`
}

async function settleAll(rule: Rule, table: string | null): Promise<void> {
  const { resolved, left } = await save('conflicts.resolveAll', {
    rule,
    ...(table === null ? {} : { table }),
  })
  showUndoable({ tone: resolved > 0 ? 'good' : 'plain', text: settledWords(resolved, left) })
}

/** Goes through the cards by keys; when one is settled, the focus is on the next. */
function useWalk(
  list: React.RefObject<HTMLUListElement | null>,
  conflicts: readonly Conflict[],
  active: boolean,
) {
  const [wanted, setWanted] = useState(0)
  const at = Math.min(wanted, Math.max(0, conflicts.length - 1))
  const settled = useRef(false)
  const end = useRef<HTMLDivElement>(null)
  const cards = () => [...(list.current?.querySelectorAll<HTMLElement>('article') ?? [])]
  const focus = (index: number) => {
    const card = cards()[Math.max(0, Math.min(conflicts.length - 1, index))]
    card?.focus({ preventScroll: true })
    card?.scrollIntoView({ block: 'nearest' })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the list is another one.
  useEffect(() => {
    if (!settled.current) return
    settled.current = false
    if (conflicts.length > 0) focus(at)
    else end.current?.focus()
  }, [conflicts])
  const ready = active && conflicts.length > 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the tab comes to the front, not at every step.
  useEffect(() => {
    if (ready && !isTyping(document.activeElement) && !document.querySelector('dialog[open]')) focus(at)
  }, [ready])

  // What is shown beside the list makes it narrower: the card that has the focus stays in view.
  useEffect(() => {
    if (!ready || !list.current) return
    const watching = new ResizeObserver(() => {
      document.activeElement?.closest('.conflict')?.scrollIntoView({ block: 'nearest' })
    })
    watching.observe(list.current)
    return () => watching.disconnect()
  }, [ready, list])

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    const card = cards()[at]
    const press = (selector: string) => card?.querySelector<HTMLElement>(selector)
    const takes = [...(card?.querySelectorAll<HTMLElement>('[data-take]') ?? [])]
    const held = takes.indexOf(document.activeElement as HTMLElement)
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    if (key === 'j' || key === 'ArrowDown') focus(at + 1)
    else if (key === 'k' || key === 'ArrowUp') focus(at - 1)
    else if (key === 'Home') focus(0)
    else if (key === 'End') focus(conflicts.length - 1)
    else if (key === 'ArrowRight' && takes.length > 0) takes[Math.min(takes.length - 1, held + 1)]?.focus()
    else if (key === 'ArrowLeft' && takes.length > 0) takes[Math.max(0, held - 1)]?.focus()
    else if (/^[1-9]$/.test(key)) takes[Number(key) - 1]?.focus()
    else if (key === 'o') press('[data-show]')?.click()
    else if (key === 'w') press('[data-write]')?.click()
    else return
    event.preventDefault()
  }

  return {
    at,
    end,
    onKeyDown,
    go: setWanted,
    /** Does what settles a conflict, and goes on to the next when it is gone from the list. */
    settle: async (work: () => Promise<unknown>) => {
      settled.current = true
      try {
        await work()
      } catch (error) {
        settled.current = false
        throw error
      }
    },
  }
}
