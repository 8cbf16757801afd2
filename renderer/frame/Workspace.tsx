import 'dockview-react/dist/styles/dockview.css'
import { type DockviewApi, DockviewReact, type IDockviewPanelProps } from 'dockview-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { Reader } from '../documents/reader/Reader.tsx'
import { useAnswer } from '../state/queries.ts'
import { useStore } from '../state/store.ts'
import { type Tab, tabs } from '../state/tabs.ts'
import { offerDock } from './dock.ts'
import { keepLayout, open, openBeside, restoreLayout } from './layout.ts'
import { NothingOpen } from './NothingOpen.tsx'
import { TabHead } from './TabHead.tsx'
import { useTabTitle } from './titles.ts'
import { visitTab } from './visits.ts'
import './workspace.css'

const BoardTab = lazy(() => import('../board/BoardTab.tsx').then((module) => ({ default: module.BoardTab })))

const ActorPage = lazy(() =>
  import('../actors/ActorPage.tsx').then((module) => ({ default: module.ActorPage })),
)
const PropositionPage = lazy(() =>
  import('../claims/PropositionPage.tsx').then((module) => ({ default: module.PropositionPage })),
)
const SourcePage = lazy(() =>
  import('../claims/SourcePage.tsx').then((module) => ({ default: module.SourcePage })),
)

const EventPage = lazy(() =>
  import('../events/EventPage.tsx').then((module) => ({ default: module.EventPage })),
)
const HypothesisPage = lazy(() =>
  import('../hypotheses/HypothesisPage.tsx').then((module) => ({ default: module.HypothesisPage })),
)

const EvidenceTab = lazy(() =>
  import('../evidence/EvidenceTab.tsx').then((module) => ({ default: module.EvidenceTab })),
)

const AgreementTab = lazy(() =>
  import('../agreement/AgreementTab.tsx').then((module) => ({ default: module.AgreementTab })),
)
const Guide = lazy(() => import('../help/Guide.tsx').then((module) => ({ default: module.Guide })))
const HistoryTab = lazy(() =>
  import('../history/HistoryTab.tsx').then((module) => ({ default: module.HistoryTab })),
)
const ConflictsTab = lazy(() =>
  import('../merge/ConflictsTab.tsx').then((module) => ({ default: module.ConflictsTab })),
)

const components = { tab: TabPanel }
// Colours come from our own tokens; the library's class names are needed for its measures.
const theme = { name: 'claimboard', className: 'workspace' }

/** The middle of the window: tabs that dock side by side and come back where they were. */
export function Workspace({ project }: { readonly project: string }) {
  const [dock, setDock] = useState<DockviewApi | null>(null)
  const { asked } = useStore(tabs)
  const { data: documents } = useAnswer('documents.list', {})
  const { data: boards } = useAnswer('boards.list', {})

  useEffect(() => {
    if (!dock) return
    restoreLayout(dock, project)
    const visit = () => {
      const tab = dock.activePanel?.params?.tab as Tab | undefined
      if (tab) visitTab(tab)
    }
    visit()
    const listening = [
      dock.onDidLayoutChange(() => keepLayout(dock, project)),
      dock.onDidActivePanelChange(visit),
    ]
    const withdraw = offerDock(dock)
    return () => {
      for (const one of listening) one.dispose()
      withdraw()
    }
  }, [dock, project])

  // Another project has other tabs: what was asked for in this one is not asked for there.
  useEffect(() => () => tabs.set({ asked: null }), [])

  useEffect(() => {
    if (!dock || !asked) return
    if (asked.beside) openBeside(dock, asked.tab, asked.beside)
    else open(dock, asked.tab)
  }, [dock, asked])

  useEffect(() => {
    if (!dock || !documents) return
    // A document that was deleted, by hand or by an undo, is not shown any longer.
    const there = new Set(documents.map(({ uid }) => uid))
    for (const panel of [...dock.panels]) {
      const tab = panel.params?.tab as Tab | undefined
      if (tab?.kind === 'document' && !there.has(tab.document)) panel.api.close()
    }
    const [first] = documents
    if (dock.panels.length === 0 && first) open(dock, { kind: 'document', document: first.uid })
  }, [dock, documents])

  useEffect(() => {
    if (!dock || !boards) return
    const there = new Set(boards.map(({ uid }) => uid))
    for (const panel of [...dock.panels]) {
      const tab = panel.params?.tab as Tab | undefined
      if (tab?.kind === 'board' && !there.has(tab.board)) panel.api.close()
    }
  }, [dock, boards])

  return (
    <DockviewReact
      theme={theme}
      // What is in a tab stays in the page behind the others, scrolled as it was.
      defaultRenderer="always"
      components={components}
      defaultTabComponent={TabHead}
      watermarkComponent={NothingOpen}
      onReady={({ api }) => setDock(api)}
    />
  )
}

function TabPanel({ params: { tab }, api }: IDockviewPanelProps<{ tab: Tab }>) {
  const [active, setActive] = useState(api.isActive)
  // Tabs that were brought back from the last time are filled when somebody looks at them.
  const [seen, setSeen] = useState(api.isVisible)
  useEffect(() => {
    const listening = [
      api.onDidActiveChange(({ isActive }) => setActive(isActive)),
      api.onDidVisibilityChange(({ isVisible }) => isVisible && setSeen(true)),
    ]
    return () => {
      for (const one of listening) one.dispose()
    }
  }, [api])
  useTabTitle(tab, api)
  return seen && <Suspense fallback={null}>{contentOf(tab, active)}</Suspense>
}

function contentOf(tab: Tab, active: boolean) {
  switch (tab.kind) {
    case 'document':
      return <Reader document={tab.document} active={active} />
    case 'board':
      return <BoardTab board={tab.board} active={active} />
    case 'actor':
      return <ActorPage key={tab.actor} actor={tab.actor} />
    case 'proposition':
      return <PropositionPage key={tab.proposition} proposition={tab.proposition} active={active} />
    case 'source':
      return <SourcePage key={tab.source} source={tab.source} />
    case 'event':
      return <EventPage key={tab.event} event={tab.event} />
    case 'hypothesis':
      return <HypothesisPage key={tab.hypothesis} hypothesis={tab.hypothesis} />
    case 'evidence':
      return <EvidenceTab active={active} />
    case 'guide':
      return <Guide />
    case 'agreement':
      return <AgreementTab />
    case 'conflicts':
      return <ConflictsTab active={active} />
    case 'history':
      return <HistoryTab />
  }
}
