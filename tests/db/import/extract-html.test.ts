import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { extract } from '../../../db/import/extract.ts'

const read = (content: string | Uint8Array) =>
  extract({
    bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
    name: 'page.html',
  })

const outline = (content: string) => {
  const { text, blocks } = read(content)
  return blocks.map(({ kind, level, start, end }) => [
    level === undefined ? kind : `${kind} ${level}`,
    text.slice(start, end),
  ])
}

const texts = (content: string) => outline(content).map(([, text]) => text)

const SENTENCE =
  'Officials said on Tuesday that the deal had been signed, and that work would begin “soon”, within weeks, according to two people.'

const NEWS = `<!DOCTYPE html><html lang="en-GB"><head><meta charset=utf-8>
<title>Big deal signed &mdash; The Daily Example</title>
<link rel=canonical href="https://example.org/2026/01/big-deal">
<META PROPERTY="og:site_name" CONTENT="The Daily Example">
<script>document.write("<p>RUN</p>")</script><style>p { color: red }</style></head>
<body><header><nav><ul><li><a href=/>Home</a><li><a href=/w>World</a></ul></nav></header>
<main><article><h1>Big deal signed</h1><p class=byline>By Jane Roe</p>
<p>${SENTENCE}</p><h2>What it says</h2><p>${SENTENCE} ${SENTENCE}</p><p>${SENTENCE} ${SENTENCE}</p></article></main>
<aside><p>Advertisement: buy now</p></aside><footer><p>Copyright</p></footer></body></html>`

describe('a news page', () => {
  it('is its article under its headline, without what surrounds it', () => {
    expect(outline(NEWS)).toEqual([
      ['heading 1', 'Big deal signed'],
      ['paragraph', SENTENCE],
      ['heading 2', 'What it says'],
      ['paragraph', `${SENTENCE} ${SENTENCE}`],
      ['paragraph', `${SENTENCE} ${SENTENCE}`],
    ])
    expect(read(NEWS)).toMatchObject({
      title: 'Big deal signed',
      language: 'en-GB',
      direction: 'ltr',
      mediaType: 'text/html',
      warnings: [],
      proposed: {
        publisher: 'The Daily Example',
        author: 'Jane Roe',
        sourceUrl: 'https://example.org/2026/01/big-deal',
      },
    })
  })

  it('is whole where no article can be told, and says so', () => {
    const { text, warnings } = read('<body><footer>Imprint</footer></body>')
    expect(text).toBe('Imprint')
    expect(warnings).toEqual([expect.stringContaining('No article could be told')])
  })
})

it('a page of which only a small part is taken for the article says so', () => {
  const part = `${'<div>'.repeat(20)}<p>${SENTENCE}</p>${'</div>'.repeat(20)}`
  const { blocks, warnings } = read(`<body><nav>Menu</nav>${part.repeat(40)}</body>`)
  expect(blocks).toHaveLength(1)
  expect(warnings).toEqual([expect.stringContaining("Only 2 % of the page's words were taken")])
})

