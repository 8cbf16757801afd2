interface Props {
  /** What is listed: "documents". */
  readonly of: string
  /** How many there are, with nothing filtered. */
  readonly count: number
  readonly value: string
  readonly onChange: (value: string) => void
}

// Below this a list is read at a glance.
const filterFrom = 8

/** Narrows a list down by words, where it is long enough for that. */
export function ListFilter({ of, count, value, onChange }: Props) {
  if (count <= filterFrom) return null
  return (
    <input
      className="list-filter"
      type="search"
      placeholder={`Filter ${of}`}
      aria-label={`Filter ${of}`}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
