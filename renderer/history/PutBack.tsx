import { useId, useState } from 'react'
import type { PutBack as Possible } from '../../db/contract/history.ts'
import { Button } from '../ui/Button.tsx'

interface Props {
  readonly possible: Possible
  /** What the button says, and what it is called for those who hear it alone. */
  readonly label: string
  readonly name: string
  readonly run: () => void
}

/** Puts something back as it was before; where that cannot be done, the button stays and says why. */
export function PutBack({ possible, label, name, run }: Props) {
  const [asked, setAsked] = useState(false)
  const id = useId()
  if (possible === null) return null
  const { refused } = possible
  return (
    <>
      <Button
        look="quiet"
        className="link"
        aria-label={name}
        aria-disabled={refused !== null}
        aria-describedby={refused === null ? undefined : id}
        title={refused ?? undefined}
        onClick={refused === null ? run : () => setAsked(!asked)}
      >
        {label}
      </Button>
      {refused !== null && (
        <span id={id} className={asked ? 'quiet history-why' : 'visually-hidden'}>
          {refused}
        </span>
      )}
    </>
  )
}
