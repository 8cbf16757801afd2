import { readdirSync } from 'node:fs'
import path from 'node:path'
import inter from '@fontsource-variable/inter/index.css?raw'
import serif from '@fontsource-variable/source-serif-4/index.css?raw'

/** The faces that the window has, for pages that are printed; a page waits for those that it uses. */
export const printFonts = `${inter}\n${serif}`.replaceAll('font-display: swap', 'font-display: block')

const folder = path.resolve(import.meta.dirname, '../renderer/assets')

/** The fonts of the window as they lie in the program, by what the libraries call them: "inter-latin-wght-normal". */
let fonts: ReadonlyMap<string, string> | null = null

/** @param pathname as the faces name it: "/files/inter-latin-wght-normal.woff2" */
export function printFont(pathname: string): string | undefined {
  fonts ??= new Map(readdirSync(folder).flatMap(fontNamed))
  return fonts.get(/^\/files\/([\w-]+)\.woff2$/.exec(pathname)?.[1] ?? '')
}

/** The build puts eight characters of a hash behind the name, which may be hyphens too. */
function fontNamed(file: string): [string, string][] {
  const [, name] = /^(.+)-.{8}\.woff2$/.exec(file) ?? []
  return name === undefined ? [] : [[name, path.join(folder, file)]]
}
