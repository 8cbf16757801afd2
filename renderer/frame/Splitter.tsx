import { useState } from 'react'

interface Props {
  readonly label: string
  readonly side: 'left' | 'right'
  /** CSS pixels. */
  readonly width: number
  readonly onChange: (width: number) => void
}

// Narrower than this a list is unreadable, wider than this the text has no room.
const narrowest = 180
const widest = 480
const keyStep = 16

/** A border between panels that is dragged, or moved by the arrow keys. */
export function Splitter({ label, side, width, onChange }: Props) {
  const resize = (wanted: number) => onChange(Math.round(Math.max(narrowest, Math.min(widest, wanted))))
  const direction = side === 'left' ? 1 : -1
  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be moved; ARIA's window splitter is a separator with a value.
    <div
      className={`splitter ${side}`}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation="vertical"
      aria-valuenow={width}
      aria-valuemin={narrowest}
      aria-valuemax={widest}
      onKeyDown={(event) => {
        if (event.key === 'ArrowLeft') resize(width - direction * keyStep)
        if (event.key === 'ArrowRight') resize(width + direction * keyStep)
      }}
      onPointerDown={(event) => {
        const from = event.clientX
        const target = event.currentTarget
        target.setPointerCapture(event.pointerId)
        const move = (e: PointerEvent) => resize(width + direction * (e.clientX - from))
        const end = () => target.removeEventListener('pointermove', move)
        target.addEventListener('pointermove', move)
        target.addEventListener('lostpointercapture', end, { once: true })
      }}
    />
  )
}

/** The width of a panel, remembered on this computer. */
export function usePanelWidth(name: string, initial: number): [number, (width: number) => void] {
  const key = `claimboard.panel.${name}`
  const [width, setWidth] = useState(() => Number(localStorage.getItem(key)) || initial)
  return [
    width,
    (next) => {
      localStorage.setItem(key, String(next))
      setWidth(next)
    },
  ]
}
