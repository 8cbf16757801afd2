import { useEffect } from 'react'
import { mostDropped } from '../db/contract/bridge.ts'
import { call } from './api.ts'
import { count, importFiles } from './documents/importing.ts'
import { isProject, isSealed } from './drop.ts'
import { askAboutDropped } from './merge/merging.ts'
import { situation } from './situation.ts'
import { attempt, showToast } from './state/notices.ts'
import { answered } from './state/queries.ts'
import { windowState } from './state/window.ts'

/** Files can be dropped anywhere: a project is opened, or merged into the open one, everything else is imported. */
export function useDrop(): void {
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
    }
    const drop = (event: DragEvent) => {
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length === 0) return
      event.preventDefault()
      attempt(() => take(files))
    }
    document.addEventListener('dragover', over)
    document.addEventListener('drop', drop)
    return () => {
      document.removeEventListener('dragover', over)
      document.removeEventListener('drop', drop)
    }
  }, [])
}

async function take(files: readonly File[]): Promise<void> {
  // What is entered in a dialog would be gone, or another dialog would take its place unasked.
  if (document.querySelector('dialog[open]') !== null) {
    tell('Finish or close the dialog first, then drop what you want to bring in.')
    return
  }
  if (files.length > mostDropped) {
    tell(`These are more than ${mostDropped.toLocaleString('en')} files. Drop the folder that they are in.`)
    return
  }
  const chosen = await window.claimboard.registerFiles(files)
  const projects = chosen.filter(isProject)
  const documents = chosen.filter((file) => !isProject(file))
  const [project] = projects
  if (project && chosen.length === 1 && !isSealed(project) && situation().writable) {
    askAboutDropped(project)
  } else if (project) {
    await call('host.openProject', { token: project.token })
    const left = chosen.length - 1
    if (left > 0)
      tell(
        `${project.name} was opened; ${count(left, 'other file')} dropped with it ${left === 1 ? 'was' : 'were'} left.`,
      )
  } else if (documents.length === 0)
    tell('What was dropped is no file on this computer. Save it as a file first.')
  else if (answered('host.state', {})?.project == null)
    windowState.set({ dialog: 'new-project', waiting: documents })
  else if (answered('project.get', {})?.readOnly) tell('This project can be read but not changed.')
  else await importFiles(documents)
}

const tell = (text: string) => showToast({ tone: 'plain', text })
