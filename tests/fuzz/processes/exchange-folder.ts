import { nodeGate } from '../../../db/gate.ts'
import { aMember } from '../../support/team.ts'

/*
 * One round of somebody of a team with a folder, through the program's own gate; prints what came of it as a line of
 * JSON. Arguments: the name, the project, the profile, the folder.
 */

const [name = '', file = '', profile = '', folder = ''] = process.argv.slice(2)
console.log(JSON.stringify(aMember(name, undefined, '', { file, profile, gate: nodeGate }).round(folder)))
