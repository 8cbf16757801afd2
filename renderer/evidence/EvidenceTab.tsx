import { useCallback, useEffect, useMemo, useRef } from 'react'
import { tableShapes } from '../../db/contract/evidence-columns.ts'
import { columnOf } from '../../db/contract/table-words.ts'
import { attempt } from '../state/notices.ts'
import { useAnswer } from '../state/queries.ts'
import { useStore } from '../state/store.ts'
import { hueOf } from '../tags/hues.ts'
import { Popover } from '../ui/Popover.tsx'
import { putChosenOnBoard } from './acts.ts'
import { ChosenBar } from './ChosenBar.tsx'
import { ColumnsPanel } from './ColumnsPanel.tsx'
import { chooseAll, chosen, forgetChosen } from './chosen.ts'
import { EmptyTable } from './EmptyTable.tsx'
import { FilterBar } from './FilterBar.tsx'
import { openRow, tableInFront } from './front.ts'
import { Grid } from './grid.tsx'
import { ViewsPanel } from './ViewsPanel.tsx'
import { changeView, loadTable, showShape, tableState } from './view.ts'
import { rowCount, shapeWords } from './words.ts'
import './evidence.css'
import './grid.css'
import './panels.css'

/** The evidence as a table: claims, passages, or each with each. */
export function EvidenceTab({ active }: { readonly active: boolean }) {
  const { data: project } = useAnswer('project.get', {})
  const uid = project?.uid
  const { project: loaded } = useStore(tableState)
  useEffect(() => {
    if (uid !== undefined) loadTable(uid)
  }, [uid])
  if (!project || loaded !== uid) return null
  return <Table active={active} readOnly={project.readOnly} />
}

function Table({ active, readOnly }: { readonly active: boolean; readonly readOnly: boolean }) {
  const { shape, views } = useStore(tableState)
  const { filter, sort, columns } = views[shape]
  const rows = useMemo(() => ({ shape, filter, sort }), [shape, filter, sort])
  const { keys } = useStore(chosen)
  const { data: tags = [] } = useAnswer('tags.list', {})
  const { data, isPlaceholderData } = useAnswer('evidence.count', { shape, filter })
  const count = data && !isPlaceholderData ? data.count : undefined
  const columnOfShape = useCallback((name: string) => columnOf(shape, name, tags), [shape, tags])
  const hues = useMemo(
    () =>
      new Map(
        tags.flatMap((tag) => [
          [tag.name, hueOf(tag, tags)] as const,
          [tag.path.join(' > '), hueOf(tag, tags)] as const,
        ]),
      ),
    [tags],
  )
  const root = useRef<HTMLElement>(null)
  useFront(active, root)

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys that are pressed in the table or on its buttons; the tab names the region.
    <section
      ref={root}
      className="evidence"
      onKeyDown={(event) => {
        if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || inField(event.target))
          return
        if (event.key === 'Escape' && keys.size > 0) forgetChosen()
        else if (event.key.toLowerCase() === 'b' && keys.size > 0) attempt(putChosenOnBoard)
        else if (event.key.toLowerCase() === 't' && keys.size > 0) press(root.current, 'Tag the chosen rows')
        else return
        event.preventDefault()
      }}
    >
      <div className="evidence-head">
        <fieldset className="segments">
          <legend className="visually-hidden">Rows</legend>
          {tableShapes.map((one) => (
            <label key={one}>
              <input type="radio" name="shape" checked={one === shape} onChange={() => showShape(one)} />
              <span>{shapeWords[one].title}</span>
            </label>
          ))}
        </fieldset>
        <div className="evidence-settings">
          <Popover label="Views">{(close) => <ViewsPanel readOnly={readOnly} onClose={close} />}</Popover>
          <Popover label="Columns">
            {() => (
              <ColumnsPanel
                shape={shape}
                columns={columns}
                tags={tags}
                onColumns={(next) => changeView({ columns: next })}
              />
            )}
          </Popover>
        </div>
      </div>
      <FilterBar
        shape={shape}
        filter={filter}
        columnOf={columnOfShape}
        onFilter={(next) => changeView({ filter: next })}
      >
        <span className="count" role="status" aria-label="Rows">
          {count === undefined ? '' : rowCount(shape, count)}
          {filter.length > 0 && count !== undefined ? ' fit' : ''}
        </span>
      </FilterBar>
      <div className="evidence-body">
        {data && (
          <Grid
            key={shape}
            rows={rows}
            count={data.count}
            shown={columns}
            columnOf={columnOfShape}
            hues={hues}
            onSort={(next) => changeView({ sort: next })}
            onColumns={(next) => changeView({ columns: next })}
            onOpen={openRow}
            onChooseAll={() => attempt(() => chooseAll(rows))}
          />
        )}
        {count === 0 && <EmptyTable shape={shape} filtered={filter.length > 0} />}
      </div>
      {keys.size > 0 && <ChosenBar shape={shape} chosen={keys.size} tags={tags} readOnly={readOnly} />}
    </section>
  )
}

/** While the table is in front, exports can be of it, and "Select all" means its rows. */
function useFront(active: boolean, root: React.RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (!active) return
    tableInFront.set({ front: true })
    const all = () => {
      const { shape, views } = tableState.get()
      const { filter, sort } = views[shape]
      if (root.current?.contains(document.activeElement)) attempt(() => chooseAll({ shape, filter, sort }))
    }
    document.addEventListener('claimboard:select-all', all)
    return () => {
      document.removeEventListener('claimboard:select-all', all)
      tableInFront.set({ front: false })
    }
  }, [active, root])
}

function inField(target: EventTarget): boolean {
  return target instanceof Element && target.closest('input, select, textarea, [popover]') !== null
}

function press(root: HTMLElement | null, label: string): void {
  root?.querySelector<HTMLElement>(`button[aria-label="${label}"]`)?.click()
}
