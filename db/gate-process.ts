import { writeSync } from 'node:fs'
import { checkFile } from './check-file.ts'

/*
 * Entry of the disposable process that looks at a project file from elsewhere. Its last argument is the path
 * of a private copy; it prints the verdict as one line of JSON. It may hang or crash: whoever started it sets
 * a limit and takes no answer for a refusal.
 */
writeSync(1, `${JSON.stringify(checkFile(process.argv.at(-1) ?? ''))}\n`)
