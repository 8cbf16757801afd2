import type { TableColumn } from '../../db/contract/evidence-columns.ts'
import type { TableCell } from '../../db/contract/evidence-table.ts'
import { gradeColumns } from '../../db/contract/table-words.ts'

/** What cells know beside their value. */
export interface CellContext {
  /** The colour of a tag, as CSS, by its path: "Demands > Security". */
  readonly hues: ReadonlyMap<string, string>
}

interface CellParams {
  readonly value?: TableCell | undefined
  readonly context: CellContext
  readonly words?: Readonly<Record<string, string>>
}

/*
 * Cells that are more than a text are plain elements: a screen of several hundred of them is painted many times
 * as fast as by components.
 */

/** Tags with their colour and last name; the whole path is the tooltip. */
class TagsCell {
  readonly #element = document.createElement('span')

  init(params: CellParams): void {
    this.refresh(params)
  }

  getGui(): HTMLElement {
    return this.#element
  }

  refresh({ value, context }: CellParams): boolean {
    const items = Array.isArray(value)
      ? value.filter((item) => typeof item === 'string')
      : value
        ? [String(value)]
        : []
    this.#element.className = 'tag-cell'
    this.#element.replaceChildren(...items.map((path) => tagOf(path, context.hues.get(path))))
    return true
  }
}

function tagOf(path: string, hue: string | undefined): HTMLElement {
  const tag = document.createElement('span')
  const dot = document.createElement('span')
  dot.className = 'dot'
  if (hue !== undefined) dot.style.setProperty('--hue', hue)
  const name = document.createElement('span')
  name.className = 'ellipsis'
  name.textContent = path.slice(path.lastIndexOf(' > ') + 1).replace(/^> /, '')
  tag.append(dot, name)
  tag.title = path
  return tag
}

/** A grade as a badge; what it means is the tooltip. */
class GradeCell {
  readonly #element = document.createElement('span')

  init(params: CellParams): void {
    this.refresh(params)
  }

  getGui(): HTMLElement {
    return this.#element
  }

  refresh({ value, words }: CellParams): boolean {
    const grade = value == null || Array.isArray(value) ? '' : String(value)
    this.#element.className = grade === '' ? '' : 'grade'
    this.#element.textContent = grade
    this.#element.title = words?.[grade] ?? ''
    return true
  }
}

const tagColumns: readonly string[] = ['tags', 'tag', 'tag_path']

/** What draws the cells of a column that are more than a text; nothing for the others. */
export function rendererOf({ name, words }: TableColumn) {
  if (tagColumns.includes(name)) return { cellRenderer: TagsCell }
  if (gradeColumns.includes(name)) return { cellRenderer: GradeCell, cellRendererParams: { words } }
  return {}
}
