import type { ChosenFile } from './host.ts'
import type { Message, Request } from './protocol.ts'

/** Files of one drop; past this it is a folder that should be dropped. */
export const mostDropped = 10_000

/** All that the page has of the world, as `window.claimboard`. */
export interface Bridge {
  post(request: Request): void
  /** @returns a function that ends the subscription */
  subscribe(listener: (message: Message) => void): () => void
  /** Turns dropped files into tokens. Only files of the person's own have one; what a script made is left out. */
  registerFiles(files: readonly File[]): Promise<ChosenFile[]>
  /** As in Node: `linux`, `darwin` or `win32`. */
  readonly platform: string
}
