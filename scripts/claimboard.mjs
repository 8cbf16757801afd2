#!/usr/bin/env node
// The command line in a checkout: `npx claimboard …`. The packaged application brings its own.
import './node-version.mjs'
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const cli = path.join(import.meta.dirname, '../out/main/cli.cjs')

if (fs.existsSync(cli)) {
  const { main } = await import(pathToFileURL(cli).href)
  const { version } = JSON.parse(fs.readFileSync(path.join(import.meta.dirname, '../package.json'), 'utf8'))
  process.exitCode = main(process.argv.slice(2), { version })
} else {
  console.error('The program is not built yet: run "npm run build" first.')
  process.exitCode = 1
}
