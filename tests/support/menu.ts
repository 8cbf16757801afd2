import type { ElectronApplication } from 'playwright'
import { PATIENCE_MS } from './patience.ts'

/** Chooses an item of the menu, as the mouse or its key does, once the menu, which follows the window, offers it. */
export async function chooseInMenu(app: ElectronApplication, id: string): Promise<void> {
  await app.evaluate(
    async ({ Menu }, { id, patienceMs }) => {
      const offered = () => {
        const item = Menu.getApplicationMenu()?.getMenuItemById(id)
        return item?.enabled ? item : undefined
      }
      for (let waited = 0; !offered(); waited += 20) {
        if (waited > patienceMs) throw new Error(`The menu does not offer ${id}.`)
        await new Promise((done) => setTimeout(done, 20))
      }
      offered()?.click()
    },
    { id, patienceMs: PATIENCE_MS },
  )
}
