import type { DockviewPanelApi } from 'dockview-react'
import { useEffect } from 'react'
import { useAnswer } from '../state/queries.ts'
import type { Tab } from '../state/tabs.ts'

/** Keeps a tab's title what the thing in it is called now. */
export function useTabTitle(tab: Tab, api: DockviewPanelApi): void {
  const { data: documents } = useAnswer('documents.list', {}, tab.kind === 'document')
  const title =
    tab.kind === 'document' ? documents?.find(({ uid }) => uid === tab.document)?.title : undefined
  useEffect(() => {
    if (title !== undefined) api.setTitle(title)
  }, [title, api])
}
