import type { LeftOut } from '../../db/contract/project.ts'

const parts: Readonly<Record<LeftOut, { label: string; hint: string }>> = {
  history: { label: 'History', hint: 'Who changed what and when, and what could be undone.' },
  notes: { label: 'Notes', hint: 'What you wrote for yourself about documents, passages and claims.' },
  names: { label: 'Names', hint: 'Who worked on it: analysts become “Analyst 1”, “Analyst 2”.' },
}

interface Props {
  readonly without: readonly LeftOut[]
  readonly onChange: (without: readonly LeftOut[]) => void
}

/** What somebody else does not get. */
export function LeaveOut({ without, onChange }: Props) {
  const toggle = (part: LeftOut) =>
    onChange(without.includes(part) ? without.filter((other) => other !== part) : [...without, part])
  return (
    <fieldset className="choices">
      <legend>Leave out</legend>
      {(Object.keys(parts) as LeftOut[]).map((part) => (
        <label key={part} className="choice">
          <input type="checkbox" checked={without.includes(part)} onChange={() => toggle(part)} />
          <span>{parts[part].label}</span>
          <small>{parts[part].hint}</small>
        </label>
      ))}
    </fieldset>
  )
}
