import { lazy, Suspense, useEffect } from 'react'
import { AppError } from '../db/contract/errors.ts'
import { call, client } from './api.ts'
import { isEnabled } from './command.ts'
import { commandOfKey, commands, runCommand } from './commands.ts'
import { pasteDocument, pastedBy } from './documents/pasting.ts'
import { FirstScreen } from './first-screen/FirstScreen.tsx'
import { closeOverlay } from './frame/panels.ts'
import { forgetVisits } from './frame/visits.ts'
import { useSituation } from './situation.ts'
import { attempt, forgetNotices, notices, showError } from './state/notices.ts'
import { useAnswer } from './state/queries.ts'
import { forgetSelection } from './state/selection.ts'
import { useStore } from './state/store.ts'
import { followFocus, guardComposition, isTyping, leaveField } from './state/typing.ts'
import { closeProjectDialog, windowState } from './state/window.ts'
import { Toasts } from './ui/Toasts.tsx'
import { useDrop } from './useDrop.ts'
import './styles/controls.css'
import './styles/choices.css'
import './styles/dialogs.css'

// The frame brings the reader and its editor: the first screen is up before they are loaded.
const loadFrame = () => import('./frame/Frame.tsx')
const Frame = lazy(() => loadFrame().then((module) => ({ default: module.Frame })))
const UnsealDialog = lazy(() =>
  import('./share/UnsealDialog.tsx').then((module) => ({ default: module.UnsealDialog })),
)
const DamagedPage = lazy(() =>
  import('./damaged/DamagedPage.tsx').then((module) => ({ default: module.DamagedPage })),
)
const loadDialogs = () => import('./Dialogs.tsx')
const Dialogs = lazy(() => loadDialogs().then((module) => ({ default: module.Dialogs })))

// With the first screen open, the frame and the dialogs come in the background, once the screen has had time to be
// drawn and to answer a first click: reading them keeps the page busy for a tenth of a second.
const REST_AFTER_MS = 500

/** One window: the first screen, or the frame around an open project. */
export function App() {
  const { data: state } = useAnswer('host.state', {})
  useNotices()
  useKeys()
  useEffect(followFocus, [])
  useEffect(guardComposition, [])
  useEffect(() => {
    window.addEventListener('beforeunload', leaveField)
    return () => window.removeEventListener('beforeunload', leaveField)
  }, [])
  const open = state ? state.project !== null : false
  const { dialog } = useStore(windowState)
  useDrop()
  usePaste()
  useEffect(() => {
    document.title = state?.project ? `${state.project} – Claimboard` : 'Claimboard'
    if (state?.project !== null) return
    const timer = setTimeout(() => {
      void loadDialogs()
      void loadFrame()
    }, REST_AFTER_MS)
    return () => clearTimeout(timer)
  }, [state])
  if (!state) return null
  return (
    <>
      <Suspense fallback={null}>
        {open ? (
          <Frame />
        ) : state.damaged ? (
          <DamagedPage key={state.damaged.file.token} damaged={state.damaged} />
        ) : (
          <FirstScreen state={state} />
        )}
      </Suspense>
      <Suspense fallback={null}>
        {dialog !== null && <Dialogs />}
        {state.sealed && <UnsealDialog key={state.sealed.token} sealed={state.sealed} />}
      </Suspense>
      <Toasts />
      <MenuUpdates />
    </>
  )
}

function useNotices() {
  useEffect(
    () =>
      client.onNotice((notice) => {
        if (notice.notice === 'command') runCommand(notice.command)
        else if (notice.notice === 'failed') showError(AppError.fromReply(notice.error))
        else if (notice.notice === 'project') {
          forgetSelection()
          forgetNotices()
          forgetVisits()
          closeProjectDialog()
        } else if (notice.notice === 'writer-gone') {
          notices.set({ writerGone: true })
        } else if (notice.notice === 'store-restarted') {
          notices.set({
            banner:
              'Claimboard had to open this project again after an error. Everything up to “All changes saved” is there; what was just being done may have to be done again.',
          })
        }
      }),
    [],
  )
}

/** What takes the keys while it is open. Messages are a popover where a dialog would dim them, and take none. */
const inFront = 'dialog[open], :popover-open:not(.toasts)'

/** Single keys are commands unless somebody is typing or a dialog is open. */
function useKeys() {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event.target) || document.querySelector(inFront)) return
      if (event.key === 'Escape' && closeOverlay()) return
      const run = commandOfKey(event)
      if (!run) return
      event.preventDefault()
      run()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}

/** What is pasted where nobody types becomes a document. A board takes what is pasted on it. */
function usePaste() {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const inText = event.target instanceof Element && event.target.closest('.reader-text') !== null
      // The reader's text refuses whatever is pasted, as nobody writes there.
      if (event.defaultPrevented && !inText) return
      if (isTyping(event.target) || document.querySelector(inFront)) return
      event.preventDefault()
      const pasted = pastedBy(event)
      attempt(() => pasteDocument(pasted))
    }
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [])
}

// A menu is opened by hand: it need not follow each step of what somebody does. Building it keeps the shell, by
// which every call goes to the store, busy for a frame.
const MENU_AFTER_MS = 100

/** Has the menu say what can be done now, and what is on. Shows nothing: it is drawn anew for every selection. */
function MenuUpdates() {
  const now = useSituation()
  const { undo, redo, project } = now
  const menu = JSON.stringify({
    undo,
    redo,
    projectOpen: project,
    disabled: commands.filter((command) => !isEnabled(command, now)).map(({ id }) => id),
    checked: commands.filter(({ checked }) => checked?.(now)).map(({ id }) => id),
  })
  useEffect(() => {
    const timer = setTimeout(() => attempt(() => call('host.updateMenu', JSON.parse(menu))), MENU_AFTER_MS)
    return () => clearTimeout(timer)
  }, [menu])
  return null
}
