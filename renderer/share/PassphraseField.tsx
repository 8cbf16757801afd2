import { useState } from 'react'
import { Button } from '../ui/Button.tsx'

interface Props {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** For a passphrase that is being thought of, rather than one that somebody was told. */
  readonly fresh?: boolean
}

/** A field whose words are hidden until they are asked for. */
export function PassphraseField({ label, value, onChange, fresh = false }: Props) {
  const [shown, setShown] = useState(false)
  return (
    <div className="passphrase">
      <label className="field">
        <span>{label}</span>
        <input
          type={shown ? 'text' : 'password'}
          value={value}
          autoComplete={fresh ? 'new-password' : 'off'}
          onChange={(event) => onChange(event.target.value)}
        />
      </label>
      <Button
        look="quiet"
        aria-label={`${shown ? 'Hide' : 'Show'} what is typed in ${label}`}
        onClick={() => setShown(!shown)}
      >
        {shown ? 'Hide' : 'Show'}
      </Button>
    </div>
  )
}
