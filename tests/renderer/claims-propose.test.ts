import { describe, expect, it } from 'vitest'
import { aroundSpan, numberIn, proposeClaim } from '../../renderer/claims/propose.ts'

describe('The statement that a sentence proposes', () => {
  it.each([
    [
      'Beijing has asked for guards, according to five officials who know the talks.',
      'Beijing has asked for guards.',
      'five officials who know the talks',
      'asserts',
    ],
    [
      'According to the port authority, the fence will stand by June.',
      'The fence will stand by June.',
      'the port authority',
      'asserts',
    ],
    [
      'Two people in the room say that the ministry has dropped its refusal.',
      'The ministry has dropped its refusal.',
      'Two people in the room',
      'asserts',
    ],
    [
      'The governor told reporters on Monday that “the road is safe”.',
      'The road is safe.',
      'The governor',
      'asserts',
    ],
    ['“We will not go,” the general said.', 'We will not go.', 'the general', 'asserts'],
    [
      'The talks have ended, said a spokesman late on Friday.',
      'The talks have ended.',
      'a spokesman',
      'asserts',
    ],
    [
      'The ministry denies that anything has been agreed.',
      'Something has been agreed.',
      'The ministry',
      'denies',
    ],
    [
      'A spokesman in Beijing would neither confirm nor deny the talks.',
      'A spokesman in Beijing would neither confirm nor deny the talks.',
      'A spokesman in Beijing',
      'neither-confirms-nor-denies',
    ],
    [
      'The embassy declined to comment on the report.',
      'The embassy declined to comment on the report.',
      'The embassy',
      'declines-to-comment',
    ],
    [
      'The ministry of roads has neither confirmed nor denied the talks.',
      'The ministry of roads has neither confirmed nor denied the talks.',
      'The ministry of roads',
      'neither-confirms-nor-denies',
    ],
    [
      'The two embassies have so far declined to comment.',
      'The two embassies have so far declined to comment.',
      'The two embassies',
      'declines-to-comment',
    ],
    [
      'The governor has repeatedly said that the road is safe.',
      'The road is safe.',
      'The governor',
      'asserts',
    ],
    ['Two engineers were killed', 'Two engineers were killed.', null, 'asserts'],
    ['道路已经关闭。', '道路已经关闭。', null, 'asserts'],
    ['', '', null, 'asserts'],
  ])('“%s”', (sentence, statement, attribution, stance) => {
    expect(proposeClaim(sentence, sentence)).toEqual({ statement, attribution, stance })
  })

  it('keeps to the words that are selected, and asks their sentence who says it', () => {
    const sentence =
      'Two people say that the ministry has dropped its refusal, provided the posts stay inside.'
    expect(proposeClaim('the ministry has dropped its refusal', sentence)).toEqual({
      statement: 'The ministry has dropped its refusal.',
      attribution: 'Two people',
      stance: 'asserts',
    })
  })

  it('reads a sentence that is broken over lines as one', () => {
    expect(proposeClaim('The road\nis closed, police\nsaid.', '').statement).toBe('The road is closed.')
  })
})

describe('The sentence around some words', () => {
  const text = 'One is here. Two is there, he said.\nThree is on a line of its own.'

  it('is the one that they are in, or all that they touch, within their line', () => {
    const at = (words: string) => aroundSpan(text, text.indexOf(words), text.indexOf(words) + words.length)
    expect(at('Two')).toBe('Two is there, he said.')
    expect(at('here. Two')).toBe('One is here. Two is there, he said.')
    expect(at('own')).toBe('Three is on a line of its own.')
  })
})

describe('How many speak', () => {
  it.each([
    ['five officials', 5],
    ['a person with knowledge', 1],
    ['17 witnesses', 17],
    ['officials', null],
    ['0 people', null],
  ])('“%s”', (wording, number) => {
    expect(numberIn(wording)).toBe(number)
  })
})
