// Builds the application and the sample project into out/.
import './node-version.mjs'
import { build } from './runtime/build.mjs'
import { main } from './runtime/process.mjs'

await main(build)
