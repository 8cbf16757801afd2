import fs from 'node:fs'
import path from 'node:path'
import type { Plugin } from 'vite'

interface Package {
  readonly name: string
  readonly version: string
  readonly license?: string
  readonly author?: string | { readonly name: string }
}

/**
 * Has a build write `licences.json` beside its bundles: every package whose modules went into it, with the text of
 * its licence. A package without a licence stops the build.
 *
 * @param more packages that are not bundled but delivered with the program
 */
export function collectLicences(more: readonly string[] = []): Plugin {
  return {
    name: 'claimboard-licences',
    generateBundle() {
      const folders = new Set([...this.getModuleIds()].flatMap((id) => packageFolder(id) ?? []))
      for (const name of more) folders.add(path.resolve('node_modules', name))
      const licences = [...folders].map(licenceIn).sort((a, b) => a.name.localeCompare(b.name, 'en'))
      this.emitFile({
        type: 'asset',
        fileName: 'licences.json',
        source: `${JSON.stringify(licences, null, 1)}\n`,
      })
    },
  }
}

/** The folder of the package that a module belongs to; undefined for the program's own. */
function packageFolder(id: string): string | undefined {
  const file = id.replace(/^\0/, '').replace(/[?#].*$/, '')
  const at = file.lastIndexOf('/node_modules/')
  if (at === -1) return undefined
  const [scope = '', name = ''] = file.slice(at + '/node_modules/'.length).split('/')
  return path.join(file.slice(0, at), 'node_modules', scope, scope.startsWith('@') ? name : '')
}

function licenceIn(folder: string) {
  const { name, version, license, author }: Package = JSON.parse(
    fs.readFileSync(path.join(folder, 'package.json'), 'utf8'),
  )
  const files = fs.readdirSync(folder).filter((file) => /^(?:licen[cs]e|copying|ofl)(?:[.-]|$)/i.test(file))
  if (license === undefined && files.length === 0)
    throw new Error(`${name} says nowhere under what licence it may be delivered.`)
  const texts = files.map((file) => fs.readFileSync(path.join(folder, file), 'utf8').trim())
  const holder = typeof author === 'string' ? author : author?.name
  const fallback = `${name}${holder ? `, by ${holder},` : ''} is delivered under the licence ${license}.`
  return {
    name,
    version,
    licence: license ?? 'see the text',
    text: texts.length > 0 ? texts.join('\n\n') : fallback,
  }
}
