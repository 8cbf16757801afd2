import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Button } from './Button.tsx'
import './popover.css'

interface Props {
  /** What the button and the panel are called. */
  readonly label: string
  readonly button?: ReactNode
  readonly look?: 'plain' | 'quiet'
  readonly disabled?: boolean
  readonly className?: string
  readonly children: (close: () => void) => ReactNode
}

// CSS pixels between a button and its panel, and between the panel and the window.
const gap = 4
const margin = 8

/** A button that opens a panel below itself: Escape or a click elsewhere closes it. */
export function Popover({
  label,
  button,
  look = 'plain',
  disabled = false,
  className = '',
  children,
}: Props) {
  const [open, setOpen] = useState(false)
  const id = useId()
  const opener = useRef<HTMLButtonElement>(null)
  return (
    <>
      <Button
        ref={opener}
        look={look}
        className={className}
        disabled={disabled}
        aria-label={button === undefined ? undefined : label}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {button ?? label}
      </Button>
      {open && (
        <Panel id={id} label={label} opener={opener.current} onClose={() => setOpen(false)}>
          {children(() => setOpen(false))}
        </Panel>
      )}
    </>
  )
}

interface PanelProps {
  readonly id: string
  readonly label: string
  readonly opener: HTMLElement | null
  readonly children: ReactNode
  onClose(): void
}

function Panel({ id, label, opener, children, onClose }: PanelProps) {
  const ref = useRef<HTMLDivElement>(null)
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    const panel = ref.current
    if (!panel || !opener) return
    panel.showPopover()
    const place = () => {
      const { left, top, bottom } = opener.getBoundingClientRect()
      const { width, height } = panel.getBoundingClientRect()
      panel.style.left = `${Math.max(margin, Math.min(left, innerWidth - width - margin))}px`
      const below = bottom + gap
      const fits = below + height + margin <= innerHeight
      panel.style.top = `${fits ? below : Math.max(margin, Math.min(top - gap - height, innerHeight - height - margin))}px`
    }
    place()
    // What it shows comes in later, and it grows by that.
    const grown = new ResizeObserver(place)
    grown.observe(panel)
    panel.querySelector<HTMLElement>('input, select, [data-first], button')?.focus()
    const outside = (event: PointerEvent) => {
      const target = event.target as Node
      if (!panel.contains(target) && !opener.contains(target) && !inOwnList(target)) close.current()
    }
    document.addEventListener('pointerdown', outside)
    return () => {
      grown.disconnect()
      document.removeEventListener('pointerdown', outside)
      if (opener.isConnected) opener.focus()
    }
  }, [opener])
  return (
    <div
      ref={ref}
      id={id}
      popover="manual"
      role="dialog"
      aria-label={label}
      className="panel-popover"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        onClose()
      }}
    >
      {children}
    </div>
  )
}

/** Suggestions of a field in the panel are a popover of their own. */
function inOwnList(target: Node): boolean {
  return target instanceof Element && target.closest('.choices-list') !== null
}
