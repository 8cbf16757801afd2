import { copyFileSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { expect, it } from 'vitest'
import { handlers } from '../../db/all-handlers.ts'
import { type Client, connect } from '../../db/contract/client.ts'
import type { Message, Request } from '../../db/contract/protocol.ts'
import { nodeGate } from '../../db/gate.ts'
import { extractAsync } from '../../db/import/extract-runner.ts'
import { openProject } from '../../db/project.ts'
import { type Server, serve } from '../../db/serve.ts'
import { sql } from '../../db/sql.ts'
import { anna } from '../support/factories.ts'
import { portOf } from '../support/port.ts'
import { aFolder, aProjectFile, writeTo } from '../support/project-files.ts'

/** A project that is served with a gate and a profile, and a copy of it in which a note was written. */
async function withMerge(
  journal: 'wal' | 'delete',
  body: (client: Client, other: string, server: Server) => Promise<void>,
): Promise<void> {
  const file = aProjectFile()
  const other = path.join(aFolder(), 'other.claimboard')
  copyFileSync(file, other)
  writeTo(other, (db) => db.run(sql`update passage set note = 'Theirs'`))
  const { port1, port2 } = new MessageChannel()
  const server = serve(portOf<Message, Request>(port2), {
    handlers,
    project: openProject(file, { analyst: anna, journal, gate: { command: nodeGate, profile: aFolder() } }),
    extract: (input, signal) => extractAsync(input, signal ? { signal } : {}),
    log: () => {},
  })
  try {
    await body(connect(portOf<Request, Message>(port1)), other, server)
  } finally {
    await server.close()
    port1.close()
  }
}

const copies = () =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`claimboard-copy-${process.pid}-`))

it.each(['wal', 'delete'] as const)(
  'A merge is previewed and run while the project answers (%s)',
  async (journal) => {
    await withMerge(journal, async (client, file) => {
      expect(await client.call('merge.preview', { file })).toMatchObject({
        news: true,
        conflicts: { total: 0 },
      })
      const merging = client.call('merge.run', { file })
      expect((await client.call('tags.list', {})).map(({ name }) => name)).toEqual(['Denials'])
      expect(await merging).toMatchObject({ news: true, kept: 'among its backups (File > Backups)' })
      expect(await client.call('history.state', {})).toEqual({ undo: 'Merge from other', redo: null })
      expect(await client.call('merge.run', { file })).toMatchObject({ news: false, kept: null })
    })
    expect(copies()).toEqual([])
  },
)

it('A merge that is cancelled leaves nothing behind', async () => {
  await withMerge('wal', async (client, file) => {
    const controller = new AbortController()
    const merging = client.call('merge.run', { file }, { signal: controller.signal })
    controller.abort()
    await expect(merging).rejects.toMatchObject({ code: 'cancelled' })
    expect((await client.call('history.state', {})).undo).not.toBe('Merge from other')
  })
  expect(copies()).toEqual([])
})

it('An exchange by itself waits for its next round where somebody reads who would keep it from writing', async () => {
  await withMerge('delete', async (client, file, server) => {
    const reading = client.call('project.share', {
      target: path.join(path.dirname(file), 'shared.claimboard'),
    })
    await client.call('tags.list', {})
    await expect(
      server.background('team.exchange', { target: path.dirname(file), again: false }),
    ).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('is running'),
    })
    await reading
  })
})
