import type { LinkTone } from '../contract/board-look.ts'
import { themeColours } from '../contract/tag-colours.ts'
import type { Face } from '../text/text-width.ts'

/** The fonts of the program, and what stands in for them where they are not installed. */
export const fonts: Readonly<Record<Face, Readonly<Record<string, string>>>> = {
  ui: { 'font-family': "'Inter Variable', Inter, system-ui, 'Segoe UI', sans-serif" },
  bold: { 'font-family': "'Inter Variable', Inter, system-ui, 'Segoe UI', sans-serif", 'font-weight': '600' },
  read: { 'font-family': "'Source Serif 4 Variable', 'Source Serif 4', Georgia, 'Noto Serif', serif" },
}

/** Colours of the light theme: a drawing is for paper. The names are those of the window's tokens. */
export const inks: Readonly<
  Record<LinkTone | 'ink' | 'quiet' | 'line' | 'frame' | 'note' | 'neutral', string>
> = {
  ink: '#1b2330',
  quiet: '#5d6775',
  line: '#c5cbd3',
  frame: '#9aa3b0',
  note: '#fdf8e4',
  neutral: '#5d6775',
  plain: '#5d6775',
  'at-odds': '#b3352c',
  corroborated: '#23794d',
}

/** One of the theme's six hues as the light theme has it. */
export function hue(number: 1 | 2 | 3 | 4 | 5 | 6 | null): string {
  return (number === null ? undefined : themeColours[number - 1]?.colour) ?? inks.neutral
}

/** A hue for words: darker than for surfaces, so that they can be read. */
export function inked(colour: string): string {
  return mixed(colour, 0.7, inks.ink)
}

/** A hue for the paper of a note. */
export function tinted(colour: string): string {
  return mixed(colour, 0.14, '#ffffff')
}

/** Colours as `#rrggbb`; so much of the first, and the rest of the second. */
function mixed(colour: string, share: number, other: string): string {
  const channels = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
  const rest = channels(other)
  const all = channels(colour).map((channel, i) => Math.round(share * channel + (1 - share) * (rest[i] ?? 0)))
  return `#${all.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}
