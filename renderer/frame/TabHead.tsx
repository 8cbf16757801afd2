import type { IDockviewPanelHeaderProps } from 'dockview-react'
import { useEffect, useRef, useState } from 'react'
import { isDragged } from '../board/items.ts'

/**
 * A tab's title, and a cross for the mouse. The cross is no button of its own: a control inside a tab cannot be
 * reached by assistive technology. The keyboard closes the tab that has the focus by Delete.
 */
export function TabHead({ api }: IDockviewPanelHeaderProps) {
  const [title, setTitle] = useState(api.title)
  useEffect(() => {
    const listening = api.onDidTitleChange((change) => setTitle(change.title))
    // The tab may have got its title before anybody listened.
    setTitle(api.title)
    return () => listening.dispose()
  }, [api])
  const ref = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a title that has come makes the tab wider.
  useEffect(() => {
    const show = () => {
      if (api.isActive) ref.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    }
    show()
    const listening = api.onDidActiveChange(show)
    // What lists the tabs that have no room comes after them, and takes some of their room.
    const strip = ref.current?.closest('.dv-tabs-container')
    const watching = new ResizeObserver(show)
    if (strip) watching.observe(strip)
    return () => {
      listening.dispose()
      watching.disconnect()
    }
  }, [api, title])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: by keys, what is dragged is sent to a board by B.
    <div
      ref={ref}
      className="tab-head"
      // So that it can be let go on a board that lies behind other tabs.
      onDragEnter={(event) => isDragged(event) && api.setActive()}
    >
      <span className="ellipsis">{title}</span>
      <span
        className="tab-close"
        aria-hidden="true"
        title="Close"
        onPointerDown={(event) => event.stopPropagation()}
        onMouseDown={(event) => event.stopPropagation()}
        onClick={() => api.close()}
      >
        ×
      </span>
    </div>
  )
}
