import fc from 'fast-check'
import { expect, it } from 'vitest'
import { namesInView, placeBars } from '../../renderer/documents/reader/margin-layout.ts'

const anyBars = fc
  .array(fc.record({ top: fc.nat(500), height: fc.integer({ min: 1, max: 200 }), named: fc.boolean() }), {
    maxLength: 20,
  })
  .map((bars) =>
    bars.map(({ top, height, named }, i) => ({ key: String(i), top, bottom: top + height, named })),
  )

it('places no two bars on top of each other', () => {
  fc.assert(
    fc.property(anyBars, (bars) => {
      const placed = placeBars(bars, 16)
      for (const a of placed) {
        for (const b of placed) {
          const apart = a.key === b.key || a.lane !== b.lane || a.bottom <= b.top || b.bottom <= a.top
          expect(apart).toBe(true)
        }
      }
    }),
  )
})

it('places no two names on top of each other, and none above its bar', () => {
  fc.assert(
    fc.property(anyBars, (bars) => {
      const placed = placeBars(bars, 16)
      const names = placed.filter(({ named }) => named)
      const tops = names.map(({ labelTop }) => labelTop).sort((a, b) => a - b)
      for (const [i, top] of tops.entries()) expect(top - (tops[i - 1] ?? -16)).toBeGreaterThanOrEqual(16)
      for (const { top, labelTop } of placed) expect(labelTop).toBeGreaterThanOrEqual(top)
    }),
  )
})

it('keeps a name clear of every bar that it could stand beside', () => {
  fc.assert(
    fc.property(anyBars, (bars) => {
      const placed = placeBars(bars, 16)
      for (const { top, bottom, labelTop, columns } of placed) {
        const end = Math.max(bottom, labelTop + 16)
        for (const other of placed)
          if (other.top < end && other.bottom > top) expect(columns).toBeGreaterThan(other.lane)
      }
    }),
  )
})

it('shows no two names on top of each other and none above the edge, however far the text is scrolled', () => {
  fc.assert(
    fc.property(anyBars, fc.nat(600), (bars, seenFrom) => {
      const placed = placeBars(bars, 16)
      const names = namesInView(placed, seenFrom, 16)
      const tops = names.flatMap(({ key, stays, hidden }) => {
        const bar = placed.find((one) => one.key === key)
        return bar && !hidden ? [Math.max(bar.labelTop, seenFrom + stays)] : []
      })
      for (const [i, top] of tops.entries()) {
        expect(top).toBeGreaterThanOrEqual(seenFrom)
        expect(top - (tops[i - 1] ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(16)
      }
    }),
  )
})

it('leaves names where they are as long as nothing above them is scrolled away', () => {
  const placed = placeBars(
    [
      { key: 'a', top: 20, bottom: 120, named: true },
      { key: 'b', top: 20, bottom: 60, named: true },
    ],
    16,
  )
  expect(namesInView(placed, 0, 16).every(({ hidden }) => !hidden)).toBe(true)
  expect(namesInView(placed, 110, 16)).toEqual([
    { key: 'a', stays: 0, hidden: true },
    { key: 'b', stays: 0, hidden: true },
  ])
})
