export type FrontMatter = {
  /** Keys in lower case. Lists are joined by commas. */
  fields: ReadonlyMap<string, string>
  /** Where the Markdown itself begins, in UTF-16 code units; 0 without front matter. */
  end: number
}

/** Longest front matter that is looked for, in UTF-16 code units: beyond it, `---` is a rule in the text. */
const REACH = 16_000

/** Longest line that is read: titles and addresses are far shorter. */
const MAX_LINE = 2000

/**
 * The YAML header that note programs and site generators put in front of Markdown. Only what such
 * headers hold about a source is read: `key: value` and lists of plain values, quoted or not.
 */
export function readFrontMatter(text: string): FrontMatter {
  const header = /^---[ \t]*\n([\s\S]*?)^(?:---|\.\.\.)[ \t]*(?:\n|$)/m.exec(text.slice(0, REACH))
  const fields = new Map<string, string>()
  if (header?.index !== 0) return { fields, end: 0 }
  let list: string | undefined
  for (const line of (header[1] as string).split('\n')) {
    if (line.length > MAX_LINE) continue
    const entry = /^([\p{L}][\p{L}\p{N}_ -]*?)\s*:(?:\s+(.*))?$/u.exec(line)
    const item = /^\s*-\s+(.*)$/.exec(line)
    if (entry) {
      const key = (entry[1] as string).toLowerCase()
      const value = plainValue(entry[2] ?? '')
      list = value === '' ? key : undefined
      if (value !== '') fields.set(key, value)
    } else if (item && list !== undefined) {
      const value = plainValue(item[1] as string)
      const others = fields.get(list)
      fields.set(list, others === undefined ? value : `${others}, ${value}`)
    }
  }
  return { fields, end: header[0].length }
}

function plainValue(source: string): string {
  const value = source.trim()
  const quoted = /^"(.*)"$/.exec(value) ?? /^'(.*)'$/.exec(value)
  if (quoted) return (quoted[1] as string).replace(/\\"/g, '"').replace(/''/g, "'").trim()
  const list = /^\[(.*)\]$/.exec(value)
  if (list) return (list[1] as string).split(',').map(plainValue).filter(Boolean).join(', ')
  return value.replace(/\s+#.*$/, '')
}
