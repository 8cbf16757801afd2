import { readdirSync, renameSync } from 'node:fs'
import { MessageChannel } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { handlers } from '../../db/all-handlers.ts'
import { type Client, connect } from '../../db/contract/client.ts'
import type { Message, Notice, Request } from '../../db/contract/protocol.ts'
import { extractAsync } from '../../db/import/extract-runner.ts'
import { openProject } from '../../db/project.ts'
import { updateRow } from '../../db/rows.ts'
import { serve } from '../../db/serve.ts'
import { parseName } from '../../db/team/names.ts'
import { scheduleTeam } from '../../db/team/schedule.ts'
import { eventually } from '../support/eventually.ts'
import { aDocument, aPassage, aTag } from '../support/factories.ts'
import { portOf } from '../support/port.ts'
import { aFolder } from '../support/project-files.ts'
import { aMember, type Member, trustingGate } from '../support/team.ts'

interface Served {
  readonly client: Client
  readonly notices: Notice[]
  readonly failures: unknown[]
  /** Closes it as the window does. */
  close(): Promise<void>
}

/** A member's project as the window's store serves it, looking at the folder all the time. */
function served(member: Member, quietMs: number): Served {
  const { file, analyst, profile } = member
  const project = openProject(file, { analyst, gate: { command: trustingGate, profile } })
  const { port1, port2 } = new MessageChannel()
  const server = serve(portOf<Message, Request>(port2), {
    handlers,
    project,
    extract: (input, signal) => extractAsync(input, signal ? { signal } : {}),
    log: () => {},
  })
  const client = connect(portOf<Request, Message>(port1))
  const notices: Notice[] = []
  client.onNotice((notice) => notices.push(notice))
  const failures: unknown[] = []
  const schedule = scheduleTeam({
    project,
    run: {
      exchange: (input) => server.background('team.exchange', input),
      publish: (input, signal) => server.background('team.publish', input, signal),
    },
    onNews: () => notices.push({ notice: 'team' }),
    onFailure: (error) => failures.push(error),
    everyMs: 20,
    quietMs,
  })
  return {
    client,
    notices,
    failures,
    close: async () => {
      await schedule.stop()
      await server.close()
      port1.close()
    },
  }
}

function aTeam() {
  const anna = aMember('Anna Reader')
  const passage = anna.write((db) => aPassage(db, aDocument(db, 'Officials denied it.'), 'Officials'))
  const bela = aMember('Béla Writer', anna.file)
  return { anna, bela, passage, folder: aFolder() }
}

const annas = (folder: string) => readdirSync(folder).filter((name) => parseName(name)?.who === 'Anna Reader')

describe('A project that is exchanged by itself', () => {
  it('does nothing until somebody says so, then takes in, publishes when it is quiet, and comes to rest', async () => {
    const { anna, bela, passage, folder } = aTeam()
    bela.write((db) => updateRow(db, 'passage', passage, { note: 'Theirs' }))
    bela.round(folder)
    const { client, notices, close } = served(anna, 0)
    try {
      await client.call('team.choose', { target: folder })
      expect(await client.call('team.state', {})).toMatchObject({ automatic: false, exchangedAt: null })
      await client.call('team.automatic', { on: true })
      await eventually(() => expect(annas(folder)).toHaveLength(1))
      await eventually(async () =>
        expect(await client.call('team.state', {})).toMatchObject({ unpublished: false, colleagues: 1 }),
      )
      expect(notices).toContainEqual({ notice: 'team' })
      // What was taken in is not published again: that is the other's.
      const [first] = annas(folder)
      bela.write((db) => aTag(db, 'Ports'))
      bela.round(folder)
      await eventually(async () =>
        expect((await client.call('tags.list', {})).map(({ name }) => name)).toEqual(['Ports']),
      )
      expect(annas(folder)).toEqual([first])
    } finally {
      await close()
    }
  })

  it('waits until nobody has changed anything for a while, and publishes when it is closed', async () => {
    const { anna, folder } = aTeam()
    const { client, close } = served(anna, 3_600_000)
    await client.call('team.choose', { target: folder })
    await client.call('team.automatic', { on: true })
    await client.call('tags.create', { name: 'Ports' })
    expect(annas(folder)).toEqual([])
    await close()
    expect(annas(folder)).toHaveLength(1)
  })

  it('tells once of a folder that is gone, and goes on when it is back', async () => {
    const { anna, bela, folder } = aTeam()
    const { client, failures, close } = served(anna, 0)
    try {
      await client.call('team.choose', { target: folder })
      await client.call('team.automatic', { on: true })
      await eventually(() => expect(annas(folder)).toHaveLength(1))
      renameSync(folder, `${folder}-away`)
      await eventually(async () =>
        expect((await client.call('team.state', {})).problem).toContain('cannot be reached'),
      )
      await client.call('tags.create', { name: 'Meanwhile' })
      renameSync(`${folder}-away`, folder)
      await eventually(async () =>
        expect(await client.call('team.state', {})).toMatchObject({ problem: null, unpublished: false }),
      )
      expect(failures).toHaveLength(1)
      bela.round(folder)
      expect(bela.content()).toContain('Meanwhile')
    } finally {
      await close()
    }
  })
})
