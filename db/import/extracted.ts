import type { Replaced } from '../text/decode.ts'
import type { Block } from './blocks.ts'
import type { MediaType } from './format.ts'

export type ExtractInput = {
  bytes: Uint8Array
  /** The file's name, with or without folders: for its extension, for messages, and as a last resort the title. */
  name: string
  /** Outranks the extension where the caller knows better, for example for a saved page without one. */
  mediaType?: MediaType | undefined
}

/** What a source says about itself, offered to the analyst and never more than that. Dates are EDTF. */
export type Proposed = {
  publisher?: string
  author?: string
  published?: string
  sourceUrl?: string
  captured?: string
}

/** What a format's own module finds. The text need not be frozen yet. */
export type Extracted = {
  text: string
  blocks: Block[]
  title: string
  language?: string | undefined
  encoding: string
  guessed: boolean
  replaced: Replaced
  proposed: Proposed
  warnings: string[]
}

export type ExtractResult = {
  /** Frozen: see `decodeText`. */
  text: string
  blocks: Block[]
  mediaType: MediaType
  title: string
  /** BCP 47; absent when unsure. */
  language?: string
  direction: 'ltr' | 'rtl'
  encoding: string
  proposed: Proposed
  /** Plain sentences about what the analyst should look at. */
  warnings: string[]
}
