import { type Html, html } from '../export/html.ts'
import { sheetStyle } from './style.ts'

/** A page of a noun: its title, for the margins, and what stands on it. */
export interface NounPage {
  readonly title: string
  readonly kind: string
  readonly content: Html
}

/**
 * Sheets run nothing and load nothing but the program's fonts, whoever opens them. The shell's own answer says the
 * same in its header, and its window has no scripts at all.
 */
const policy =
  "default-src 'none'; style-src 'self' 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'"

/** The beginning of a sheet, up to its content. @param title what the margins and the PDF's properties say */
export function sheetStart(title: string): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${title}</title>
<link rel="stylesheet" href="fonts.css">
<style>${{ html: sheetStyle }}</style>
</head>
<body>
<main>
`.html
}

export const sheetEnd = '</main>\n</body>\n</html>\n'

/** What a sheet is of, and its title. */
export function sheetHead(kind: string, title: string): Html {
  return html`<p class="kind">${kind}</p>
<h1 dir="auto">${title}</h1>
`
}
