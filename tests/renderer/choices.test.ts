import { describe, expect, it } from 'vitest'
import type { TagInfo } from '../../db/contract/tag.ts'
import { tagChoices } from '../../renderer/tags/choices.ts'
import { hueOf } from '../../renderer/tags/hues.ts'

function tag(
  uid: string,
  path: string[],
  parent: string | null = null,
  colour: string | null = null,
): TagInfo {
  return { uid, parent, name: path.at(-1) ?? '', path, colour, description: null, digit: null, passages: 0 }
}

const tags = [
  tag('1', ['Demands']),
  tag('2', ['Demands', 'Security posts'], '1'),
  tag('3', ['Security']),
  tag('4', ['封路']),
]

const shown = (typed: string) =>
  tagChoices(tags, typed).map((choice) =>
    choice.kind === 'tag' ? choice.tag.uid : `create ${choice.path.join('>')}`,
  )

describe('the tag picker', () => {
  it('offers every tag, in the order of the tree, before anything is typed', () => {
    expect(shown('')).toEqual(['1', '2', '3', '4'])
  })

  it('puts the name that was typed first, then names that begin with it', () => {
    expect(shown('security')).toEqual(['3', '2'])
  })

  it('finds by words of the path', () => {
    expect(shown('demands posts')).toEqual(['2', 'create demands posts'])
    expect(shown('Demands / Security posts')).toEqual(['2'])
    expect(shown('封')).toEqual(['4', 'create 封'])
  })

  it('offers to make what is missing, below its parent', () => {
    expect(shown('Demands / Joint patrols')).toEqual(['create Demands>Joint patrols'])
    expect(shown(' / ')).toEqual(['1', '2', '3', '4'])
  })
})

describe('the colour of a tag', () => {
  it('follows the theme where it is one of its colours, and is itself where it is not', () => {
    expect(hueOf(tag('a', ['A'], null, '#3B6FD4'), [])).toBe('var(--t1)')
    expect(hueOf(tag('a', ['A'], null, '#123456'), [])).toBe('#123456')
  })

  it('is its parent’s where it has none, also in a cycle of parents', () => {
    const parent = tag('p', ['P'], null, '#1f8a70')
    expect(hueOf(tag('c', ['P', 'C'], 'p'), [parent])).toBe('var(--t3)')
    const loop = [tag('x', ['X'], 'y'), tag('y', ['Y'], 'x')]
    expect(hueOf(loop[0] as TagInfo, loop)).toMatch(/^var\(--t\d\)$/)
  })
})
