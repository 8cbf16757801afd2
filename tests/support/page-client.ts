import type { ElectronApplication, Page } from 'playwright'
import type { Bridge } from '../../db/contract/bridge.ts'
import type { Call, OperationName, Output } from '../../db/contract/contract.ts'
import type { ErrorReply } from '../../db/contract/errors.ts'
import type { Message, Notice } from '../../db/contract/protocol.ts'

declare global {
  interface Window {
    testClient?: {
      notices: Notice[]
      call(name: string, input: unknown): Promise<{ ok: unknown } | { error: ErrorReply }>
    }
  }
}

/** Calls the contract out of a page, over the bridge that the page itself has, beside whatever it does. */
export interface PageClient {
  call<Name extends OperationName>(name: Name, input: Call<Name>): Promise<Output<Name>>
  /** Notices since the client was put into the page. */
  notices(): Promise<Notice[]>
}

export async function pageClient(page: Page): Promise<PageClient> {
  await page.waitForFunction(() => 'claimboard' in window)
  await page.evaluate(() => {
    if (window.testClient) return
    const bridge = (window as unknown as { claimboard: Bridge }).claimboard
    // Far from the ids that the page itself counts.
    let nextId = 1_000_000_000
    const pending = new Map<number, (message: Message) => void>()
    const notices: Notice[] = []
    bridge.subscribe((message) => {
      if ('notice' in message) notices.push(message)
      else if (!('progress' in message)) pending.get(message.id)?.(message)
    })
    window.testClient = {
      notices,
      call: (name, input) =>
        new Promise((resolve) => {
          const id = nextId++
          pending.set(id, (message) => {
            if ('ok' in message) resolve({ ok: message.ok.value })
            else if ('error' in message) resolve({ error: message.error })
          })
          bridge.post({ id, call: name, input })
        }),
    }
  })
  return {
    call: async (name, input) => {
      const reply = await page.evaluate(([name, input]) => window.testClient?.call(name as string, input), [
        name,
        input,
      ] as const)
      if (reply && 'ok' in reply) return reply.ok as Output<typeof name>
      throw Object.assign(new Error(reply?.error.message ?? 'The page has no client.'), reply?.error)
    },
    notices: () => page.evaluate(() => window.testClient?.notices ?? []),
  }
}

/** Answers the next dialogs that ask for a file, as a person would who chooses these paths. */
export async function choose(app: ElectronApplication, ...paths: string[]): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    const open = { canceled: chosen.length === 0, filePaths: chosen }
    const save = { canceled: chosen.length === 0, filePath: chosen[0] ?? '' }
    Object.assign(dialog, { showOpenDialog: async () => open, showSaveDialog: async () => save })
  }, paths)
}

/** Process ids of the open projects' stores. */
export function storePids(app: ElectronApplication): Promise<number[]> {
  return app.evaluate(({ app }) =>
    app
      .getAppMetrics()
      .filter(({ name }) => name === 'Claimboard store')
      .map(({ pid }) => pid),
  )
}
