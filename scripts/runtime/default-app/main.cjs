// Stands in for Electron's default app, which the registry's Electron lacks: starts the application whose
// folder is the first argument that is not a switch, under the application's own name and version.
const fs = require('node:fs')
const path = require('node:path')
const { app } = require('electron')

const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'))
if (!folder) {
  console.error('Usage: electron [switches] <application folder> [arguments]')
  process.exit(1)
}

const appPath = path.resolve(folder)
const manifest = JSON.parse(fs.readFileSync(path.join(appPath, 'package.json'), 'utf8'))
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true })
app.setVersion(manifest.version ?? app.getVersion())
app.setName(manifest.productName ?? manifest.name)
app.setAppPath(appPath)
require(appPath)
