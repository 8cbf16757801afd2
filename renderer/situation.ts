import { useSyncExternalStore } from 'react'
import { boardSelection, shownBoard } from './board/state.ts'
import { claimForm } from './claims/drafts.ts'
import { frontProposition } from './claims/front.ts'
import { dock, frontTab } from './frame/dock.ts'
import { panels } from './frame/panels.ts'
import { visits } from './frame/visits.ts'
import { isPrintable } from './print/kinds.ts'
import { answered, queryClient } from './state/queries.ts'
import { shownReader } from './state/reader.ts'
import { selection } from './state/selection.ts'
import { isTyping, typing } from './state/typing.ts'

/** All that decides which commands can be done now. */
export interface Situation {
  readonly project: boolean
  /** A project is open and can be changed. */
  readonly writable: boolean
  /** Labels of what Undo and Redo would do. */
  readonly undo: string | null
  readonly redo: string | null
  /** The focus is in a field: Undo and Redo are about what is typed there. */
  readonly typing: boolean
  /** A text is on the screen. */
  readonly reader: boolean
  readonly text: boolean
  readonly passage: boolean
  /** A tag is chosen: its passages stand out. */
  readonly tag: boolean
  /** A claim is being entered, or is shown in the inspector. */
  readonly claim: boolean
  /** A claim or a statement is shown, which can be joined with another. */
  readonly statement: boolean
  readonly board: boolean
  /** How many cards and links are selected on the board. */
  readonly cards: number
  readonly links: number
  /** What is in front, or the claim in the inspector, can be brought to paper. */
  readonly printable: boolean
  readonly tabs: number
  readonly back: boolean
  readonly forward: boolean
  readonly lists: boolean
  readonly inspector: boolean
}

/** Before anything is known, and where no project is open. */
export const nothingOpen: Situation = {
  project: false,
  writable: false,
  undo: null,
  redo: null,
  typing: false,
  reader: false,
  text: false,
  passage: false,
  tag: false,
  claim: false,
  statement: false,
  board: false,
  cards: 0,
  links: 0,
  printable: false,
  tabs: 0,
  back: false,
  forward: false,
  lists: false,
  inspector: false,
}

function look(): Situation {
  const project = answered('host.state', {})?.project != null
  if (!project) return { ...nothingOpen, typing: isTyping(document.activeElement) }
  const { text, passage, subject, tag } = selection.get()
  const { undo = null, redo = null } = answered('history.state', {}) ?? {}
  const { cards, links } = boardSelection.get()
  const { list, at } = visits.get()
  const { narrow, shown, over } = panels.get()
  const claim = subject?.kind === 'claim'
  const front = frontTab()
  return {
    project,
    writable: answered('project.get', {})?.readOnly === false,
    undo,
    redo,
    typing: isTyping(document.activeElement),
    reader: shownReader.get().handle !== null,
    text: text !== null,
    passage: passage !== null,
    tag: tag !== null,
    claim: claim || claimForm.get().draft !== null,
    statement: claim || frontProposition.get().proposition !== null,
    board: shownBoard.get().board !== null,
    cards: cards.length,
    links: links.length,
    printable: claim || (front !== null && isPrintable(front.tab)),
    tabs: dock.get().tabs,
    back: at > 0,
    forward: at < list.length - 1,
    lists: narrow ? over === 'lists' : shown.lists,
    inspector: narrow ? over === 'inspector' : shown.inspector,
  }
}

let last = nothingOpen

/** What decides which commands can be done, as it is now. The same object as long as nothing has changed. */
export function situation(): Situation {
  const now = look()
  const keys = Object.keys(now) as (keyof Situation)[]
  if (keys.some((key) => now[key] !== last[key])) last = now
  return last
}

const stores = [
  selection,
  shownReader,
  shownBoard,
  boardSelection,
  claimForm,
  frontProposition,
  dock,
  visits,
  panels,
  typing,
]

function subscribe(listener: () => void): () => void {
  const ends = [
    ...stores.map((store) => store.subscribe(listener)),
    queryClient.getQueryCache().subscribe(listener),
  ]
  return () => {
    for (const end of ends) end()
  }
}

export function useSituation(): Situation {
  return useSyncExternalStore(subscribe, situation)
}
