import { describe, expect, it, vi } from 'vitest'

// Ids never go back: where another test had its clock ahead, they would stay there.
vi.resetModules()
const { derivedUid, newUid, sha256 } = await import('../../db/ids.ts')

describe('A new id', () => {
  // More than a millisecond has counters for, and more than one draw of random bytes.
  const ids = Array.from({ length: 10_000 }, newUid)

  it('is a UUIDv7 that holds the time', () => {
    for (const id of ids) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    }
    const hour = 3_600_000 // milliseconds
    const time = Number.parseInt((ids[0] ?? '').replace('-', '').slice(0, 12), 16)
    expect(Math.abs(time - Date.now())).toBeLessThan(hour)
  })

  it('is greater than every one before it', () => {
    expect(ids.toSorted()).toEqual(ids)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('shares no random part with another', () => {
    expect(new Set(ids.map((id) => id.slice(19))).size).toBe(ids.length)
  })
})

describe('A derived id', () => {
  // Ids that are in files must never come out differently.
  it('is the same for the same links, for ever', () => {
    expect(derivedUid('tagging', 'p', 't', 'a')).toBe('51173670-cb73-8341-8cd3-f46388c2a95e')
    expect(derivedUid('tagging', 'p', 'ta')).not.toBe(derivedUid('tagging', 'p', 't', 'a'))
  })
})

it('A SHA-256 is that of FIPS 180-4, of a string by its UTF-8', () => {
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  expect(sha256('é')).toBe(sha256(new Uint8Array([0xc3, 0xa9])))
})
