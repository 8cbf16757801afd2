import { Component, type ReactNode } from 'react'

/** Shows what can still be done when the page itself fails. What was saved is in the project file. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(error: Error) {
    return { error }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (!error) return this.props.children
    return (
      <main className="first-screen" role="alert">
        <h1>This window could not be shown</h1>
        <p>Your project is safe: everything you did up to here is saved in its file.</p>
        <details className="quiet">
          <summary>For whoever looks into it</summary>
          {error.message}
        </details>
        <button type="button" className="button primary" onClick={() => location.reload()}>
          Show the window again
        </button>
      </main>
    )
  }
}
