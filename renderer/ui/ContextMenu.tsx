import { type ReactNode, useEffect, useRef } from 'react'

export interface MenuItem {
  readonly label: string
  readonly danger?: boolean
  run(): void
}

interface Props {
  readonly label: string
  /** Where it opens: CSS pixels in the window. */
  readonly at: { readonly x: number; readonly y: number }
  readonly items: readonly MenuItem[]
  readonly children?: ReactNode
  onClose(): void
}

/** A menu at a place: arrow keys move, Enter chooses, Escape or a click elsewhere closes. */
export function ContextMenu({ label, at, items, children, onClose }: Props) {
  const ref = useRef<HTMLDivElement>(null)
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    const menu = ref.current
    if (!menu) return
    const before = document.activeElement
    menu.showPopover()
    // Not a popover of the browser's own dismissing: releasing the button that opened it would close it again.
    const outside = (event: PointerEvent) => {
      if (!menu.contains(event.target as Node)) close.current()
    }
    document.addEventListener('pointerdown', outside)
    const { width, height } = menu.getBoundingClientRect()
    menu.style.left = `${Math.max(4, Math.min(at.x, innerWidth - width - 4))}px`
    menu.style.top = `${Math.max(4, Math.min(at.y, innerHeight - height - 4))}px`
    menu.querySelector<HTMLElement>('[role=menuitem]')?.focus()
    return () => {
      document.removeEventListener('pointerdown', outside)
      // Unless what was chosen has taken the focus.
      const free = document.activeElement === document.body || menu.contains(document.activeElement)
      if (free && before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [at])

  const move = (step: number) => {
    const entries = [...(ref.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]
    const next =
      (entries.indexOf(document.activeElement as HTMLElement) + step + entries.length) % entries.length
    entries[next]?.focus()
  }

  return (
    <div
      ref={ref}
      popover="manual"
      className="menu"
      role="menu"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape' || event.key === 'Tab') onClose()
        else if (event.key === 'ArrowDown') move(1)
        else if (event.key === 'ArrowUp') move(-1)
        else return
        event.preventDefault()
      }}
    >
      {items.map((item) => (
        <button
          key={item.label}
          type="button"
          role="menuitem"
          className={item.danger ? 'danger' : undefined}
          onClick={() => {
            onClose()
            item.run()
          }}
        >
          {item.label}
        </button>
      ))}
      {children}
    </div>
  )
}
