import { useState } from 'react'
import type { AgreementFigures } from '../../db/contract/agreement.ts'
import type { Output } from '../../db/contract/contract.ts'
import { Page } from '../claims/Page.tsx'
import { count } from '../documents/importing.ts'
import { useAnswer } from '../state/queries.ts'
import { hueOf } from '../tags/hues.ts'
import { Disputes } from './Disputes.tsx'
import { Grades } from './Grades.tsx'
import { coefficient, percentage } from './numbers.ts'
import './agreement.css'

type Analysts = Output<'agreement.analysts'>
type Comparison = Output<'agreement.compare'>

/** How far two analysts tagged and graded alike, and where they did not. */
export function AgreementTab() {
  const { data: analysts } = useAnswer('agreement.analysts', {})
  return (
    <Page label="Two analysts" kind="agreement">
      {analysts && (analysts.length < 2 ? <TooFew /> : <Compared analysts={analysts} />)}
    </Page>
  )
}

function TooFew() {
  return (
    <div className="nothing">
      <h2>Nobody to compare with yet</h2>
      <p>
        Agreement is between two analysts who tagged the same documents, each for themselves. Share a copy
        with a colleague and merge it back: what both of you tagged is compared here.
      </p>
    </div>
  )
}

function Compared({ analysts }: { readonly analysts: Analysts }) {
  const [first, setFirst] = useState(analysts[0]?.uid ?? '')
  const [second, setSecond] = useState(analysts[1]?.uid ?? '')
  const [open, setOpen] = useState<string | null>(null)
  const { data: tags = [] } = useAnswer('tags.list', {})
  const two = { first, second }
  const { data: comparison } = useAnswer('agreement.compare', two, first !== second)
  const names = { first: nameOf(analysts, first), second: nameOf(analysts, second) }
  return (
    <>
      <div className="two-analysts">
        <Choice label="First analyst" analysts={analysts} value={first} onChange={setFirst} />
        <Choice label="Second analyst" analysts={analysts} value={second} onChange={setSecond} />
      </div>
      {first === second && <p className="empty">Choose two different analysts.</p>}
      {first !== second && comparison && (
        <>
          <Extent comparison={comparison} />
          {comparison.tags.length > 0 && (
            <table className="agreement">
              <thead>
                <tr>
                  <th scope="col">Tag</th>
                  <th scope="col">Alike</th>
                  <th scope="col" title="Of what either tagged, the share that both tagged">
                    Overlap
                  </th>
                  <th scope="col" title="Cohen’s kappa">
                    Kappa
                  </th>
                  <th scope="col" title="Krippendorff’s alpha">
                    Alpha
                  </th>
                  <th scope="col">Disputed</th>
                </tr>
              </thead>
              <tbody>
                <tr className="all">
                  <th scope="row">All tags</th>
                  <Figures figures={comparison.overall} />
                  <td>{comparison.tags.reduce((sum, { disputes }) => sum + disputes, 0)}</td>
                </tr>
                {comparison.tags.map(({ tag, path, figures, disputes }) => (
                  <tr key={tag}>
                    <th scope="row">
                      <span className="dot" style={{ '--hue': hueById(tag, tags) } as React.CSSProperties} />
                      {path.join(' > ')}
                    </th>
                    <Figures figures={figures} />
                    <td>
                      {disputes === 0 ? (
                        '0'
                      ) : (
                        <button
                          type="button"
                          className="link-button"
                          aria-expanded={open === tag}
                          aria-label={`${disputes} disputed under ${path.join(' > ')}`}
                          onClick={() => setOpen(open === tag ? null : tag)}
                        >
                          {disputes} {open === tag ? '▴' : '▾'}
                        </button>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          {open !== null && <Disputes key={open} two={two} tag={open} names={names} />}
          <Grades comparison={comparison} names={names} />
          <p className="quiet">
            Each character of these texts is one decision for each tag. Where most of a text carries no tag,
            two people who agree on nothing are alike nearly everywhere: read the overlap beside the other
            figures.
          </p>
        </>
      )}
    </>
  )
}

function Choice({
  label,
  analysts,
  value,
  onChange,
}: {
  readonly label: string
  readonly analysts: Analysts
  readonly value: string
  readonly onChange: (uid: string) => void
}) {
  return (
    <label className="field">
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {analysts.map(({ uid, name, documents }) => (
          <option key={uid} value={uid}>
            {name} ({count(documents, 'document')})
          </option>
        ))}
      </select>
    </label>
  )
}

function Extent({ comparison: { documents, leftOut } }: { readonly comparison: Comparison }) {
  if (documents.length === 0)
    return <p className="empty">There is no document in which both have tagged anything.</p>
  return (
    <p role="status">
      {count(documents.length, 'document')} in which both have tagged something
      {leftOut > 0 && `; ${count(leftOut, 'document')} in which only one has, left out`}.
    </p>
  )
}

function Figures({ figures }: { readonly figures: AgreementFigures }) {
  return (
    <>
      <td>{percentage(figures.percent)}</td>
      <td>{percentage(figures.overlap)}</td>
      <td>{coefficient(figures.kappa)}</td>
      <td>{coefficient(figures.alpha)}</td>
    </>
  )
}

function hueById(uid: string, tags: Output<'tags.list'>): string {
  const tag = tags.find((one) => one.uid === uid)
  return tag ? hueOf(tag, tags) : 'var(--plain)'
}

function nameOf(analysts: Analysts, uid: string): string {
  return analysts.find((analyst) => analyst.uid === uid)?.name ?? ''
}
