import { commandNamed, runCommand } from '../commands.ts'
import { keysOf } from '../help/keys.ts'
import { useAnswer } from '../state/queries.ts'
import { Button } from '../ui/Button.tsx'

/** What stands in the middle while no tab is open. */
export function NothingOpen() {
  const { data: documents, isSuccess } = useAnswer('documents.list', {})
  if (!isSuccess) return null
  if (documents.length > 0) {
    return (
      <div className="nothing-open">
        <p>Choose a document on the left, or press {keysOf(commandNamed('edit.find'))} to find anything.</p>
      </div>
    )
  }
  return (
    <div className="nothing-open framed">
      <h2>Bring in what you want to read</h2>
      <p>
        Drop articles, reports and statements here: plain text, Markdown or web pages, single files or whole
        folders.
      </p>
      <p>
        <Button look="primary" onClick={() => runCommand('file.importDocuments')}>
          Choose files…
        </Button>{' '}
        <Button onClick={() => runCommand('file.importFolder')}>Choose a folder…</Button>
      </p>
    </div>
  )
}
