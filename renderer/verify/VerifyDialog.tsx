import { useEffect, useState } from 'react'
import type { Output } from '../../db/contract/contract.ts'
import { call } from '../api.ts'
import { count } from '../documents/importing.ts'
import { problemOf } from '../state/notices.ts'
import { runTask } from '../state/tasks.ts'
import { closeDialog } from '../state/window.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { isDamage } from './damage.ts'

/** Looks through the open project and says what does not fit together; damage can be salvaged. */
export function VerifyDialog() {
  const [result, setResult] = useState<Output<'project.verify'> | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [unreadable, setUnreadable] = useState(false)
  useEffect(() => {
    runTask('project.verify', 'Verifying', {}).then(setResult, (error: unknown) => {
      setProblem(problemOf(error) ?? 'Verifying was cancelled.')
      setUnreadable(isDamage(error))
    })
  }, [])
  const errors = result?.problems.filter(({ severity }) => severity === 'error') ?? []
  const warnings = result?.problems.filter(({ severity }) => severity === 'warning') ?? []
  const salvage = async () => {
    await call('host.salvageOpen', { message: errors[0]?.message ?? problem ?? '' })
    closeDialog()
  }
  const damaged = errors.length > 0 || unreadable
  return (
    <Dialog
      title="Verify the project"
      wide
      onClose={closeDialog}
      {...(damaged ? { action: { label: 'Close the project and salvage it…', run: salvage } } : {})}
    >
      <p role="status">
        {result ? summaryOf(result, errors.length, warnings.length) : problem ? '' : 'Reading everything…'}
      </p>
      {problem && <p className="problem">{problem}</p>}
      <Problems title="Damage" messages={errors.map(({ message }) => message)} />
      <Problems title="What you may want to put right" messages={warnings.map(({ message }) => message)} />
    </Dialog>
  )
}

function summaryOf({ checks }: Output<'project.verify'>, errors: number, warnings: number): string {
  const made = `${count(checks.length, 'check')} made.`
  if (errors > 0) return `${made} The project is damaged: a backup, or salvaging it into a new file, helps.`
  return warnings > 0 ? `${made} Nothing is damaged.` : `${made} Nothing is wrong.`
}

function Problems({ title, messages }: { readonly title: string; readonly messages: readonly string[] }) {
  if (messages.length === 0) return null
  return (
    <section>
      <h3>{title}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled by keys */}
      <ul className="problems" tabIndex={0} aria-label={title}>
        {[...new Set(messages)].map((message) => (
          <li key={message}>{message}</li>
        ))}
      </ul>
    </section>
  )
}
