import { useState } from 'react'
import { edtfRange } from '../../db/contract/edtf.ts'
import { AppError } from '../../db/contract/errors.ts'
import { closeDialog } from '../state/window.ts'
import { DateInput } from '../ui/DateInput.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { showAsOf } from './as-of.ts'
import { beginningOf } from './view.ts'

/** Asks for a day, and a time of that day where it matters, and shows the project as it was then. */
export function AsOfDialog() {
  const [day, setDay] = useState('')
  const [time, setTime] = useState('')
  return (
    <Dialog
      title="The project as it was"
      onClose={closeDialog}
      action={{
        label: 'Show it',
        disabled: day === '',
        run: async () => {
          await showAsOf(momentOf(day, time))
          closeDialog()
        },
      }}
    >
      <p>
        It is shown in a window of its own, to be read. Nothing there changes the project. What colleagues did
        counts from when you merged it.
      </p>
      <div className="field">
        <label htmlFor="as-of-day">Day</label>
        <DateInput id="as-of-day" value={day} onChange={setDay} placeholder="20 Nov 2026, yesterday" />
      </div>
      <label className="field">
        <span>Time of that day, if it matters</span>
        <input type="time" value={time} onChange={(event) => setTime(event.target.value)} />
      </label>
    </Dialog>
  )
}

/**
 * The last instant of a day or a minute on this computer's clock; not later than now. ISO 8601, UTC.
 *
 * @throws AppError `invalid` for what is no day, or one to come
 */
export function momentOf(day: string, time: string, now = new Date()): string {
  const range = edtfRange(day)
  const last = range?.to
  if (!last) throw new AppError('invalid', 'Give a day, such as 20 Nov 2026.')
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const start = new Date(beginningOf(last))
  if (time !== '') start.setHours(hours, minutes, 0, 0)
  if (start > now) throw new AppError('invalid', 'This is still to come.')
  const end = time === '' ? new Date(beginningOf(last, 1)) : new Date(start.getTime() + 60_000)
  return new Date(Math.min(end.getTime() - 1, now.getTime())).toISOString()
}
