import { leftOutWords } from '../../db/contract/left-out-words.ts'
import type { LeftOut } from '../../db/contract/project.ts'
import { useAnswer } from '../state/queries.ts'

const parts: Readonly<Record<LeftOut, { label: string; hint: string }>> = {
  history: { label: 'History', hint: 'Who changed what and when, and what could be undone.' },
  notes: { label: 'Notes', hint: 'What you wrote for yourself about documents, passages and claims.' },
  names: { label: 'Names', hint: 'Who worked on it: analysts become “Analyst 1”, “Analyst 2”.' },
}

interface Props {
  readonly without: readonly LeftOut[]
  readonly onChange: (without: readonly LeftOut[]) => void
}

/** What somebody else does not get, and how much that is. */
export function LeaveOut({ without, onChange }: Props) {
  const { data } = useAnswer('project.parts', {})
  const toggle = (part: LeftOut) =>
    onChange(without.includes(part) ? without.filter((other) => other !== part) : [...without, part])
  return (
    <fieldset className="choices">
      <legend>Leave out</legend>
      {(Object.keys(parts) as LeftOut[]).map((part) => (
        <label key={part} className="choice">
          <input type="checkbox" checked={without.includes(part)} onChange={() => toggle(part)} />
          <span>{parts[part].label}</span>
          <small>
            {parts[part].hint}
            {data && (
              <>
                {' '}
                <span className="left-out">Takes out {leftOutWords(part, data)}</span>
              </>
            )}
          </small>
        </label>
      ))}
    </fieldset>
  )
}