describe('the text of a page', () => {
  it('has white space as the browser shows it', () => {
    expect(
      texts('<p>  One \n\t two<b> three</b> <i>four</i> .</p><p>A<!-- x -->B<span> C</span>&nbsp;D</p>'),
    ).toEqual(['One two three four .', 'AB C\u00A0D'])
  })

  it('has an empty line between blocks, one line for each item and row', () => {
    const page = '<h1>T</h1><p>One</p><ul><li>a<li>b</ul><table><tr><td>1<td>2<tr><td>3<td>4</table>'
    expect(read(page).text).toBe('T\n\nOne\n\na\nb\n\n1\t2\n3\t4')
  })

  it('has line breaks within a paragraph, and two of them part it', () => {
    expect(texts('<p>One <br> two<br><br/>three<br></p>')).toEqual(['One\ntwo', 'three'])
  })

  it('has code as it was laid out', () => {
    const { text, blocks } = read('<pre>\n  if x:\n    y\n\n  z</pre>')
    expect(text).toBe('  if x:\n    y\n\n  z')
    expect(blocks.map(({ start, end }) => text.slice(start, end))).toEqual(['if x:\n    y', 'z'])
  })

  it('has nested lists with their depth', () => {
    expect(outline('<ol><li><p>First</p><p>More</p></li><li>Next<ul><li>deep</ul> tail</ol>')).toEqual([
      ['list-item 1', 'First'],
      ['paragraph', 'More'],
      ['list-item 1', 'Next'],
      ['list-item 2', 'deep'],
      ['paragraph', 'tail'],
    ])
  })

  it('has the cells of a row apart by tabs, whatever stands in them', () => {
    expect(
      outline(
        '<table><caption>Deaths</caption><thead><tr><th>Year<th>Killed<tbody><tr><td><p>2024</p><td>1<br>or 2<tr><td><td>5</table>',
      ),
    ).toEqual([
      ['paragraph', 'Deaths'],
      ['table-row', 'Year\tKilled'],
      ['table-row', '2024\t1 or 2'],
      ['table-row', '5'],
    ])
    expect(read('<p>x<table><tr><td><td>5</table>').text).toBe('x\n\n\t5')
  })

  it('has the blocks of a table that only lays the page out', () => {
    expect(
      outline(
        '<table><tr><td><h1>Title</h1><p>One.</p><p>Two.</p></td><td><table><tr><td>x<td>y</table></td></tr></table>',
      ),
    ).toEqual([
      ['heading 1', 'Title'],
      ['paragraph', 'One.'],
      ['paragraph', 'Two.'],
      ['table-row', 'x\ty'],
    ])
  })

  it('has nothing that the page does not show', () => {
    expect(
      texts(`<p>shown<script>s</script><style>t</style><template>u</template><noscript>v</noscript>
        <p hidden>w<p style="color:red; Display : none">x<p STYLE="visibility:hidden">y</p><textarea>z</textarea>
        <svg><title>a</title><text>b</text></svg><select><option>c</select><dialog>d</dialog><iframe>e</iframe>`),
    ).toEqual(['shown'])
  })

  it('is whole where tags are left out that HTML lets people leave out', () => {
    expect(texts('Loose <p>One<p>Two')).toEqual(['Loose', 'One', 'Two'])
    expect(texts('<html><title>T</title><p>One</html><p>after')).toEqual(['One', 'after'])
    expect(texts('<html><head><title>T</title><body><p>One')).toEqual(['One'])
    expect(texts('<p>before<html><body><p>One</body></html>')).toEqual(['before', 'One'])
  })

  it('is frozen like any other', () => {
    const { text } = read('<p>a\0b&#0;c&#xD800;d&#13;&#10;e😀</p><pre>f&#13;&#10;g</pre>')
    expect(text).toBe('a\uFFFDb\uFFFDc\uFFFDd e😀\n\nf\ng')
  })
})

describe('the encoding of a page', () => {
  it('is what the page says', () => {
    const page =
      '<html><head><meta http-equiv=Content-Type content="text/html; charset=windows-1256"></head><p>پاکستان نے کہا</p>'
    expect(read(iconv.encode(page, 'windows-1256'))).toMatchObject({
      text: 'پاکستان نے کہا',
      encoding: 'windows-1256',
      direction: 'rtl',
      warnings: [],
    })
    expect(read(iconv.encode('<meta charset="gb2312"><p>中国外交部', 'gb18030')).text).toBe('中国外交部')
  })

  it('is that of its mark before all', () => {
    expect(read(iconv.encode('\uFEFF<meta charset=windows-1252><p>é 中', 'utf-16le')).text).toBe('é 中')
  })

  it('is UTF-8 where it is, against what the page says', () => {
    expect(read('<meta charset=iso-8859-1><p>“中”').text).toBe('“中”')
    expect(read('<meta charset=utf-16><p>é').text).toBe('é')
  })
})

