import type { MessageChannel } from 'node:worker_threads'
import type { Port } from '../../db/contract/protocol.ts'

/** One end of a channel, as the store and its clients speak through it. */
export function portOf<Outgoing, Incoming>(end: MessageChannel['port1']): Port<Outgoing, Incoming> {
  return {
    send: (message) => end.postMessage(message),
    listen: (listener) => {
      end.on('message', listener)
      return () => end.off('message', listener)
    },
  }
}
