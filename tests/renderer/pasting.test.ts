import { beforeAll, describe, expect, it, vi } from 'vitest'

let refusalOf: typeof import('../../renderer/documents/pasting.ts').refusalOf

beforeAll(async () => {
  vi.stubGlobal('window', { claimboard: { post: () => {}, subscribe: () => () => {} } })
  ;({ refusalOf } = await import('../../renderer/documents/pasting.ts'))
})

const nothing = { html: '', text: '', files: [] }
const picture = new File([new Uint8Array([0x89])], 'image.png', { type: 'image/png' })

describe('what is on the clipboard', () => {
  it('makes a document where there are words, whatever else there is', () => {
    expect(refusalOf({ ...nothing, text: 'Words' })).toBeNull()
    expect(refusalOf({ ...nothing, html: '<p>Words</p>' })).toBeNull()
    expect(refusalOf({ html: '<img src="a.png">Words', text: 'Words', files: [picture] })).toBeNull()
  })

  it('is told in words where there are none', () => {
    expect(refusalOf(nothing)).toContain('no text on the clipboard')
    expect(refusalOf({ html: ' \n', text: '\t\u00a0', files: [] })).toContain('no text on the clipboard')
    expect(refusalOf({ ...nothing, files: [picture] })).toContain('only a picture')
    expect(refusalOf({ ...nothing, html: '<meta charset="utf-8"><IMG src="a.png">' })).toContain(
      'only a picture',
    )
  })
})
