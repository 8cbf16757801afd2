import { Fragment, useId, useRef } from 'react'
import guide from '../../docs/guide.md?raw'
import { type Block, type Inline, parseMarkdown } from './markdown.ts'
import './guide.css'

/** The pictures of the guide, as the built page serves them, by their names. */
const pictures = import.meta.glob<string>('../../docs/images/guide-*.png', {
  eager: true,
  query: '?url',
  import: 'default',
})

const blocks = parseMarkdown(guide)
const contents = blocks.filter((block) => block.kind === 'heading' && block.level === 2)

/** The user guide, as it stands in docs/guide.md. */
export function Guide() {
  const prefix = useId()
  const ref = useRef<HTMLElement>(null)
  const goTo = (id: string) => {
    const heading = ref.current?.querySelector<HTMLElement>(`[id="${CSS.escape(prefix + id)}"]`)
    heading?.scrollIntoView()
    heading?.focus({ preventScroll: true })
  }
  const contentsAfterTitle = (
    <nav aria-label="Contents of the guide">
      {contents.map(
        (block) =>
          block.kind === 'heading' && (
            <button key={block.id} type="button" className="link-button" onClick={() => goTo(block.id)}>
              {block.text}
            </button>
          ),
      )}
    </nav>
  )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard.
    <article ref={ref} className="guide" aria-label="User guide" tabIndex={0}>
      <div className="guide-text">
        {blocks.map((block, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes.
          <Fragment key={i}>
            <GuideBlock block={block} prefix={prefix} goTo={goTo} />
            {block.kind === 'heading' && block.level === 1 && contentsAfterTitle}
          </Fragment>
        ))}
      </div>
    </article>
  )
}

interface Going {
  /** What ids begin with: the guide may be in the page twice. */
  readonly prefix: string
  goTo(id: string): void
}

function GuideBlock({ block, prefix, goTo }: Going & { readonly block: Block }) {
  switch (block.kind) {
    case 'heading': {
      const Heading = `h${block.level}` as 'h1' | 'h2' | 'h3'
      return (
        <Heading id={prefix + block.id} tabIndex={-1}>
          {block.text}
        </Heading>
      )
    }
    case 'paragraph':
      return (
        <p>
          <Words words={block.words} goTo={goTo} />
        </p>
      )
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul'
      return (
        <List>
          {block.items.map((words, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes.
            <li key={i}>
              <Words words={words} goTo={goTo} />
            </li>
          ))}
        </List>
      )
    }
    case 'table':
      return <GuideTable {...block} goTo={goTo} />
    case 'picture': {
      const source = pictures[`../../docs/${block.file}`]
      return (
        <figure>
          <img src={source} alt={block.alt} loading="lazy" />
        </figure>
      )
    }
    case 'lines':
      return <pre>{block.text}</pre>
  }
}

function GuideTable({
  head,
  rows,
  goTo,
}: Pick<Extract<Block, { kind: 'table' }>, 'head' | 'rows'> & Pick<Going, 'goTo'>) {
  return (
    <table>
      <thead>
        <tr>
          {head.map((words, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes.
            <th key={i} scope="col">
              <Words words={words} goTo={goTo} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes.
          <tr key={i}>
            {cells.map((words, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes.
              <td key={at}>
                <Words words={words} goTo={goTo} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Words({ words, goTo }: { readonly words: readonly Inline[] } & Pick<Going, 'goTo'>) {
  return words.map((one, i) => {
    const key = i
    switch (one.kind) {
      case 'strong':
        return <strong key={key}>{one.text}</strong>
      case 'code':
        return <kbd key={key}>{one.text}</kbd>
      case 'link':
        return one.to.startsWith('#') ? (
          <button key={key} type="button" className="link-button" onClick={() => goTo(one.to.slice(1))}>
            {one.text}
          </button>
        ) : (
          <Fragment key={key}>{one.text}</Fragment>
        )
      default:
        return <Fragment key={key}>{one.text}</Fragment>
    }
  })
}
