import { useEffect, useId, useRef, useState } from 'react'
import type { Duplicate } from '../../db/contract/merge.ts'
import { whenOf } from '../backups/words.ts'
import { attempt } from '../state/notices.ts'
import { useAnswer } from '../state/queries.ts'
import { useReadOnly } from '../state/read-only.ts'
import { save } from '../state/tasks.ts'
import { showUndoable } from '../state/undo.ts'
import { Button } from '../ui/Button.tsx'
import { showDuplicate } from './settling.ts'
import { apartWords, duplicateWords, samenessOf } from './words.ts'

// As many as anybody looks through in one go; more are asked for by a button.
const atOnce = 100

/** Things that look the same and were made apart, each group with a button that makes one of it. */
export function Duplicates() {
  const [limit, setLimit] = useState(atOnce)
  const readOnly = useReadOnly()
  const { data } = useAnswer('duplicates.list', { limit })
  const list = useRef<HTMLUListElement>(null)
  const end = useRef<HTMLDivElement>(null)
  // Which group was settled: the focus goes on to the one that takes its place.
  const settled = useRef<number | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the list is another one.
  useEffect(() => {
    if (settled.current === null) return
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('[data-settle]') ?? [])]
    const next = buttons[Math.min(settled.current, buttons.length - 1)] ?? end.current
    settled.current = null
    next?.focus()
  }, [data])
  if (!data) return null
  const { duplicates, total } = data
  if (total === 0) {
    return (
      <div ref={end} tabIndex={-1} className="nothing">
        <h2>Nothing was made twice</h2>
        <p>
          Documents with the same text, tags of the same name and actors of the same name are shown here, when
          two of you made them apart. They can be joined; nothing is joined by itself.
        </p>
      </div>
    )
  }
  return (
    <>
      <p className="settling-keys quiet">
        What hangs on the others goes over to the one that stays, in one step that Undo takes back.
      </p>
      <ul ref={list} className="conflicts" aria-label="Made twice">
        {duplicates.map((duplicate, index) => (
          <li key={`${duplicate.kind} ${duplicate.members.map(({ uid }) => uid).join(' ')}`}>
            <Group
              duplicate={duplicate}
              readOnly={readOnly}
              onSettle={async (work) => {
                settled.current = index
                try {
                  await work()
                } catch (error) {
                  settled.current = null
                  throw error
                }
              }}
            />
          </li>
        ))}
      </ul>
      {total > duplicates.length && (
        <p className="settling-more">
          <Button onClick={() => setLimit(limit + atOnce)}>
            Show more of the other {(total - duplicates.length).toLocaleString('en')}
          </Button>
        </p>
      )}
    </>
  )
}

type Member = Duplicate['members'][number]

interface GroupProps {
  readonly duplicate: Duplicate
  readonly readOnly: boolean
  /** Does what settles the group, and goes on to the next when it is gone from the list. */
  readonly onSettle: (work: () => Promise<unknown>) => Promise<void>
}

function Group({ duplicate, readOnly, onSettle }: GroupProps) {
  const { kind, members, obstacle } = duplicate
  const [chosen, setChosen] = useState(members[0]?.uid)
  const name = useId()
  const into = members.find(({ uid }) => uid === chosen) ?? members[0]
  if (!into) return null
  const join = async () => {
    const others = members.filter(({ uid }) => uid !== into.uid).map(({ uid }) => uid)
    await onSettle(() => save('duplicates.join', { kind, into: into.uid, others }))
    showUndoable({ tone: 'good', text: `Joined into “${into.title}”.` })
  }
  const tellApart = async (member: Member) => {
    const others = members.filter((one) => one !== member).map(({ uid }) => uid)
    await onSettle(() => save('duplicates.distinguish', { kind, member: member.uid, others }))
    showUndoable({ tone: 'good', text: apartWords(duplicate, member.title) })
  }
  const choosing = obstacle === null && !readOnly
  const sameness = samenessOf(duplicate)
  return (
    <article className="conflict" aria-labelledby={`${name}-heading`}>
      <header>
        <h2 id={`${name}-heading`}>{duplicateWords(duplicate)}</h2>
      </header>
      {sameness !== null && <p className="conflict-where quiet">{sameness}</p>}
      {obstacle !== null && <p className="conflict-deed">They cannot be joined. {obstacle}</p>}
      <div className="conflict-values">
        {members.map((member) => (
          <div
            key={member.uid}
            className={choosing && member === into ? 'conflict-value shown' : 'conflict-value'}
          >
            <p className="conflict-text">
              <strong>{member.title}</strong>
            </p>
            <p className="conflict-who">
              <span>{member.detail}</span>
            </p>
            <p className="conflict-who">
              <span>
                made by {member.madeBy ?? 'somebody'}, {whenOf(member.madeAt)}
              </span>
            </p>
            <div className="duplicate-acts">
              {choosing && (
                <label>
                  <input
                    type="radio"
                    name={name}
                    checked={member === into}
                    onChange={() => setChosen(member.uid)}
                  />{' '}
                  This one stays
                </label>
              )}
              <Button
                look="quiet"
                aria-label={`Show ${member.title}`}
                onClick={() => showDuplicate(kind, member.uid)}
              >
                Show
              </Button>
              {members.length > 2 && !readOnly && (
                <Button
                  look="quiet"
                  aria-label={`${member.title} is none of the others`}
                  onClick={() => attempt(() => tellApart(member))}
                >
                  None of the others
                </Button>
              )}
            </div>
          </div>
        ))}
      </div>
      {!readOnly && (
        <div className="settle-acts">
          {choosing && (
            <Button
              look="primary"
              data-settle
              aria-label={`Join into ${into.title}`}
              onClick={() => attempt(join)}
            >
              Join
            </Button>
          )}
          {members.length === 2 && (
            <Button
              data-settle={choosing ? undefined : true}
              aria-label={`${into.title} is not the same`}
              onClick={() => attempt(() => tellApart(into))}
            >
              Not the same
            </Button>
          )}
        </div>
      )}
    </article>
  )
}
