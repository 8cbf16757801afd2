import type { DockviewPanelApi } from 'dockview-react'
import { useEffect } from 'react'
import { useAnswer } from '../state/queries.ts'
import type { Tab } from '../state/tabs.ts'

/** Keeps a tab's title what the thing in it is called now. */
export function useTabTitle(tab: Tab, api: DockviewPanelApi): void {
  const { data: documents } = useAnswer('documents.list', {}, tab.kind === 'document')
  const { data: boards } = useAnswer('boards.list', {}, tab.kind === 'board')
  const title = titleOf()
  useEffect(() => {
    if (title !== undefined) api.setTitle(title)
  }, [title, api])

  function titleOf(): string | undefined {
    switch (tab.kind) {
      case 'document':
        return documents?.find(({ uid }) => uid === tab.document)?.title
      case 'board':
        return boards?.find(({ uid }) => uid === tab.board)?.title
    }
  }
}
