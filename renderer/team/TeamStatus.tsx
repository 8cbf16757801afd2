import { useAnswer } from '../state/queries.ts'
import { openDialog } from '../state/window.ts'
import { Button } from '../ui/Button.tsx'
import { teamWords } from './words.ts'

/** How it stands with the team folder, where the project has one. */
export function TeamStatus() {
  const { data: team } = useAnswer('team.state', {})
  if (!team || team.folder === null) return null
  return (
    <Button
      look="quiet"
      className={team.problem === null ? 'analyst-button' : 'analyst-button team-problem'}
      title={team.problem ?? `Team folder: ${team.folder}`}
      onClick={() => openDialog('team')}
    >
      {teamWords(team)}
    </Button>
  )
}
