import { connect } from '../connection.ts'
import { migrate, schemaVersion, versionOf } from '../migrate.ts'
import { copyPrivately } from '../private-copy.ts'

/** A closed project file in this program's format: itself, or of an older one a private copy that `remove` deletes. */
export function inCurrentFormat(file: string): { readonly file: string; remove(): void } {
  const connection = connect(file, { readonly: true })
  const current = versionOf(connection) === schemaVersion
  connection.close()
  if (current) return { file, remove: () => {} }
  const copy = copyPrivately(file)
  try {
    const migrating = connect(copy.file)
    try {
      migrate(migrating)
    } finally {
      migrating.close()
    }
    return copy
  } catch (error) {
    copy.remove()
    throw error
  }
}
