import type { DockviewPanelApi } from 'dockview-react'
import { useEffect } from 'react'
import { useAnswer } from '../state/queries.ts'
import type { Tab } from '../state/tabs.ts'

/** Keeps a tab's title what the thing in it is called now. */
export function useTabTitle(tab: Tab, api: DockviewPanelApi): void {
  const { data: documents } = useAnswer('documents.list', {}, tab.kind === 'document')
  const { data: boards } = useAnswer('boards.list', {}, tab.kind === 'board')
  const { data: actors } = useAnswer('actors.list', {}, tab.kind === 'actor')
  const { data: sources } = useAnswer('sources.list', {}, tab.kind === 'source')
  const { data: statement } = useAnswer(
    'propositions.get',
    { proposition: tab.kind === 'proposition' ? tab.proposition : '' },
    tab.kind === 'proposition',
  )
  const { data: events } = useAnswer('events.list', {}, tab.kind === 'event')
  const { data: hypotheses } = useAnswer('hypotheses.list', {}, tab.kind === 'hypothesis')
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
      case 'actor':
        return actors?.find(({ uid, merged }) => [uid, ...merged.map((one) => one.uid)].includes(tab.actor))
          ?.name
      case 'proposition':
        return statement?.statement
      case 'source':
        return quoted(sources?.find(({ uid }) => uid === tab.source)?.wording)
      case 'event':
        return events?.find(({ uid }) => uid === tab.event)?.title
      case 'hypothesis':
        return hypotheses?.find(({ uid }) => uid === tab.hypothesis)?.statement
      case 'evidence':
        return 'Evidence table'
      case 'agreement':
        return 'Agreement'
      case 'guide':
        return 'User guide'
      case 'conflicts':
        return 'Conflicts'
      case 'history':
        return 'History'
    }
  }
}

function quoted(words: string | undefined): string | undefined {
  return words === undefined ? undefined : `“${words}”`
}
