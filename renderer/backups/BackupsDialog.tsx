import { useEffect, useState } from 'react'
import { call } from '../api.ts'
import { count } from '../documents/importing.ts'
import { problemOf } from '../state/notices.ts'
import { queryClient, useAnswer } from '../state/queries.ts'
import { runTask } from '../state/tasks.ts'
import { closeDialog } from '../state/window.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { BackupRow } from './BackupRow.tsx'
import type { Told } from './told.ts'
import { megabytes } from './words.ts'
import './backups.css'

const askAgain = () => queryClient.invalidateQueries({ queryKey: ['backups.list'] })

/** The backups of the open project: look into one, compare it with now, restore it as a copy, delete it. */
export function BackupsDialog() {
  const { data: project } = useAnswer('project.get', {})
  const { data } = useAnswer('backups.list', {})
  const [open, setOpen] = useState<string | null>(null)
  const [busy, setBusy] = useState<string | null>(null)
  const [told, setTold] = useState<Told | null>(null)
  // The schedule makes some, and tells no window.
  useEffect(() => {
    void askAgain()
  }, [])

  /** Runs one thing at a time and says here what came of it. */
  const perform = (doing: string, work: () => Promise<Told | null>) => {
    setBusy(doing)
    setTold(null)
    work()
      .then(setTold, (error: unknown) => {
        const text = problemOf(error)
        if (text !== null) setTold({ text, bad: true })
      })
      .finally(() => {
        setBusy(null)
        void askAgain()
      })
  }

  const make = () =>
    perform('Copying the project and reading the copy back…', async () => {
      const { id } = await runTask('backups.make', 'Backing up', {})
      setOpen(id)
      return { text: 'Backed up, and read back without a fault.' }
    })

  if (!project || !data) return null
  const { backups, bytes } = data
  return (
    <Dialog title="Backups" wide onClose={closeDialog}>
      <div className="backups-head">
        <p>
          They are made while you work, at most every half hour, and before anything that is hard to take
          back. The last one of each of 12 days, 10 weeks and 9 months is kept.
        </p>
        <Button look="primary" disabled={busy !== null} onClick={make}>
          Back up now
        </Button>
      </div>
      <p className="backups-told" role="status">
        {busy ?? (told && <span className={told.bad ? 'problem' : ''}>{told.text}</span>)}
        {told?.action && (
          <Button
            look="quiet"
            onClick={() => {
              const { run } = told.action as NonNullable<Told['action']>
              perform('', async () => {
                await run()
                return null
              })
            }}
          >
            {told.action.label}
          </Button>
        )}
      </p>
      {backups.length === 0 ? (
        <p className="quiet">There is no backup of this project yet.</p>
      ) : (
        <ul className="backups" aria-label="Backups">
          {backups.map((backup) => (
            <BackupRow
              key={backup.id}
              backup={backup}
              project={project}
              open={open === backup.id}
              busy={busy !== null}
              onToggle={() => setOpen(open === backup.id ? null : backup.id)}
              perform={perform}
            />
          ))}
        </ul>
      )}
      {backups.length > 0 && (
        <p className="backups-place quiet">
          <span>
            {count(backups.length, 'backup')} in your profile on this computer, {megabytes(bytes)}. Keep a
            copy on another disk too.
          </span>
          <Button
            look="quiet"
            onClick={() =>
              perform('', async () => {
                await call('host.showBackups', { project: project.uid })
                return null
              })
            }
          >
            Show in folder
          </Button>
        </p>
      )}
    </Dialog>
  )
}
