import { createStore } from './store.ts'

/** What can stand in the middle of the window, side by side. */
export type Tab =
  | { readonly kind: 'document'; readonly document: string }
  | { readonly kind: 'board'; readonly board: string }
  | { readonly kind: 'actor'; readonly actor: string }
  | { readonly kind: 'proposition'; readonly proposition: string }
  | { readonly kind: 'source'; readonly source: string }
  | { readonly kind: 'event'; readonly event: string }
  | { readonly kind: 'hypothesis'; readonly hypothesis: string }
  | { readonly kind: 'evidence' }
  | { readonly kind: 'guide' }
  | { readonly kind: 'agreement' }
  | { readonly kind: 'conflicts' }
  | { readonly kind: 'history' }

/** A stable name of a tab: showing the same thing twice brings the tab to the front. */
export function tabId(tab: Tab): string {
  switch (tab.kind) {
    case 'document':
      return `document ${tab.document}`
    case 'board':
      return `board ${tab.board}`
    case 'actor':
      return `actor ${tab.actor}`
    case 'proposition':
      return `proposition ${tab.proposition}`
    case 'source':
      return `source ${tab.source}`
    case 'event':
      return `event ${tab.event}`
    case 'hypothesis':
      return `hypothesis ${tab.hypothesis}`
    case 'evidence':
    case 'guide':
    case 'agreement':
    case 'conflicts':
    case 'history':
      return tab.kind
  }
}

interface Asked {
  readonly tab: Tab
  /** The tab beside which it is to be seen, and which stays in front. */
  readonly beside: Tab | null
  /** Makes two requests for one tab two. */
  readonly n: number
}

/** The tab that somebody asked for last; the frame shows it. */
export const tabs = createStore<{ readonly asked: Asked | null }>({ asked: null })

export function showTab(tab: Tab, beside: Tab | null = null): void {
  tabs.set({ asked: { tab, beside, n: (tabs.get().asked?.n ?? 0) + 1 } })
}
