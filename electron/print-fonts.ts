import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import inter from '@fontsource-variable/inter/index.css?raw'
import serif from '@fontsource-variable/source-serif-4/index.css?raw'

const folder = path.resolve(import.meta.dirname, '../renderer/assets')

let faces: string | null = null

/**
 * The faces that the window has, for pages that are printed, with the fonts in them: one that came after the page would
 * leave its words white on paper, or in another font, since nobody waits for it where no script runs.
 */
export function printFonts(): string {
  if (faces !== null) return faces
  const files = new Map(readdirSync(folder).flatMap(fontNamed))
  faces = `${inter}\n${serif}`.replaceAll(/url\(\.\/files\/([\w-]+)\.woff2\)/g, (face, name: string) => {
    const file = files.get(name)
    return file === undefined ? face : `url(data:font/woff2;base64,${readFileSync(file).toString('base64')})`
  })
  return faces
}

/**
 * A font as it lies in the program, by what its library calls it: "inter-latin-wght-normal". The build puts eight
 * characters of a hash behind the name, which may be hyphens too.
 */
function fontNamed(file: string): [string, string][] {
  const [, name] = /^(.+)-.{8}\.woff2$/.exec(file) ?? []
  return name === undefined ? [] : [[name, path.join(folder, file)]]
}
