import { checkFile } from '../../../db/check-file.ts'

/* What the gate's process does, for each of the files that are its arguments: a line of JSON each. */

for (const file of process.argv.slice(2)) console.log(JSON.stringify(checkFile(file)))
