import { useEffect, useRef, useState } from 'react'
import type { Output } from '../../db/contract/contract.ts'
import type { TeamState } from '../../db/contract/team.ts'
import { call } from '../api.ts'
import type { Told } from '../backups/told.ts'
import { openSettling } from '../merge/settling.ts'
import { problemOf, showToast } from '../state/notices.ts'
import { queryClient, useAnswer } from '../state/queries.ts'
import { runTask } from '../state/tasks.ts'
import { closeDialog } from '../state/window.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TeamFiles } from './TeamFiles.tsx'
import { exchangedWords } from './words.ts'
import './team.css'

const askAgain = () => queryClient.invalidateQueries({ queryKey: ['team.state'] })

type Perform = (doing: string, work: () => Promise<Told | null>) => void

/** The folder that a team shares: which one it is, what lies in it, and exchanging with it. */
export function TeamDialog() {
  const { data: team } = useAnswer('team.state', {})
  const { data: project } = useAnswer('project.get', {})
  const [busy, setBusy] = useState<string | null>(null)
  const [told, setTold] = useState<Told | null>(null)
  const gone = useRef(false)
  useEffect(() => {
    gone.current = false
    return () => {
      gone.current = true
    }
  }, [])

  /** Runs one thing at a time and says what came of it: here, or once the dialog is closed in a message. */
  const perform: Perform = (doing, work) => {
    setBusy(doing)
    setTold(null)
    const tell = (news: Told | null) => {
      if (news && gone.current) showToast({ tone: news.bad ? 'bad' : 'good', text: news.text })
      else setTold(news)
    }
    work()
      .then(tell, (error: unknown) => {
        const text = problemOf(error)
        if (text !== null) tell({ text, bad: true })
      })
      .finally(() => {
        setBusy(null)
        void askAgain()
      })
  }

  if (!team || !project) return null
  return (
    <Dialog title="Team folder" wide onClose={closeDialog}>
      <p className="team-about">
        Everybody works on a copy of the project on their own computer. In a folder that you share (a synced
        drive, a network share, a stick) each copy is published as a whole file, and what others have done is
        merged in. The folder itself is kept in step by whatever shares it.
      </p>
      {team.folder === null ? (
        <NoFolder disabled={busy !== null || project.readOnly} perform={perform} />
      ) : (
        <WithFolder team={team} busy={busy !== null} readOnly={project.readOnly} perform={perform} />
      )}
      <p className="team-told" role="status">
        {busy ?? (told && <span className={told.bad ? 'problem' : ''}>{told.text}</span>)}
        {!busy && told?.action && (
          <Button look="quiet" onClick={() => void told.action?.run()}>
            {told.action.label}
          </Button>
        )}
      </p>
      {busy === null && told === null && team.problem !== null && <p className="problem">{team.problem}</p>}
      {team.folder !== null && <Looking team={team} busy={busy !== null} />}
    </Dialog>
  )
}

function NoFolder({ disabled, perform }: { readonly disabled: boolean; readonly perform: Perform }) {
  return (
    <div className="team-acts">
      <p>Whoever can read the folder can read all of the project, private notes and the history included.</p>
      <Button look="primary" disabled={disabled} onClick={() => chooseFolder(perform)}>
        Choose a folder…
      </Button>
    </div>
  )
}

function chooseFolder(perform: Perform): void {
  perform('', async () => {
    const { file } = await call('host.chooseFolder', {})
    if (file) await runTask('team.choose', 'Choosing a team folder', { target: file.token })
    return null
  })
}

interface WithFolderProps {
  readonly team: TeamState
  readonly busy: boolean
  readonly readOnly: boolean
  readonly perform: Perform
}

function WithFolder({ team, busy, readOnly, perform }: WithFolderProps) {
  const { folder, automatic, obstacle } = team
  const exchange = () =>
    perform('Exchanging…', async () => {
      const exchanged = await runTask('team.exchange', 'Exchanging with the team', {})
      const published = await runTask('team.publish', 'Publishing to the team', {})
      const text = exchangedWords(exchanged, published)
      if (exchanged.conflicts === 0) return { text }
      return { text, action: { label: 'Show conflicts', run: showConflicts } }
    })
  const setAutomatic = (on: boolean) =>
    perform('', async () => {
      await runTask('team.automatic', 'Saving', { on })
      return null
    })
  const leave = () =>
    perform('', async () => {
      await runTask('team.leave', 'Leaving the team folder', {})
      return { text: 'This project has no team folder any more. What you have published stays in it.' }
    })
  return (
    <>
      <p className="team-place">
        <span className="team-path">{folder}</span>
        <Button look="quiet" disabled={busy || readOnly} onClick={() => chooseFolder(perform)}>
          Another folder…
        </Button>
        <Button look="quiet" disabled={busy || readOnly} onClick={leave}>
          Leave
        </Button>
      </p>
      <div className="team-acts">
        <label className="check">
          <input
            type="checkbox"
            checked={automatic}
            disabled={busy || obstacle !== null}
            aria-describedby="team-automatic"
            onChange={(event) => setAutomatic(event.target.checked)}
          />
          Exchange by itself when something changes
        </label>
        <Button look="primary" disabled={busy || readOnly} onClick={exchange}>
          Exchange now
        </Button>
        <span id="team-automatic" className="team-hint">
          {obstacle ??
            'Looks every 15 seconds; publishes a minute after your last change, and when you close the project. Undo keeps meaning what you did yourself.'}
        </span>
      </div>
    </>
  )
}

async function showConflicts(): Promise<void> {
  closeDialog()
  openSettling('conflicts')
}

type Looked = Output<'team.look'>

/** What lies in the folder, looked at again whenever something was exchanged. */
function Looking({ team, busy }: { readonly team: TeamState; readonly busy: boolean }) {
  const { folder, exchangedAt, publishedAt, problem } = team
  const [looked, setLooked] = useState<Looked | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what these tell of is what the folder holds
  useEffect(() => {
    let current = true
    call('team.look', {}).then(
      (answer) => current && setLooked(answer),
      // Why the folder cannot be read is told above.
      () => current && setLooked(null),
    )
    return () => {
      current = false
    }
  }, [folder, exchangedAt, publishedAt, problem, busy])
  return looked && <TeamFiles looked={looked} />
}
