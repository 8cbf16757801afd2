/**
 * How sheets look: for paper, in points and millimetres, legible in black and white. The margins of the pages are
 * those of `electron/print.ts`, which puts titles and page numbers into them. No ligatures: readers of a PDF find words
 * letter by letter.
 */
export const sheetStyle = `
@page { margin: 20mm 16mm 18mm; }
* { box-sizing: border-box; }
:root { color-scheme: light; --serif: 'Source Serif 4 Variable', 'Source Serif 4', Georgia, 'Noto Serif', serif,
  'DejaVu Sans';
  --sans: 'Inter Variable', Inter, system-ui, 'Segoe UI', sans-serif; --quiet: #4c5563; --rule: #b4bac4; }
html { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body { margin: 0; color: #10151d; background: #fff; font: 10.5pt/1.42 var(--serif); overflow-wrap: anywhere;
  font-variant-ligatures: none; orphans: 3; widows: 3; }
a { color: inherit; text-decoration: none; }
h1, h2, h3, h4 { break-after: avoid; break-inside: avoid; line-height: 1.22; font-weight: 650; }
h1 { margin: 0 0 3mm; font-size: 19pt; }
h2 { margin: 7mm 0 2mm; font-size: 12.5pt; }
h3 { margin: 4mm 0 1mm; font-size: 11pt; }
h4 { margin: 3mm 0 1mm; font-size: 10.5pt; }
p { margin: 0 0 2.2mm; }
.kind { margin: 0 0 1.5mm; color: var(--quiet); font: 600 8pt/1.3 var(--sans); letter-spacing: .06em;
  text-transform: uppercase; }
.quiet { color: var(--quiet); font: 8.5pt/1.4 var(--sans); }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .6mm 4mm; margin: 0 0 4mm;
  font: 8.5pt/1.4 var(--sans); }
.facts dt { color: var(--quiet); } .facts dd { margin: 0; }
code { font: 7.5pt/1.4 ui-monospace, 'DejaVu Sans Mono', monospace; }

.text { position: relative; display: flow-root; margin-top: 5mm; padding-top: 4mm; border-top: .6pt solid var(--rule);
  padding-inline: 9mm 54mm; }
.text > * { position: relative; white-space: pre-wrap; }
.text h2, .text h3, .text h4 { margin-top: 4mm; }
.text .list-item { padding-inline-start: 5mm; }
.text .table-row { margin-bottom: 1mm; font-size: 9.5pt; tab-size: 8; }
.number { position: absolute; inset-inline-start: -9mm; width: 7mm; color: var(--quiet); font: 7.5pt/1.9 var(--sans);
  text-align: end; }
.margin { float: inline-end; clear: inline-end; width: 49mm; margin: .6mm 0 1.6mm; margin-inline-end: -54mm;
  padding-inline-start: 5mm; position: relative; font: 7.5pt/1.35 var(--sans); white-space: normal; text-align: start; }
.margin b { position: absolute; inset-inline-start: 0; width: 4mm; font-weight: 650; }
.tag { display: block; width: fit-content; max-width: 100%; margin-bottom: .6mm; padding-inline-start: 1.6mm;
  border-inline-start: 2.4pt var(--line) var(--ink); }
.tag.none { color: var(--quiet); border-inline-start-width: .8pt; }
.mark { text-decoration: underline var(--line) var(--ink) .9pt; text-decoration-skip-ink: none;
  text-underline-offset: 2pt; }
.mark.lane1 { text-underline-offset: 4pt; } .mark.lane2 { text-underline-offset: 6pt; }
.mark.lane3 { text-underline-offset: 8pt; }
.opens, .closes { font-size: .72em; border: 0 solid var(--ink); }
.opens::before, .closes::before { content: '\\00a0'; }
.opens { border-block-start-width: .9pt; border-inline-start-width: .9pt; }
.closes { border-block-end-width: .9pt; border-inline-end-width: .9pt; }
.to-list { padding-inline-end: .1em; font: 600 6.5pt/1 var(--sans); vertical-align: super; }

.passages { margin: 0; padding: 0; list-style: none; }
.passages > li, .claim { break-inside: avoid; position: relative; padding: 1.6mm 0 1.2mm 9mm;
  border-top: .4pt solid var(--rule); }
.passages > li > b:first-child { position: absolute; left: 0; font: 650 8pt/1.9 var(--sans); }
.passages .about { margin: 0; color: var(--quiet); font: 8pt/1.5 var(--sans); }
.passages .tag { display: inline-block; margin: 0; margin-inline-end: 3mm; color: #10151d; line-height: 1.3; }
.passages .note { margin: 1mm 0 0; }
.passages.cited > li { padding-inline-start: 18mm; }
/* Words that run from right to left stand at the side at which their row begins. */
.passages > li > *, .claim > * { text-align: left; }
blockquote { margin: 0 0 .6mm; }
.claim blockquote { padding-left: 3mm; border-left: 1.2pt solid var(--rule); }
.claim { padding-left: 0; break-inside: auto; }
.claim h3 { margin: 0 0 1.4mm; }
.claim h3 .cite { margin-inline-end: 2mm; font: 650 8.5pt var(--sans); }
.claim .facts { grid-template-columns: max-content 1fr max-content 1fr; margin-bottom: 2mm; break-inside: avoid; }
.claim h3 + .facts, .claim .facts + blockquote { break-before: avoid; }
.claim .quiet { margin-bottom: 1.6mm; padding-inline-start: 3mm; }
.note { white-space: pre-wrap; padding-left: 3mm; border-left: 1.2pt dotted var(--quiet); }

table { width: 100%; border-collapse: collapse; table-layout: fixed; font: 8pt/1.35 var(--sans); }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { padding: 1mm 1.6mm 1mm 0; vertical-align: top; text-align: start; border-bottom: .4pt solid var(--rule); }
th { color: #10151d; font-weight: 650; border-bottom: .8pt solid #10151d; vertical-align: bottom; overflow-wrap: break-word; }
td.quote { font: 8.5pt/1.35 var(--serif); }
td.number-cell, th.number-cell { padding-inline-end: 3mm; text-align: end; }
.small table { font-size: 6.8pt; } .small td.quote { font-size: 7.2pt; }

.board-sheet { display: flex; flex-direction: column; height: 99vh; break-inside: avoid; overflow: hidden; }
.board-sheet .kind { margin: 0; } .board-sheet h1 { margin: 0 0 1mm; font-size: 13pt; }
.board-sheet svg { flex: 1; min-height: 0; width: 100%; }
`
