import { expect, it } from 'vitest'
import { nearMatch } from '../../renderer/palette/near-match.ts'

function near(text: string, found: string): string {
  const start = text.indexOf(found)
  return nearMatch({ snippet: text, matches: [{ start, end: start + found.length }] })
}

it('What was found stands near the beginning, after whole words', () => {
  const text = '…ties between the two countries. According to five officials with knowledge of the talks'
  expect(near(text, 'officials')).toBe('…According to five officials with knowledge of the talks')
  expect(near(text, 'ties')).toBe(text)
})

it('A text without spaces begins with what was found', () => {
  expect(near('港口附近发生爆炸两名工程师死亡至少十人受伤警方称三人死亡后来更正', '警方')).toBe(
    '…警方称三人死亡后来更正',
  )
})

it('What has no place is shown as it is', () => {
  expect(nearMatch({ snippet: 'The port reopened.', matches: [] })).toBe('The port reopened.')
})