describe('what a page says about itself', () => {
  it('is read from JSON-LD first', () => {
    const data = {
      '@graph': [
        { '@type': 'WebSite', name: 'Not this' },
        {
          '@type': ['NewsArticle'],
          headline: 'Big deal signed',
          datePublished: '2026-01-08T23:16:00-05:00',
          author: [{ name: 'Jane Roe' }, { name: 'John Doe' }],
          publisher: { name: 'Daily Example' },
          mainEntityOfPage: { '@id': 'https://example.org/deal' },
        },
      ],
    }
    const page = `<title>x</title><meta name=author content=Other><script type="application/ld+json">${JSON.stringify(data)}</script><p>Words.`
    expect(read(page)).toMatchObject({
      title: 'Big deal signed',
      proposed: {
        publisher: 'Daily Example',
        author: 'Jane Roe, John Doe',
        published: '2026-01-08',
        sourceUrl: 'https://example.org/deal',
      },
    })
  })

  it('is read from its meta elements, in whatever case they are written', () => {
    const page = `<META NAME="Author" CONTENT="By Jane Roe"><meta property="article:published_time" content="2026-01-08T10:00Z">
      <meta property="og:site_name" content="Daily Example"><meta property="og:url" content="http://example.org/a"><p>Words.`
    expect(read(page).proposed).toEqual({
      author: 'Jane Roe',
      published: '2026-01-08',
      publisher: 'Daily Example',
      sourceUrl: 'http://example.org/a',
    })
  })

  it('is read from a marked time, and from the comments that saving leaves', () => {
    expect(read('<p><time itemprop=datePublished datetime=2026-01-08>today</time>').proposed).toEqual({
      published: '2026-01-08',
    })
    expect(read('<!-- saved from url=(0023)https://example.org/a?b -->\n<p>Words.').proposed).toEqual({
      sourceUrl: 'https://example.org/a?b',
    })
    const single =
      '<html><!--\n Page saved with SingleFile \n url: https://example.org/a \n saved date: Thu Jan 08 2026 13:16:00 GMT+0500 (PKT)\n--><p>Words.'
    expect(read(single).proposed).toEqual({ sourceUrl: 'https://example.org/a', captured: '2026-01-08' })
  })

  it('is left out where it is no date, no name or no address of the web', () => {
    const page = `<link rel=canonical href="javascript:alert(1)"><meta property=og:url content="file:///etc/passwd">
      <meta name=author content="https://example.org/people/1"><meta name=date content="03/04/2025"><base href="file:///"><p>Words.`
    expect(read(page).proposed).toEqual({})
    expect(read('<link rel=canonical href="/relative"><p>Words.').proposed).toEqual({})
    expect(read('<link rel=canonical href="https://me:secret@example.org/a"><p>Words.').proposed).toEqual({
      sourceUrl: 'https://example.org/a',
    })
  })

  it('is a title without the name of the site, or the name of the file', () => {
    expect(read('<title>Big deal signed - Daily Example</title><h1>Big deal signed</h1><p>x').title).toBe(
      'Big deal signed',
    )
    expect(read('<title> Only\n this </title><p>x').title).toBe('Only this')
    expect(read('<h1>Heading</h1><p>x').title).toBe('Heading')
    expect(read('<p>x').title).toBe('page')
  })

  it('is a language, unless the letters speak against it', () => {
    expect(read('<html lang="fr_CA"><p>x').language).toBe('fr-CA')
    expect(read('<html lang="en"><p>چین نے پاکستان سے مطالبہ کیا ہے کہ وہ حفاظت کرے').language).toBe('ur')
    expect(read('<html lang="zh-TW"><p>中國外交部既沒有證實').language).toBe('zh-TW')
    expect(read('<html lang="%%"><p>x')).not.toHaveProperty('language')
  })
})
