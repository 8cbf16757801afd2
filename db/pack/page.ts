import { html } from '../export/html.ts'

/** Pages of the pack run nothing, load nothing and send nothing. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

const style = `
:root { color-scheme: light dark; --ink: light-dark(#1a2230, #e6e9ef); --quiet: light-dark(#566070, #a3adbd);
  --line: light-dark(#d5dae1, #38414f); --ground: light-dark(#fffdf9, #171b22); --mark: light-dark(#dfe8fb, #24375c);
  --link: light-dark(#2456c8, #8fb0f5); }
body { margin: 0 auto; padding: 24px 20px 80px; max-width: 62rem; background: var(--ground); color: var(--ink);
  font: 15px/1.5 system-ui, sans-serif; }
nav { display: flex; flex-wrap: wrap; gap: 4px 18px; margin-bottom: 28px; padding-bottom: 10px;
  border-bottom: 1px solid var(--line); }
a { color: var(--link); }
h1 { font-size: 1.6rem; line-height: 1.25; } h2 { margin-top: 2em; font-size: 1.15rem; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 6px 10px 6px 0; text-align: start; vertical-align: top; border-bottom: 1px solid var(--line); }
th { color: var(--quiet); font-size: .85rem; }
.quiet { color: var(--quiet); font-size: .9rem; }
.text { max-width: 42rem; font: 17px/1.65 Georgia, serif; overflow-wrap: anywhere; }
.text > div { position: relative; margin: 0 0 1em; white-space: pre-wrap; }
.text .heading { font-weight: 700; }
.text .number { position: absolute; inset-inline-end: calc(100% + 8px); color: var(--quiet); font: 12px/2.3 system-ui; }
mark { background: var(--mark); color: inherit; border-bottom: 2px solid var(--link); }
mark mark, mark.twice { background: color-mix(in srgb, var(--link) 30%, var(--ground)); }
sup a { margin-inline-start: 3px; font: 11px system-ui; text-decoration: none; }
blockquote { margin: 6px 0; padding-inline-start: 12px; border-inline-start: 3px solid var(--line);
  font-family: Georgia, serif; overflow-wrap: anywhere; }
article { padding: 12px 0; border-bottom: 1px solid var(--line); }
article:target, a:target + mark, :target { outline: 2px solid var(--link); outline-offset: 3px; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: 2px 18px; }
.facts dt { color: var(--quiet); } .facts dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 50rem) { .text .number { display: none; } }
`

const pages = [
  ['index.html', 'Overview'],
  ['claims.html', 'Claims'],
  ['actors.html', 'Actors'],
] as const

/** The beginning of a page, up to its content. `up` leads to the folder of the index. */
export function pageStart(title: string, project: string, up: '' | '../'): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<title>${title} – ${project}</title>
<style>${{ html: style }}</style>
</head>
<body>
<nav aria-label="Pack">${pages.map(([file, name]) => html`<a href="${up}${file}">${name}</a>`)}</nav>
<main>
`.html
}

export const pageEnd = '</main>\n</body>\n</html>\n'
