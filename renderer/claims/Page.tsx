import type { ReactNode } from 'react'
import './lines.css'
import './in-place.css'
import './page.css'

/** The page of an actor, a statement or a source: what it is, and everything that is tied to it. */
export function Page({
  label,
  kind,
  children,
}: {
  readonly label: string
  /** What kind of thing it is, in a word. */
  readonly kind: string
  readonly children: ReactNode
}) {
  return (
    <section className="page" aria-label={label}>
      <div className="page-body">
        <h2 className="page-kind">
          {label} · {kind}
        </h2>
        {children}
      </div>
    </section>
  )
}

/** In place of a page whose subject was deleted; an undo brings it back. */
export function PageGone({ text }: { readonly text: string }) {
  return (
    <section className="page" aria-label="Nothing to show">
      <p className="empty">{text} Undo brings it back.</p>
    </section>
  )
}
