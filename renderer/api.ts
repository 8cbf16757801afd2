import type { Bridge } from '../db/contract/bridge.ts'
import { connect } from '../db/contract/client.ts'
import type { Message } from '../db/contract/protocol.ts'
import { visibleTexts } from '../db/contract/visible-text.ts'

declare global {
  interface Window {
    readonly claimboard: Bridge
  }
}

/**
 * Makes visible what would reorder texts on the screen, wherever they come from. A document's own text, which is the
 * only answer with a body and blocks, stays what it is: the reader shows such characters in their place.
 */
function shown(message: Message): Message {
  const value = 'ok' in message ? message.ok.value : null
  const isText = typeof value === 'object' && value !== null && 'body' in value && 'blocks' in value
  return isText ? message : visibleTexts(message)
}

/** The window's end of the contract. */
export const client = connect({
  send: (request) => window.claimboard.post(request),
  listen: (listener) => window.claimboard.subscribe((message) => listener(shown(message))),
})

export const { call } = client
