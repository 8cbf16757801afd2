import type { Board } from '../../db/contract/board.ts'
import type { CardContent, CardInfo } from '../../db/contract/card.ts'
import { cardName, footing, gradesOf, heading, linkText, mainText } from '../../db/contract/card-words.ts'
import { readableTime } from '../../db/contract/readable-time.ts'
import { cardKinds } from '../../db/contract/vocabulary.ts'
import { ClaimDetails } from '../claims/ClaimDetails.tsx'
import { HistoryLink } from '../history/HistoryLink.tsx'
import { useAnswer } from '../state/queries.ts'
import { useReadOnly } from '../state/read-only.ts'
import { save } from '../state/tasks.ts'
import { Button } from '../ui/Button.tsx'
import { EditField } from '../ui/EditField.tsx'
import { Grade } from '../ui/Grade.tsx'
import { hueOfCard } from './nodes.ts'
import { openCard, openingOf } from './open-card.ts'

/** A card in full: everything that it says, where it is from, and what it is linked to. */
export function CardDetails({ card, board }: { readonly card: CardInfo; readonly board: Board }) {
  const { data: tags = [] } = useAnswer('tags.list', {})
  const readOnly = useReadOnly()
  const { content, subject } = card
  const style = { '--hue': hueOfCard(card, tags) } as React.CSSProperties
  const opening = openingOf(card)
  return (
    <>
      <section className="facts" aria-label="Card" style={style}>
        <h2>{content.kind === 'claim' ? 'Card' : heading(card.kind, content)}</h2>
        {isOwnContent(content) && !readOnly ? (
          <EditField
            label={fieldLabels[content.kind]}
            {...(content.kind === 'note' ? { lines: 8 } : {})}
            value={content.kind === 'note' ? content.body : mainText(content)}
            save={(body) => save('cards.write', { card: card.uid, body })}
          />
        ) : (
          content.kind !== 'claim' && <Words content={content} />
        )}
        <Links card={card} board={board} />
        <div className="actions">
          <HistoryLink of={{ thing: card.uid }} />
        </div>
        <div className="spread">
          <span className="quiet">{readableTime(card.createdAt)}</span>
          {opening !== null && <Button onClick={() => openCard(card)}>{opening}</Button>}
        </div>
      </section>
      {content.kind === 'claim' && subject !== null && <ClaimDetails claim={subject} />}
    </>
  )
}

type Own = Extract<CardContent, { kind: 'note' | 'group' | 'picture' }>

/** Whether a card's words are written on the board. */
function isOwnContent(content: CardContent): content is Own {
  return content.kind === 'note' || content.kind === 'group' || content.kind === 'picture'
}

const fieldLabels = { note: 'Text', group: 'Title', picture: 'Caption' } as const

/** What a source wrote is a quotation, what the analyst says is not. */
function Words({ content }: { readonly content: CardContent }) {
  const foot = footing(content)
  return (
    <>
      {content.kind === 'passage' ? (
        <blockquote className="quote" dir="auto">
          {content.quote}
        </blockquote>
      ) : (
        <p className={content.kind === 'gone' ? 'quiet' : 'card-statement'}>{mainText(content)}</p>
      )}
      {foot !== '' && (
        <p className="card-source">
          <span>{foot}</span> <Grade {...gradesOf(content)} />
        </p>
      )}
      {content.kind === 'passage' && content.note && <p className="card-note">{content.note}</p>}
    </>
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
