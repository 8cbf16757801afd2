import { count } from '../documents/importing.ts'
import { useAnswer } from '../state/queries.ts'
import { useStore } from '../state/store.ts'
import { Conflicts } from './Conflicts.tsx'
import { Duplicates } from './Duplicates.tsx'
import { type Part, settling } from './settling.ts'
import './merge.css'

/** What a merge left to be settled: values that conflict, and things that were made twice. */
export function ConflictsTab({ active }: { readonly active: boolean }) {
  const { part } = useStore(settling)
  const { data: conflicts } = useAnswer('conflicts.list', { limit: 1 })
  const { data: duplicates } = useAnswer('duplicates.list', { limit: 1 })
  const parts: Record<Part, string> = {
    conflicts: conflicts ? count(conflicts.total, 'conflict') : 'Conflicts',
    duplicates: duplicates ? `${duplicates.total.toLocaleString('en')} made twice` : 'Made twice',
  }
  return (
    <div className="settling">
      <fieldset className="merge-parts">
        <legend className="visually-hidden">What to settle</legend>
        {(Object.keys(parts) as Part[]).map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="settling"
              checked={one === part}
              onChange={() => settling.set({ part: one })}
            />
            <span>{parts[one]}</span>
          </label>
        ))}
      </fieldset>
      {part === 'conflicts' ? <Conflicts active={active} /> : <Duplicates />}
    </div>
  )
}
