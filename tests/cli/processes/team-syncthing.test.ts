import { copyFileSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import type { Output } from '../../../db/contract/contract.ts'
import { parseName } from '../../../db/team/names.ts'
import { builtCommandLine, contentOf } from '../../support/command-line.ts'
import { aFolder, aProjectFile } from '../../support/project-files.ts'
import { inStep, installSyncthing, syncthingIsHere, twoDaemons } from '../../support/syncthing.ts'

/** Somebody with a copy of the project and a profile, on the computer of one of the daemons. */
function analystAt(name: string, from: string, shared: string) {
  const claimboard = builtCommandLine()
  const file = path.join(aFolder(), `${name}.claimboard`)
  copyFileSync(from, file)
  const asThem = ['--analyst', name]
  return {
    name,
    file,
    shared,
    does: (...lines: object[]) => {
      const annotations = path.join(aFolder(), 'a.jsonl')
      writeFileSync(annotations, lines.map((line) => JSON.stringify(line)).join('\n'))
      claimboard.bytes('annotate', file, annotations, ...asThem)
    },
    round: () => claimboard.json<Output<'team.exchange'>>('team', file, shared, ...asThem),
    verify: () => claimboard('verify', file).stdout,
    copyTo: (target: string) => claimboard.bytes('share', file, target),
  }
}

const document = 'A document'
const quotes = ['Officials denied it.', 'Nobody was hurt.', 'it. Nobody']
const passage = (quote: string, note: string, tag: string) => ({
  kind: 'passage',
  document,
  quote,
  note,
  tags: [tag],
})
const remark = (note: string) => ({ kind: 'document', document, note })

const title = syncthingIsHere
  ? 'Three analysts at two computers, with Syncthing between, come to the same project'
  : `Three analysts with Syncthing (skipped, because it is not installed: ${installSyncthing})`

// Dozens of processes, one after the other, and two daemons to be waited for.
it.skipIf(!syncthingIsHere)(title, { timeout: 300_000 }, async () => {
  const [west, east] = await twoDaemons()
  await Promise.all([west.start(), east.start()])
  const project = aProjectFile()
  // Anna and Carla share a computer's folder, Béla is at the other one.
  const anna = analystAt('Anna', project, west.folder)
  const bela = analystAt('Béla', project, east.folder)
  const carla = analystAt('Carla', project, west.folder)
  const team = [anna, bela, carla]

  // All three at once, while they are connected.
  for (const [n, analyst] of team.entries()) {
    analyst.does(passage(quotes[n] ?? '', `First of ${analyst.name}`, `Tag of ${analyst.name}`))
    analyst.round()
  }
  await inStep(west, east)
  for (const analyst of team) expect(analyst.round().refused).toEqual([])
  await inStep(west, east)

  // Cut off, they write into the same field, and go on with their own.
  await Promise.all([west.connect(false), east.connect(false)])
  for (const analyst of team) {
    analyst.does(remark(`As ${analyst.name} sees it`), {
      kind: 'tag',
      name: `While cut off: ${analyst.name}`,
    })
    analyst.round()
  }

  // A colleague's copy arrives by half on the other side, by some other way, and wins there or loses.
  const publishedBy = (folder: string, who: string) =>
    readdirSync(folder).find((name) => parseName(name)?.who === who) ?? ''
  const [annas, carlas] = [publishedBy(west.folder, 'Anna'), publishedBy(west.folder, 'Carla')]
  const hour = 3600
  for (const [name, offset] of [
    [annas, hour],
    [carlas, -hour],
  ] as const) {
    const whole = readFileSync(path.join(west.folder, name))
    const half = path.join(east.folder, name)
    writeFileSync(half, whole.subarray(0, whole.length / 2))
    const time = Date.now() / 1000 + offset
    utimesSync(half, time, time)
  }
  const halves = bela.round()
  expect([...halves.waiting].sort()).toEqual([annas, carlas].sort())
  expect(halves.refused).toEqual([])

  // Both sides put a copy by hand under one name.
  const byHand = 'harbour.claimboard'
  anna.copyTo(path.join(west.folder, byHand))
  bela.copyTo(path.join(east.folder, byHand))

  // One of them is switched off and on again before they are connected.
  await east.stop()
  bela.does({ kind: 'tag', name: 'While switched off' })
  bela.round()
  await east.start()
  await Promise.all([west.connect(true), east.connect(true)])
  await inStep(west, east)
  const conflictCopies = readdirSync(west.folder).filter((name) => name.includes('.sync-conflict-'))
  expect(conflictCopies.length).toBeGreaterThanOrEqual(2)
  expect(conflictCopies.some((name) => name.startsWith('harbour.'))).toBe(true)

  // Each exchanges once more, and once more when that has arrived.
  for (let round = 0; round < 2; round++) {
    for (const analyst of team) analyst.round()
    await inStep(west, east)
  }
  for (const analyst of team) {
    const { merged, waiting, refused } = analyst.round()
    expect(merged.filter(({ news }) => news)).toEqual([])
    expect(waiting).toEqual([])
    // The half that lost is still there under a name of Syncthing's, and nobody takes it for a project.
    for (const { name, reason } of refused) {
      expect(name).toContain('.sync-conflict-')
      expect(reason).toContain('incomplete')
    }
    expect(analyst.verify()).toContain('Nothing is wrong')
  }

  const contents = new Set(team.map(({ file }) => contentOf(file)))
  expect(contents.size).toBe(1)
  const [content = ''] = contents
  for (const { name } of team) {
    for (const value of [
      `First of ${name}`,
      `Tag of ${name}`,
      `While cut off: ${name}`,
      `As ${name} sees it`,
    ]) {
      expect(content).toContain(value)
    }
  }
  expect(content).toContain('While switched off')
  expect(team.map((analyst) => analyst.round().conflicts)).toEqual([1, 1, 1])
  await Promise.all([west.stop(), east.stop()])
})
