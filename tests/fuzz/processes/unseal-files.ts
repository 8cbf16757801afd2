import { existsSync } from 'node:fs'
import { AppError } from '../../../db/contract/errors.ts'
import { isSealed } from '../../../db/seal/sealing.ts'
import { unsealTask } from '../../../db/seal/unseal.ts'
import { runTaskSync } from '../../../db/task.ts'

/* Unseals files, and prints what came of each as a line of JSON. Arguments: the passphrase, then the files. */

const [passphrase = '', ...files] = process.argv.slice(2)
for (const sealed of files) console.log(JSON.stringify(unsealed(sealed)))

function unsealed(sealed: string) {
  const looksSealed = isSealed(sealed)
  const target = `${sealed}.claimboard`
  try {
    const extract = () => {
      throw new Error('Nothing is extracted.')
    }
    runTaskSync(unsealTask({ sealed, target, passphrase }), { extract })
    return { opened: true, looksSealed }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { code, message } = error
    return { code, message, looksSealed, left: existsSync(target) }
  }
}
