import type { RepairReport } from '../../db/contract/repair.ts'

/** What a repair found and could save, in sentences. */
export function RepairFindings({ report }: { readonly report: RepairReport }) {
  const { found, done, kinds, complete } = report
  const rows = kinds.reduce((sum, { read }) => sum + read, 0)
  return (
    <ul className="findings">
      {found.map((sentence) => (
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
