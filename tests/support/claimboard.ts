// The command line straight from the sources, as a program of its own.
import { main } from '../../db/cli.ts'

process.exitCode = main(process.argv.slice(2), { version: '0.0.0-test' })
