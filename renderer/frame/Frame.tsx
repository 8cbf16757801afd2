import { useEffect } from 'react'
import { ActorList } from '../actors/ActorList.tsx'
import { ActorPicker } from '../actors/ActorPicker.tsx'
import { MergeDialog } from '../actors/MergeDialog.tsx'
import { merging } from '../actors/managing.ts'
import { naming } from '../actors/naming.ts'
import { BoardList } from '../board/BoardList.tsx'
import { JoinDialog, joining } from '../claims/JoinDialog.tsx'
import { DocumentList } from '../documents/DocumentList.tsx'
import { EventList } from '../events/EventList.tsx'
import { EvidenceList } from '../evidence/EvidenceList.tsx'
import { HypothesisList } from '../hypotheses/HypothesisList.tsx'
import { ConflictList } from '../merge/ConflictList.tsx'
import { QuestionPanel } from '../question/QuestionPanel.tsx'
import { useAnswer } from '../state/queries.ts'
import { useStore } from '../state/store.ts'
import { tagWork } from '../tags/managing.ts'
import { TagList } from '../tags/TagList.tsx'
import { TagMergeDialog } from '../tags/TagMergeDialog.tsx'
import { Banners } from './Banners.tsx'
import { Header } from './Header.tsx'
import { Inspector } from './Inspector.tsx'
import { closeOverlay, panels } from './panels.ts'
import { Splitter, usePanelWidth } from './Splitter.tsx'
import { StatusBar } from './StatusBar.tsx'
import { usePanels } from './usePanels.ts'
import { Workspace } from './Workspace.tsx'
import './frame.css'
import './lists.css'
import './sections.css'
import './panels.css'

/** The window around an open project: lists, reader, inspector, status. */
export function Frame() {
  const [left, setLeft] = usePanelWidth('left', 276)
  const [right, setRight] = usePanelWidth('right', 340)
  const { data: project } = useAnswer('project.get', {})
  usePanels()
  const uid = project?.uid
  // What is asked about things of one project is not asked in another.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it ends with the project.
  useEffect(() => leaveQuestions, [uid])
  const { narrow, shown, over } = useStore(panels)
  const lists = narrow ? over === 'lists' : shown.lists
  const inspector = narrow ? over === 'inspector' : shown.inspector
  const beside = { lists: lists && !narrow, inspector: inspector && !narrow }
  const widths = {
    '--left': beside.lists ? `${left}px` : '0px',
    '--right': beside.inspector ? `${right}px` : '0px',
  }
  return (
    <div className="frame" style={widths as React.CSSProperties}>
      <Header />
      <Banners />
      <div className={narrow ? 'panels narrow' : 'panels'}>
        <div className="sidebar" hidden={!lists}>
          <QuestionPanel />
          <DocumentList />
          <EvidenceList />
          <ConflictList />
          <BoardList />
          <TagList />
          <ActorList />
          <EventList />
          <HypothesisList />
        </div>
        <main onPointerDown={closeOverlay}>
          {beside.lists && (
            <Splitter label="Width of the lists" side="left" width={left} onChange={setLeft} />
          )}
          {project && <Workspace key={project.uid} project={project.uid} />}
          {beside.inspector && (
            <Splitter label="Width of the inspector" side="right" width={right} onChange={setRight} />
          )}
        </main>
        <Inspector hidden={!inspector} />
      </div>
      <StatusBar />
      <ActorPicker />
      <MergeDialog />
      <JoinDialog />
      <TagMergeDialog />
    </div>
  )
}

function leaveQuestions(): void {
  joining.set({ proposition: null })
  merging.set({ actor: null })
  naming.set({ place: null })
  tagWork.set({ merging: null })
}
