import { useState } from 'react'
import type { Call } from '../../db/contract/contract.ts'
import { documentKinds, readingStatuses, reliabilities } from '../../db/contract/vocabulary.ts'
import { HistoryLink } from '../history/HistoryLink.tsx'
import { useAnswer } from '../state/queries.ts'
import { save } from '../state/tasks.ts'
import { EditDate } from '../ui/EditDate.tsx'
import { ChoiceField, EditField } from '../ui/EditField.tsx'

// "B usually reliable": the letter is what people say, the words what it means.
const grades = Object.fromEntries(
  Object.entries(reliabilities).map(([grade, words]) => [grade, `${grade} ${words}`]),
) as Record<keyof typeof reliabilities, string>

/** What is known about a document, to be edited in place. */
export function DocumentDetails({ document }: { readonly document: string }) {
  const { data } = useAnswer('documents.get', { document })
  const [givingReason, setGivingReason] = useState(false)
  if (!data) return null
  const update = (change: Omit<Call<'documents.update'>, 'document'>) =>
    save('documents.update', { document, ...change })
  return (
    <section className="facts" aria-label="Document">
      <h2>Document</h2>
      <EditField label="Title" lines={1} value={data.title} save={(title) => update({ title })} />
      <ChoiceField
        label="Kind"
        value={data.kind}
        options={documentKinds}
        save={(kind) => update({ kind: kind ?? 'article' })}
      />
      <EditField
        label="Publisher"
        value={data.publisher?.name ?? ''}
        placeholder="Who published it"
        save={(publisher) => update({ publisher })}
      />
      <EditField
        label="Author"
        value={data.author?.name ?? ''}
        placeholder="Who wrote it"
        save={(author) => update({ author })}
      />
      <EditDate
        label="Published"
        value={data.published}
        base={{ date: data.captured, name: 'the day on which it was saved' }}
        placeholder="5 Nov 2024, about 2019"
        save={(published) => update({ published })}
      />
      {(data.publishedReason !== null || !isPlainDate(data.published) || givingReason) && (
        // Whoever comes here from a date that has just become a plain one keeps the field under the cursor.
        // biome-ignore lint/a11y/noStaticElementInteractions: it only notices where the focus is.
        <div onFocus={() => setGivingReason(true)} onBlur={() => setGivingReason(false)}>
          <EditField
            label="Why this date"
            value={data.publishedReason ?? ''}
            placeholder="What it is taken from"
            save={(reason) => update({ publishedReason: reason === '' ? null : reason })}
          />
        </div>
      )}
      <EditDate
        label="Saved on"
        value={data.captured}
        placeholder="When you saved it"
        save={(captured) => update({ captured })}
      />
      <EditField
        label="Address"
        value={data.sourceUrl ?? ''}
        placeholder="Where it is to be found"
        save={(sourceUrl) => update({ sourceUrl: sourceUrl === '' ? null : sourceUrl })}
      />
      <EditField
        label="Language"
        value={data.language ?? ''}
        placeholder="en, ur, zh"
        save={(language) => update({ language: language === '' ? null : language })}
      />
      <ChoiceField
        label="Reliability"
        value={data.reliability}
        options={grades}
        none="Not judged"
        save={(reliability) => update({ reliability })}
      />
      {(data.reliability !== null || data.reliabilityReason !== null) && (
        <EditField
          label="Why this letter"
          wraps
          value={data.reliabilityReason ?? ''}
          placeholder="Not said"
          save={(reason) => update({ reliabilityReason: reason === '' ? null : reason })}
        />
      )}
      <ChoiceField
        label="Reading"
        value={data.readingStatus}
        options={readingStatuses}
        save={(readingStatus) => update({ readingStatus: readingStatus ?? 'unread' })}
      />
      <EditField
        label="Note"
        lines={3}
        value={data.note ?? ''}
        placeholder="What you make of it"
        save={(note) => update({ note: note === '' ? null : note })}
      />
      <div className="actions">
        <HistoryLink of={{ document }} />
      </div>
      <dl className="pair fine">
        <Fact term="File" value={data.fileName} />
        <Fact term="Encoding" value={data.encoding} />
        <Fact term="SHA-256" value={data.sha256} mono />
      </dl>
    </section>
  )
}

/** Whether a date is stated as plainly as articles do, or there is none: nobody asks where it comes from. */
function isPlainDate(edtf: string | null): boolean {
  return edtf === null || /^\d{4}-\d{2}-\d{2}$/.test(edtf)
}

function Fact({
  term,
  value,
  mono = false,
}: {
  readonly term: string
  readonly value: string | null
  readonly mono?: boolean
}) {
  if (!value) return null
  return (
    <>
      <dt>{term}</dt>
      <dd className={mono ? 'mono ellipsis' : 'ellipsis'} title={value}>
        {value}
      </dd>
    </>
  )
}
