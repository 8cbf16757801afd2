import type { Bridge } from '../db/contract/bridge.ts'
import { connect } from '../db/contract/client.ts'

declare global {
  interface Window {
    readonly claimboard: Bridge
  }
}

/** The window's end of the contract. */
export const client = connect({
  send: (request) => window.claimboard.post(request),
  listen: (listener) => window.claimboard.subscribe(listener),
})

export const { call } = client
