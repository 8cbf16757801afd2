import { ActorList } from '../actors/ActorList.tsx'
import { ActorPicker } from '../actors/ActorPicker.tsx'
import { MergeDialog } from '../actors/MergeDialog.tsx'
import { BoardList } from '../board/BoardList.tsx'
import { JoinDialog } from '../claims/JoinDialog.tsx'
import { DocumentList } from '../documents/DocumentList.tsx'
import { EvidenceList } from '../evidence/EvidenceList.tsx'
import { QuestionPanel } from '../question/QuestionPanel.tsx'
import { useAnswer } from '../state/queries.ts'
import { TagList } from '../tags/TagList.tsx'
import { Banners } from './Banners.tsx'
import { Header } from './Header.tsx'
import { Inspector } from './Inspector.tsx'
import { Splitter, usePanelWidth } from './Splitter.tsx'
import { StatusBar } from './StatusBar.tsx'
import { Workspace } from './Workspace.tsx'
import './frame.css'

/** The window around an open project: lists, reader, inspector, status. */
export function Frame() {
  const [left, setLeft] = usePanelWidth('left', 248)
  const [right, setRight] = usePanelWidth('right', 324)
  const { data: project } = useAnswer('project.get', {})
  return (
    <div className="frame" style={{ '--left': `${left}px`, '--right': `${right}px` } as React.CSSProperties}>
      <Header />
      <Banners />
      <div className="panels">
        <div className="sidebar">
          <QuestionPanel />
          <DocumentList />
          <EvidenceList />
          <BoardList />
          <TagList />
          <ActorList />
        </div>
        <main>
          <Splitter label="Width of the lists" side="left" width={left} onChange={setLeft} />
          {project && <Workspace key={project.uid} project={project.uid} />}
          <Splitter label="Width of the inspector" side="right" width={right} onChange={setRight} />
        </main>
        <Inspector />
      </div>
      <StatusBar />
      <ActorPicker />
      <MergeDialog />
      <JoinDialog />
    </div>
  )
}
