import type { RepairReport } from '../../db/contract/repair.ts'

/**
 * What a repair found and could save, in sentences.
 * @param known what is said above it already
 */
export function RepairFindings({
  report,
  known,
}: {
  readonly report: RepairReport
  readonly known?: string
}) {
  const { found, done, kinds, complete } = report
  const rows = kinds.reduce((sum, { read }) => sum + read, 0)
  return (
    <ul className="findings">
      {found
        .filter((sentence) => sentence !== known)
        .map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      <li>
        {rows.toLocaleString('en')} rows can be read
        {complete && done.length === 0 ? ', all that there were.' : '.'}
      </li>
      {done.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}
