import { useState } from 'react'
import { readableTime } from '../../db/contract/readable-time.ts'
import { call } from '../api.ts'
import { attempt, notices } from '../state/notices.ts'
import { useAnswer } from '../state/queries.ts'
import { useStore } from '../state/store.ts'
import { Button } from '../ui/Button.tsx'

/** What has to be known of the project as a whole: that it cannot be changed, where it lies, that it was opened again. */
export function Banners() {
  const { banner, writerGone } = useStore(notices)
  const { data: project } = useAnswer('project.get', {})
  const { data: state } = useAnswer('host.state', {})
  const asOf = state?.asOf
  const [read, setRead] = useState<readonly string[]>([])
  const told = [
    ...(project?.readOnly && !writerGone && !asOf
      ? [`This project can be read but not changed. ${project.readOnlyReason ?? ''}`]
      : []),
    ...(project?.warnings ?? []),
  ].filter((text) => !read.includes(`${project?.uid} ${text}`))
  return (
    <div className="banners">
      {asOf && (
        <div className="banner as-of" role="status" aria-label="An earlier time">
          <span>
            <strong>As of {readableTime(asOf.at)}</strong> · read-only · nothing here changes the project
          </span>
        </div>
      )}
      {banner && <Banner text={banner} onRead={() => notices.set({ banner: null })} />}
      {writerGone && (
        <div className="banner" role="alert">
          <span>
            Nobody else has this project open any more. What they changed is shown once it is opened again.
          </span>
          <Button look="primary" onClick={() => attempt(() => call('host.reopenProject', {}))}>
            Open it for writing
          </Button>
        </div>
      )}
      {told.map((text) => (
        <Banner key={text} text={text} onRead={() => setRead([...read, `${project?.uid} ${text}`])} />
      ))}
    </div>
  )
}

function Banner({ text, onRead }: { readonly text: string; onRead(): void }) {
  return (
    <div className="banner" role="alert">
      <span>{text}</span>
      <Button look="quiet" onClick={onRead}>
        Understood
      </Button>
    </div>
  )
}
