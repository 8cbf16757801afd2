// Runs export-thread.ts with the limits of the program's readers: export-task.ts PROJECT CSV.
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { readerLimits } from '../../db/reader.ts'

const script = path.join(import.meta.dirname, 'export-thread.ts')
const worker = new Worker(script, { argv: process.argv.slice(2), resourceLimits: readerLimits })
worker.on('error', (error) => {
  throw error
})
