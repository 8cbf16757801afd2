import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { segmentsOf } from '../../renderer/documents/reader/layers.ts'

const anyPassages = fc
  .array(fc.record({ start: fc.nat(60), length: fc.integer({ min: 1, max: 20 }), tags: fc.nat(3) }), {
    maxLength: 12,
  })
  .map((list) =>
    list.map(({ start, length, tags }, i) => ({
      uid: `p${i}`,
      start,
      end: start + length,
      tags: Array.from({ length: tags }, (_, tag) => `t${tag}`),
    })),
  )

describe('the segments of overlapping passages', () => {
  it('cover every place of every passage and nothing else, without overlapping', () => {
    fc.assert(
      fc.property(anyPassages, (passages) => {
        const segments = segmentsOf(passages)
        for (const [i, { start, end }] of segments.entries()) {
          expect(end).toBeGreaterThan(start)
          expect(start).toBeGreaterThanOrEqual(segments[i - 1]?.end ?? 0)
        }
        for (let place = 0; place < 90; place++) {
          const under = passages
            .filter(({ start, end }) => start <= place && place < end)
            .map(({ uid }) => uid)
          const shown = segments.filter(({ start, end }) => start <= place && place < end)
          const layers = shown.flatMap((segment) => segment.layers.map(({ passage }) => passage))
          expect(shown.length).toBeLessThanOrEqual(1)
          expect([...new Set(layers)].sort()).toEqual(under.sort())
        }
      }),
    )
  })

  it('give every layer an underline of its own, the same from the beginning of a passage to its end', () => {
    fc.assert(
      fc.property(anyPassages, (passages) => {
        const levels = new Map<string, number>()
        for (const { layers } of segmentsOf(passages)) {
          expect(new Set(layers.map(({ level }) => level)).size).toBe(layers.length)
          for (const { passage, tag, level } of layers) {
            const key = `${passage} ${tag}`
            expect(levels.get(key) ?? level).toBe(level)
            levels.set(key, level)
          }
        }
      }),
    )
  })

  it('show a plain highlight as one layer without a tag', () => {
    expect(segmentsOf([{ uid: 'a', start: 2, end: 5, tags: [] }])).toEqual([
      { start: 2, end: 5, layers: [{ passage: 'a', tag: null, level: 0 }] },
    ])
  })
})
