import { useEffect, useState } from 'react'
import { showError } from '../state/notices.ts'
import { answeredAgain } from '../state/queries.ts'

/**
 * A choice that is saved at once. What was chosen is shown until it comes back from the project: the value before it
 * would only flash.
 *
 * @returns what is shown, and what chooses
 */
export function useChosen<Value>(
  value: Value,
  save: (value: Value) => Promise<unknown>,
): [Value, (value: Value) => void] {
  const [chosen, setChosen] = useState<{ readonly value: Value } | null>(null)
  useEffect(() => setChosen((now) => (now?.value === value ? null : now)), [value])
  const choose = (next: Value) => {
    const mine = { value: next }
    setChosen(mine)
    save(next)
      .then(answeredAgain)
      .catch(showError)
      // It was refused, or somebody has set something else meanwhile.
      .finally(() => setChosen((now) => (now === mine ? null : now)))
  }
  return [chosen === null ? value : chosen.value, choose]
}
