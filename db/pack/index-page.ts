import { readableDate } from '../contract/readable-date.ts'
import type { TagInfo } from '../contract/tag.ts'
import { type Html, html } from '../export/html.ts'
import { checksumFile } from './pack-zip.ts'
import type { PackedDocument } from './packed-documents.ts'

interface Overview {
  readonly project: {
    readonly title: string
    readonly question: string | null
    readonly assumptions: string | null
  }
  readonly documents: readonly PackedDocument[]
  readonly tags: readonly TagInfo[]
  readonly claims: number
  /** Paths of the tables. */
  readonly data: readonly string[]
}

/** The page to begin with: what was asked, what was read, and how to check it. */
export function indexPage({ project, documents, tags, claims, data }: Overview): Html {
  return html`<h1 dir="auto">${project.title}</h1>
${project.question === null ? null : html`<p><strong>Question:</strong> ${project.question}</p>`}
${project.assumptions === null ? null : html`<p><strong>Assumed:</strong> ${project.assumptions}</p>`}
<h2>Documents</h2>
<table>
<thead><tr><th>Title</th><th>Publisher</th><th>Published</th><th>Reliability</th><th>Passages</th><th>Claims</th></tr></thead>
<tbody>
${documents.map(
  ({
    info,
    page,
  }) => html`<tr><td dir="auto"><a href="${page}">${info.title}</a></td><td>${info.publisher?.name ?? null}</td>
<td>${readableDate(info.published)}</td><td>${info.reliability}</td><td>${info.passages}</td><td>${info.claims}</td></tr>
`,
)}
</tbody>
</table>
<p><a href="claims.html">${claims} ${claims === 1 ? 'claim' : 'claims'}</a>, each with the sentences that carry it.</p>
<h2>Tags</h2>
<table>
<thead><tr><th>Tag</th><th>What it is for</th><th>Passages</th></tr></thead>
<tbody>
${tags.map(
  ({ path, description, passages }) =>
    html`<tr><td dir="auto">${path.join(' > ')}</td><td>${description}</td><td>${passages}</td></tr>\n`,
)}
</tbody>
</table>
<h2>Tables</h2>
<ul>${data.map((file) => html`<li><a href="${file}">${file}</a></li>`)}</ul>
<h2>Checking it</h2>
<p>${checksumFile} lists the SHA-256 checksum of every file in this pack. On Linux and macOS, in its folder:</p>
<pre>sha256sum -c ${checksumFile}</pre>
<p>The checksum of an original stands on its document’s page too. A character count is in UTF-16 code units of the text.</p>
`
}

/** What somebody reads who opens the archive without a browser. */
export function readme(title: string): string {
  return `${title}

An evidence pack made by Claimboard. Open index.html in any browser: it needs no network and runs nothing.

originals/   the imported files, byte for byte
texts/       the text of each, UTF-8, as it was read
documents/   pages with the marked passages
claims.html  who claims what, with the sentences that carry it
data/        everything as tables (CSV, RFC 4180, UTF-8)

To check that nothing was changed, in this folder:  sha256sum -c ${checksumFile}
`
}
