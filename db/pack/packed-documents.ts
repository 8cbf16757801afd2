import type { DocumentInfo } from '../contract/document.ts'

/** A document of the pack, and what its files are called. */
export interface PackedDocument {
  readonly info: DocumentInfo
  /** The imported bytes, as they were. */
  readonly original: string
  /** The text that was made of them, UTF-8. */
  readonly text: string
  readonly page: string
}

// Below what every file system takes, folder and number included.
const longestStem = 60

/** Names that hold on every system, begin with the document's number and are never alike. */
export function packedDocuments(documents: readonly DocumentInfo[]): PackedDocument[] {
  const digits = String(documents.length).length
  return documents.map((info, index) => {
    const number = String(index + 1).padStart(digits, '0')
    const name = info.fileName ?? info.title
    const [, stem = name, extension = ''] = /^(.*?)(\.[A-Za-z0-9]{1,8})?$/s.exec(name) ?? []
    const base = `${number}-${plain(stem)}`
    return {
      info,
      original: `originals/${base}${extension.toLowerCase()}`,
      text: `texts/${base}.txt`,
      page: `documents/${number}.html`,
    }
  })
}

/** Letters, digits and hyphens: nothing that a shell, Windows or a web address takes for something else. */
function plain(stem: string): string {
  const name = stem.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
  return (
    [...name]
      .slice(0, longestStem)
      .join('')
      .replace(/^-+|-+$/g, '') || 'document'
  )
}
