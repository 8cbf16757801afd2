import { useState } from 'react'
import type { Backup, Difference } from '../../db/contract/backup.ts'
import type { ProjectInfo } from '../../db/contract/project.ts'
import { call } from '../api.ts'
import { runTask } from '../state/tasks.ts'
import { Button } from '../ui/Button.tsx'
import { Comparison } from './Comparison.tsx'
import type { Told } from './told.ts'
import { holdings, megabytes, reasons, whenOf } from './words.ts'

interface Props {
  readonly backup: Backup
  readonly project: ProjectInfo
  readonly open: boolean
  readonly busy: boolean
  onToggle(): void
  perform(doing: string, work: () => Promise<Told | null>): void
}

/** One backup; opened, it shows what can be done with it. */
export function BackupRow({ backup, project, open, busy, onToggle, perform }: Props) {
  const { id, at, reason, bytes, verifiedAt, counts } = backup
  const [differences, setDifferences] = useState<readonly Difference[] | null>(null)
  const when = whenOf(at)

  const lookInside = () =>
    perform(`Opening the backup of ${when}…`, async () => {
      await call('host.openBackup', { project: project.uid, id })
      return null
    })

  const compare = () =>
    perform('Comparing…', async () => {
      setDifferences((await runTask('backups.compare', 'Comparing with a backup', { id })).differences)
      return null
    })

  const restore = () =>
    perform('Restoring…', async () => {
      const { file } = await call('host.chooseTarget', {
        purpose: 'restore',
        name: `${project.title} – as of ${when.replaceAll(':', '.')}`,
        extension: 'claimboard',
      })
      if (!file) return null
      await runTask('backups.restore', `Writing ${file.name}`, { id, target: file.token })
      return {
        text: `Restored as ${file.name}. The open project is as it was.`,
        action: { label: 'Open it', run: () => call('host.openProject', { token: file.token }) },
      }
    })

  const remove = () =>
    perform('Deleting…', async () => {
      await runTask('backups.remove', 'Deleting a backup', { id })
      return {
        text: `The backup of ${when} was deleted.`,
        action: { label: 'Undo', run: () => runTask('backups.bringBack', 'Bringing a backup back', { id }) },
      }
    })

  return (
    <li>
      <button type="button" className="backup-line" aria-expanded={open} onClick={onToggle}>
        <span className="backup-when">{when}</span>
        <span>{reasons[reason]}</span>
        <span className="quiet">{holdings(counts, project.counts)}</span>
        <span className="backup-size">{megabytes(bytes)}</span>
        <span className={verifiedAt ? 'backup-sound' : 'problem'}>
          {verifiedAt ? '✓ verified' : 'damaged'}
        </span>
      </button>
      {open && (
        <div className="backup-open">
          <div className="backup-actions">
            <Button disabled={busy} onClick={compare}>
              Compare with now
            </Button>
            <Button disabled={busy} onClick={lookInside}>
              Look inside
            </Button>
            <Button disabled={busy} onClick={restore}>
              Restore as a copy…
            </Button>
            <Button look="danger" disabled={busy} onClick={remove}>
              Delete
            </Button>
          </div>
          {differences && <Comparison differences={differences} />}
        </div>
      )}
    </li>
  )
}
