import { runCommand } from '../commands.ts'
import { closeDialog } from '../state/window.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import './help.css'

interface Step {
  readonly title: string
  readonly text: string
  /** Keys that do it. */
  readonly keys: readonly string[]
}

const steps: readonly Step[] = [
  {
    title: 'Bring in what you read',
    text: 'Import articles, reports and statements, or drop them anywhere in the window. The text is kept as it was: what you mark in it stays at its place.',
    keys: ['Ctrl+I'],
  },
  {
    title: 'Tag what matters',
    text: 'Select words in the text, or put the cursor into a sentence and press S. T opens the tags: type a name, and what is missing is made. “Demands / Posts” makes a tag below another. H highlights without a tag, a digit applies the tag that owns it.',
    keys: ['S', 'T', 'H', '1 … 9'],
  },
  {
    title: 'Record who claims what',
    text: 'Select the words and press C. The form proposes the statement; say who claims it and how: they assert, deny, refuse or neither confirm nor deny. More evidence is added by selecting more words and pressing E.',
    keys: ['C', 'E', '.'],
  },
  {
    title: 'Say how far to trust it',
    text: 'A source has a reliability from A to F, a claim a credibility from 1 to 6. Statements that say the same are joined with J, so that it shows who asserts them and who denies them.',
    keys: ['J'],
  },
  {
    title: 'Lay it out',
    text: 'B puts what is selected on a board. There you write notes, draw links and group cards; a double click leads back to the sentence.',
    keys: ['B', 'N', 'L', 'G'],
  },
  {
    title: 'Look it over and hand it on',
    text: 'The evidence table holds every claim with its sentence: filter it, sort it, export it. Share a copy writes a file for a colleague and says before what it leaves out.',
    keys: ['Ctrl+Shift+E', 'Ctrl+E'],
  },
  {
    title: 'Nothing is lost',
    text: 'Everything is saved as you do it. Whatever you do can be undone, also tomorrow.',
    keys: ['Ctrl+Z', 'Ctrl+Shift+Z'],
  },
]

/** How the work goes, in a page. */
export function GuideDialog() {
  const mac = window.claimboard.platform === 'darwin'
  return (
    <Dialog title="User guide" wide onClose={closeDialog}>
      <ol className="guide">
        {steps.map(({ title, text, keys }) => (
          <li key={title}>
            <h3>{title}</h3>
            <p>{text}</p>
            <p>
              {keys.map((key) => (
                <kbd key={key}>{mac ? key.replace('Ctrl', '⌘') : key}</kbd>
              ))}
            </p>
          </li>
        ))}
      </ol>
      <div className="spread">
        <span className="quiet">The sample project shows all of this, worked out.</span>
        <Button onClick={() => runCommand('help.shortcuts')}>Every shortcut</Button>
      </div>
    </Dialog>
  )
}
