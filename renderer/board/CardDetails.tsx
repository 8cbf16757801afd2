import type { Board, CardContent, CardInfo } from '../../db/contract/board.ts'
import { cardName, footing, gradesOf, heading, linkText, mainText } from '../../db/contract/card-words.ts'
import {
  acts,
  cardKinds,
  credibilities,
  reliabilities,
  stanceGlyphs,
  stances,
} from '../../db/contract/vocabulary.ts'
import { moment } from '../documents/dates.ts'
import { useAnswer } from '../state/queries.ts'
import { save } from '../state/tasks.ts'
import { Button } from '../ui/Button.tsx'
import { EditField } from '../ui/EditField.tsx'
import { Grade } from '../ui/Grade.tsx'
import { hueOfCard } from './nodes.ts'
import { openSource } from './source.ts'

/** A card in full: everything that it says, where it is from, and what it is linked to. */
export function CardDetails({ card, board }: { readonly card: CardInfo; readonly board: Board }) {
  const { data: tags = [] } = useAnswer('tags.list', {})
  const { data: project } = useAnswer('project.get', {})
  const { content } = card
  const own = content.kind === 'note' || content.kind === 'group' || content.kind === 'picture'
  const style = { '--hue': hueOfCard(card, tags) } as React.CSSProperties
  return (
    <section className="facts" aria-label="Card" style={style}>
      <h2>{heading(card.kind, content)}</h2>
      {own && !project?.readOnly ? (
        <EditField
          label={fieldLabels[content.kind]}
          {...(content.kind === 'note' ? { lines: 8 } : {})}
          value={content.kind === 'note' ? content.body : mainText(content)}
          save={(body) => save('cards.write', { card: card.uid, body })}
        />
      ) : (
        <Words content={content} />
      )}
      <Facts content={content} />
      {content.kind === 'passage' && content.note && <p className="card-note">{content.note}</p>}
      <Links card={card} board={board} />
      <div className="spread">
        <span className="quiet">{moment(card.createdAt)}</span>
        {(content.kind === 'passage' || content.kind === 'claim' || content.kind === 'document') && (
          <Button onClick={() => openSource(card)}>Open the source</Button>
        )}
      </div>
    </section>
  )
}

const fieldLabels = { note: 'Text', group: 'Title', picture: 'Caption' } as const

/** What a source wrote is a quotation, what the analyst says is not. */
function Words({ content }: { readonly content: CardContent }) {
  if (content.kind === 'passage') {
    return (
      <blockquote className="quote" dir="auto">
        {content.quote}
      </blockquote>
    )
  }
  return (
    <>
      <p className={content.kind === 'gone' ? 'quiet' : 'card-statement'}>{mainText(content)}</p>
      {content.kind === 'claim' && content.quote && (
        <blockquote className="quote" dir="auto">
          {content.quote}
        </blockquote>
      )}
    </>
  )
}

function Facts({ content }: { readonly content: CardContent }) {
  const foot = footing(content)
  if (content.kind !== 'claim') {
    return foot === '' ? null : (
      <p className="card-source">
        <span>{foot}</span> <Grade {...gradesOf(content)} />
      </p>
    )
  }
  const { claimants, stance, holder, act, reliability, credibility, place, cite } = content
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    ['Claimant', claimants.join(', ')],
    ['Stance', `${stanceGlyphs[stance]} ${stances[stance]}`],
    ['Position', holder && act && `${holder} ${acts[act]}`],
    ['Reliability', reliability && `${reliability} ${reliabilities[reliability]}`],
    [
      'Credibility',
      credibility && `${credibility} ${credibilities[credibility as keyof typeof credibilities]}`,
    ],
    ['Source', place?.title],
    ['Cited as', cite],
  ]
  return (
    <dl className="stacked">
      {facts.map(
        ([term, value]) =>
          value && (
            <div key={term} className="fact">
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  )
}

function Links({ card, board }: { readonly card: CardInfo; readonly board: Board }) {
  const links = board.links.filter(({ from, to }) => from === card.uid || to === card.uid)
  if (links.length === 0) return null
  return (
    <ul className="card-links" aria-label="Links of the card">
      {links.map((link) => {
        const outward = link.from === card.uid
        const other = board.cards.find(({ uid }) => uid === (outward ? link.to : link.from))
        return (
          <li key={link.uid}>
            <span aria-hidden="true">{outward ? '→' : '←'}</span> <strong>{linkText(link)}</strong>{' '}
            <span className="quiet">{other ? cardName(other) : cardKinds[card.kind]}</span>
          </li>
        )
      })}
    </ul>
  )
}
