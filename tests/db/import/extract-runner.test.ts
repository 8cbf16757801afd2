import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { extractAsync, extractSync } from '../../../db/import/extract-runner.ts'

const bytes = (content: string) => new TextEncoder().encode(content)
const page = { name: 'page.html', bytes: bytes('<title>Deal</title><p>Words.') }
const text = { name: 'a.txt', bytes: bytes('Words.') }

/** A page that takes far longer to read than the tests below allow. */
const endless = {
  name: 'endless.html',
  bytes: bytes(`<p ${Array.from({ length: 600_000 }, (_, n) => `a${n}=1`).join(' ')}>core`),
}

describe.each([
  [
    'waiting',
    async (input: typeof page, timeoutMs?: number) => extractSync(input, timeoutMs ? { timeoutMs } : {}),
  ],
  [
    'promising',
    (input: typeof page, timeoutMs?: number) => extractAsync(input, timeoutMs ? { timeoutMs } : {}),
  ],
])('reading in a worker, %s', (_, read) => {
  it('gives what reading gives, again and again, and leaves the bytes to the caller', async () => {
    for (const input of [page, text, page]) expect((await read(input)).text).toBe('Words.')
    expect(page.bytes).toHaveLength(28)
  })

  it('passes on what is wrong with a document', async () => {
    await expect(read({ name: 'a.html', bytes: bytes('<p>') })).rejects.toMatchObject({
      name: 'AppError',
      code: 'invalid',
      message: 'a.html holds no words.',
    })
    expect((await read(page)).title).toBe('Deal')
  })

  it('ends a document that takes too long, and reads the next', async () => {
    await expect(read(endless, 100)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('endless.html took too long to read'),
    })
    expect((await read(page)).title).toBe('Deal')
  })

  it('reads a large plain text', async () => {
    const large = { name: 'large.txt', bytes: bytes('A line of words.\n'.repeat(200_000)) }
    expect((await read(large)).blocks).toHaveLength(200_000)
  })
})

describe('reading that is promised', () => {
  it('serves several at once', async () => {
    const results = await Promise.all([page, page, text, page].map((input) => extractAsync(input)))
    expect(results.map((result) => result.text)).toEqual(['Words.', 'Words.', 'Words.', 'Words.'])
  })

  it('is cancelled before and in the middle', async () => {
    await expect(extractAsync(page, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'cancelled',
    })
    const controller = new AbortController()
    const reading = extractAsync(endless, { signal: controller.signal })
    setTimeout(() => controller.abort(), 50)
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' })
    expect((await extractAsync(page)).title).toBe('Deal')
  })
})

describe('a build', () => {
  let folder: string

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'claimboard-extract-'))
    const entry = join(folder, 'entry.ts')
    const source = join(import.meta.dirname, '../../../db/import')
    writeFileSync(
      entry,
      `import { extractAsync, extractSync } from ${JSON.stringify(join(source, 'extract-runner.ts'))}
       const page = { name: 'page.html', bytes: new TextEncoder().encode('<title>Deal</title><p>Words.') }
       console.log(extractSync(page).title)
       extractAsync(page).then((result) => console.log(result.text))`,
    )
    await build({
      configFile: false,
      logLevel: 'silent',
      ssr: { noExternal: true },
      build: {
        outDir: join(folder, 'out'),
        ssr: true,
        rolldownOptions: {
          input: { main: entry, 'extract-worker': join(source, 'extract-worker.ts') },
          external: [...builtinModules, /^node:/],
          output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' },
        },
      },
    })
  })

  afterAll(() => rmSync(folder, { recursive: true }))

  it('finds the worker beside its other bundles', () => {
    const output = execFileSync(process.execPath, [join(folder, 'out/main.cjs')], { encoding: 'utf8' })
    expect(output).toBe('Deal\nWords.\n')
  })
})
