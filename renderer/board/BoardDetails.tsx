import { useAnswer } from '../state/queries.ts'
import { useStore } from '../state/store.ts'
import { CardDetails } from './CardDetails.tsx'
import { LinkDetails } from './LinkDetails.tsx'
import { boardSelection } from './state.ts'
import './details.css'

/** The inspector of a board: the selected card or link in full. Nothing where nothing is selected. */
export function BoardDetails() {
  const { board, cards, links } = useStore(boardSelection)
  const { data } = useAnswer('boards.get', { board: board ?? '' }, board !== null)
  if (!data || data.uid !== board) return null
  const [card] = data.cards.filter(({ uid }) => uid === cards[0])
  const [link] = data.links.filter(({ uid }) => uid === links[0])
  if (cards.length > 1) {
    return (
      <section className="facts" aria-label="Cards">
        <h2>{cards.length} cards</h2>
        <p className="quiet">
          Arrow keys move them, <kbd>G</kbd> frames them{cards.length === 2 && ', '}
          {cards.length === 2 && <kbd>L</kbd>}
          {cards.length === 2 && ' links them'}.
        </p>
      </section>
    )
  }
  if (card) return <CardDetails key={card.uid} card={card} board={data} />
  return link ? <LinkDetails key={link.uid} link={link} board={data} /> : null
}
