import { call } from '../api.ts'
import { runTask } from '../state/tasks.ts'

/**
 * Shows the project as it was in a window of its own.
 *
 * @param when an action's id, or ISO 8601 in UTC
 * @param before of an action: as it was before it
 */
export async function showAsOf(when: string, before = false): Promise<void> {
  const { file } = await call('host.asOfTarget', {})
  try {
    const { at } = await runTask('history.asOf', 'Going back to how it was', {
      target: file.token,
      when,
      before,
      view: true,
    })
    await call('host.openAsOf', { token: file.token, at })
  } catch (error) {
    await call('host.forgetAsOf', { token: file.token })
    throw error
  }
}
