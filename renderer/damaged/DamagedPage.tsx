import { useEffect, useState } from 'react'
import type { WindowState } from '../../db/contract/host.ts'
import type { RepairReport } from '../../db/contract/repair.ts'
import { call } from '../api.ts'
import { whenOf } from '../backups/words.ts'
import { problemOf } from '../state/notices.ts'
import { queryClient, useAnswer } from '../state/queries.ts'
import { Button } from '../ui/Button.tsx'
import { RepairFindings } from './RepairFindings.tsx'
import './damaged.css'

type Damaged = NonNullable<WindowState['damaged']>

/** In the place of a project that cannot be opened: what is wrong with it, and the two ways on. */
export function DamagedPage({ damaged }: { readonly damaged: Damaged }) {
  const { file, message } = damaged
  const [found, setFound] = useState<RepairReport | null>(null)
  const [doing, setDoing] = useState('Reading what can be read…')
  const [problem, setProblem] = useState<string | null>(null)
  const [repaired, setRepaired] = useState<{ name: string; token: string; report: RepairReport } | null>(null)

  const perform = (words: string, work: () => Promise<unknown>) => {
    setDoing(words)
    setProblem(null)
    work()
      .catch((error: unknown) => setProblem(problemOf(error)))
      .finally(() => setDoing(''))
  }
  useEffect(() => {
    call('host.examineDamaged', {})
      .then(setFound, (error: unknown) => setProblem(problemOf(error)))
      .finally(() => setDoing(''))
  }, [])

  const salvage = () =>
    perform('Salvaging…', async () => {
      const { file: target } = await call('host.chooseTarget', {
        purpose: 'repair',
        name: `${file.name.replace(/\.claimboard$/i, '')} – repaired`,
        extension: 'claimboard',
      })
      if (!target) return
      const report = await call('host.repairDamaged', { target: target.token })
      setRepaired({ name: target.name, token: target.token, report })
    })
  const leave = () =>
    perform('', async () => {
      await call('host.forgetDamaged', {})
      await queryClient.invalidateQueries({ queryKey: ['host.state'] })
    })

  return (
    <main className="damaged-page">
      <h1>{file.name} is damaged</h1>
      <p className="damaged-why">{message}</p>
      <p className="quiet">
        In the folder {file.folder}. The file is only read here; nothing in it is changed.
      </p>
      <section aria-labelledby="salvage">
        <h2 id="salvage">Salvage it</h2>
        {repaired ? (
          <>
            <p>
              <strong>{repaired.name}</strong> is written.{' '}
              {repaired.report.complete ? 'Nothing is lost.' : ''}
            </p>
            <RepairFindings report={repaired.report} />
            <p className="damaged-actions">
              <Button
                look="primary"
                onClick={() => perform('Opening…', () => call('host.openProject', { token: repaired.token }))}
              >
                Open it
              </Button>
              <Button
                onClick={() => perform('', () => call('host.copyText', { text: textOf(repaired.report) }))}
              >
                Copy the report
              </Button>
            </p>
          </>
        ) : (
          <>
            {found && <RepairFindings report={found} known={message} />}
            <p className="damaged-actions">
              <Button look="primary" disabled={!found || doing !== ''} onClick={salvage}>
                Salvage into a new file…
              </Button>
            </p>
          </>
        )}
        <p role="status">{doing}</p>
        {problem && (
          <p className="problem" role="alert">
            {problem}
          </p>
        )}
      </section>
      <Backups perform={perform} />
      <p>
        <Button onClick={leave}>Back to the start</Button>
      </p>
    </main>
  )
}

function textOf({ found, done }: RepairReport): string {
  return [...found, ...done].join('\n')
}

/** Backups of a file of that name, each opened beside this page. */
function Backups({ perform }: { perform(words: string, work: () => Promise<unknown>): void }) {
  const { data } = useAnswer('host.backupsOfDamaged', {})
  if (!data) return null
  return (
    <section aria-labelledby="backups-of-it">
      <h2 id="backups-of-it">Or go back to a backup</h2>
      {data.backups.length === 0 ? (
        <p className="quiet">Your profile has no backup of a project in a file of this name.</p>
      ) : (
        <>
          <p>Look into one; to work on it, restore it there as a copy (File &gt; Backups).</p>
          <ul className="damaged-backups">
            {data.backups.map(({ project, id, at, title, counts }) => (
              <li key={`${project} ${id}`}>
                <span>
                  <strong>{whenOf(at)}</strong> {title}
                </span>
                <span className="quiet">
                  {counts.documents} documents, {counts.passages} passages, {counts.claims} claims
                </span>
                <Button onClick={() => perform('Opening…', () => call('host.openBackup', { project, id }))}>
                  Look inside
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
