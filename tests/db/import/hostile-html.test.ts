import { describe, expect, it } from 'vitest'
import { extract } from '../../../db/import/extract.ts'

const read = (content: string) => extract({ bytes: new TextEncoder().encode(content), name: 'page.html' })
const page = (body: string) =>
  `<!doctype html><html><head><title>T</title></head><body><nav>Menu</nav>${body}</body></html>`

describe('a page that nests too deeply is refused', () => {
  it.each(['<div>', '<b>', '<ul><li>', '<table><tr><td>', '<p><span>', '<h1>', '<svg>', '<x-y>'])(
    '%s',
    (tags) => {
      expect(() => read(page(`${tags.repeat(100_000)}core`))).toThrow(
        'page.html: The page nests its parts too deeply',
      )
      expect(() => read(page(`${tags.repeat(100_000)}core${'</div></b>'.repeat(100_000)}`))).toThrow(
        'too deeply',
      )
    },
  )
})

it('a page that nests deeper than browsers show is read without looking for an article', () => {
  const { text, warnings } = read(page(`${'<div>'.repeat(3000)}core`))
  expect(text).toBe('Menu\n\ncore')
  expect(warnings).toHaveLength(1)
})

it('a page whose paragraphs and items are left open is no deep one', () => {
  expect(read(`<ul>${'<li>item <p>more'.repeat(20_000)}</ul>`).blocks).toHaveLength(40_000)
})

describe('a page with too many parts is refused', () => {
  it.each([
    ['elements', '<p>a'.repeat(600_000)],
    ['brackets', '<'.repeat(5_000_000)],
    ['entities', '&amp;'.repeat(3_000_000)],
  ])('%s', (_, body) => {
    expect(() => read(page(body))).toThrow('page.html: The page has too many parts')
  })
})

it('an element with hundreds of thousands of classes is refused', () => {
  expect(() => read(page(`<p class="${'a '.repeat(500_000)}">core`))).toThrow(
    'The page is not built as web pages are.',
  )
})

describe('what is never text', () => {
  it.each([
    ['a script that is not closed', 'core<script>alert(1) <p>never', 'core'],
    ['a comment that is not closed', 'core<!-- never <p>never', 'core'],
    ['an event handler', '<img src=x onerror="never()"><p onclick="never()">core', 'core'],
    ['an address', '<a href="javascript:never()">core</a><img src="file:///etc/never" alt="never">', 'core'],
    ['a redirection', '<meta http-equiv=refresh content="0;url=file:///never"><p>core', 'core'],
    ['a huge attribute', `<p title="${'x'.repeat(5_000_000)}">core`, 'core'],
  ])('%s', (_, body, text) => {
    expect(read(body).text).toBe(text)
  })
})

it('entities that a page defines do not multiply', () => {
  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><p>${'&b;'.repeat(1000)}</p>`
  expect(read(bomb).text.length).toBeLessThan(bomb.length)
})

it('broken and bottomless JSON-LD is passed over', () => {
  const script = (json: string) => `<script type="application/ld+json">${json}</script>`
  const { text, proposed } = read(
    `${script('{')}${script('['.repeat(100_000) + ']'.repeat(100_000))}${script('null')}<p>core`,
  )
  expect({ text, proposed }).toEqual({ text: 'core', proposed: {} })
})

it('a name of a prototype is no trap', () => {
  const body =
    '<meta name="__proto__" content="x"><meta name="constructor" content="y"><p __proto__=1 constructor=2>core'
  const data =
    '<script type="application/ld+json">{"@type":"NewsArticle","__proto__":{"author":"x"}}</script>'
  expect(read(data + body)).toMatchObject({ text: 'core', proposed: {} })
})
