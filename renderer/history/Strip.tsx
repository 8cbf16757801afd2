import { useId, useState } from 'react'
import type { Output } from '../../db/contract/contract.ts'
import { count } from '../documents/importing.ts'
import { type Period, periodsOf } from './periods.ts'

interface Props {
  readonly days: Output<'history.days'>
  /** Names and colours by analyst, in the order of the legend. */
  readonly analysts: readonly { readonly uid: string; readonly name: string; readonly hue: string }[]
  /** The period that the list is filtered by, if it is one. */
  readonly from: string
  readonly until: string
  onChoose(from: string, until: string): void
}

// Units of the drawing, which is stretched to the width that there is.
const high = 100
const gap = 0.16

/** How much was done when, and by whom: a bar for each day, or longer where there are many. */
export function Strip({ days, analysts, from, until, onChoose }: Props) {
  const id = useId()
  const { unit, periods } = periodsOf(days)
  const chosen = periods.findIndex((period) => period.from === from && period.to === until)
  const [wanted, setWanted] = useState<number | null>(null)
  const at = Math.min(wanted ?? (chosen >= 0 ? chosen : periods.length - 1), periods.length - 1)
  const most = Math.max(1, ...periods.map(({ actions }) => actions))
  if (periods.length === 0) return null
  const choose = (index: number) => {
    const period = periods[index]
    if (!period || period.actions === 0) return
    setWanted(index)
    if (index === chosen) onChoose('', '')
    else onChoose(period.from, period.to)
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    const last = periods.length - 1
    const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last }[event.key]
    if (next !== undefined) setWanted(Math.max(0, Math.min(last, next)))
    else if (event.key === 'Enter' || event.key === ' ') choose(at)
    else return
    event.preventDefault()
  }
  const name = `Activity per ${unit}: choose one to see only that`
  const names = new Map(analysts.map((analyst) => [analyst.uid, analyst.name]))
  return (
    <figure className="history-strip">
      <div
        className="strip-bars"
        role="listbox"
        aria-label={name}
        aria-orientation="horizontal"
        aria-activedescendant={`${id}-${at}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <svg viewBox={`0 0 ${periods.length} ${high}`} preserveAspectRatio="none" role="none">
          {periods.map((period, index) => {
            const said = sayPeriod(period, names)
            return (
              <g
                key={period.from}
                id={`${id}-${index}`}
                role="option"
                aria-label={said}
                aria-selected={index === chosen}
                aria-disabled={period.actions === 0}
                tabIndex={-1}
                className={index === at ? 'strip-period current' : 'strip-period'}
                onClick={(event) => {
                  event.currentTarget.closest<HTMLElement>('[role=listbox]')?.focus()
                  choose(index)
                }}
              >
                <title>{said}</title>
                <rect className="strip-ground" x={index} y={0} width={1} height={high} />
                {stacked(period, analysts, most).map(({ hue, y, height, key }) => (
                  <rect
                    key={key}
                    className={chosen >= 0 && index !== chosen ? 'strip-bar faint' : 'strip-bar'}
                    x={index + gap / 2}
                    y={y}
                    width={1 - gap}
                    height={height}
                    style={{ fill: hue }}
                  />
                ))}
              </g>
            )
          })}
        </svg>
      </div>
      <figcaption>
        <span>{periods[0]?.label}</span>
        <span className="strip-legend">
          {analysts.map(({ uid, name: who, hue }) => (
            <span key={uid}>
              <span className="dot" style={{ '--hue': hue } as React.CSSProperties} />
              {who}
            </span>
          ))}
        </span>
        <span>{periods.at(-1)?.label}</span>
      </figcaption>
    </figure>
  )
}

/** "20 Nov 2026: 12 actions; Anna 8, Béla 4". */
function sayPeriod({ label, actions, shares }: Period, names: ReadonlyMap<string, string>): string {
  if (actions === 0) return `${label}: nothing`
  const parts = [...shares].map(([uid, n]) => `${names.get(uid) ?? 'somebody'} ${n.toLocaleString('en')}`)
  return `${label}: ${count(actions, 'action')}; ${parts.join(', ')}`
}

/** One bar on the other. A day on which little was done is still to be seen beside one of an import. */
function stacked(period: Period, analysts: Props['analysts'], most: number) {
  const whole = period.actions === 0 ? 0 : Math.max(4, high * Math.sqrt(period.actions / most))
  let y = high
  return analysts.flatMap(({ uid, hue }) => {
    const actions = period.shares.get(uid) ?? 0
    if (actions === 0) return []
    const height = (whole * actions) / period.actions
    y -= height
    return [{ key: uid, hue, y, height }]
  })
}
