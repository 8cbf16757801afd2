import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { afterFile } from './cleanup.ts'
import { eventually } from './eventually.ts'
import { PATIENCE_MS } from './patience.ts'
import { aFolder } from './project-files.ts'

/** How to get it where it is missing. */
export const installSyncthing =
  'sudo apt-get update && sudo apt-get install -y --no-install-recommends syncthing'

export const syncthingIsHere = spawnSync('syncthing', ['--version']).status === 0

const folderId = 'team'
const apiKey = 'a-key-of-this-test-alone'

/** A daemon of its own home, which talks to nobody but the other one of the test, over this machine's loopback. */
export interface Daemon {
  readonly device: string
  readonly address: string
  /** What it keeps in step. */
  readonly folder: string
  start(): Promise<void>
  /** Ends it as a computer that is switched off. */
  stop(): Promise<void>
  /** Cuts it off from the other, or connects it again. */
  connect(on: boolean): Promise<void>
  /** Has it look at its folder at once. */
  scan(): Promise<void>
  /** Whether it knows of nothing that it lacks, and of nothing that the other lacks. */
  inStep(): Promise<boolean>
}

/** Two daemons that share a folder, each with its own copy. */
export async function twoDaemons(): Promise<readonly [Daemon, Daemon]> {
  const parts = [await prepare(), await prepare()] as const
  const daemons = parts.map((part, index) => daemonOf(part, parts[1 - index] as Part))
  const [a, b] = daemons as [Daemon, Daemon]
  return [a, b]
}

interface Part {
  readonly home: string
  readonly folder: string
  readonly device: string
  readonly address: string
  readonly gui: string
}

async function prepare(): Promise<Part> {
  const [home, folder] = [aFolder(), aFolder()]
  const made = spawnSync('syncthing', ['generate', `--home=${home}`, '--no-default-folder'], {
    env: environment(home),
    encoding: 'utf8',
  })
  const [device] = /[A-Z2-7]{7}(?:-[A-Z2-7]{7}){7}/.exec(made.stdout + made.stderr) ?? []
  if (device === undefined) throw new Error(`Syncthing made no key: ${made.stderr}`)
  const [listen, gui] = [await freePort(), await freePort()]
  return { home, folder, device, address: `tcp://127.0.0.1:${listen}`, gui: `127.0.0.1:${gui}` }
}

function daemonOf(part: Part, other: Part): Daemon {
  mkdirSync(path.join(part.folder, '.stfolder'), { recursive: true })
  writeFileSync(path.join(part.home, 'config.xml'), configuration(part, other))
  let child: ChildProcess | null = null
  let said = ''
  afterFile(() => child?.kill('SIGKILL'))

  async function ask(method: 'GET' | 'POST', where: string): Promise<Record<string, unknown>> {
    const headers = { 'X-API-Key': apiKey }
    // A connection that was kept open may be one to a daemon that was stopped.
    const answer = await eventually(() =>
      fetch(`http://${part.gui}/rest/${where}`, { method, headers }),
    ).catch((error: unknown) => {
      throw new Error(`Syncthing does not answer to ${where}: ${said.slice(-2000)}`, { cause: error })
    })
    if (!answer.ok) throw new Error(`${where}: ${answer.status} ${await answer.text()}`)
    const text = await answer.text()
    return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>)
  }

  return {
    device: part.device,
    address: part.address,
    folder: part.folder,
    start: async () => {
      child = spawn('syncthing', ['serve', `--home=${part.home}`, '--no-browser', '--no-restart'], {
        env: environment(part.home),
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      said = ''
      child.stdout?.on('data', (data: Buffer) => {
        said += data.toString()
      })
      await ask('GET', 'system/ping')
    },
    stop: async () => {
      if (child === null) return
      const exit = once(child, 'exit')
      child.kill('SIGKILL')
      await exit
      child = null
    },
    connect: async (on) => {
      await ask('POST', `system/${on ? 'resume' : 'pause'}?device=${other.device}`)
    },
    scan: async () => {
      await ask('POST', `db/scan?folder=${folderId}`)
    },
    inStep: async () => {
      const { connections } = await ask('GET', 'system/connections')
      if (!(connections as Record<string, { connected: boolean }>)[other.device]?.connected) return false
      const { state, needTotalItems } = await ask('GET', `db/status?folder=${folderId}`)
      const { completion } = await ask('GET', `db/completion?folder=${folderId}&device=${other.device}`)
      return state === 'idle' && needTotalItems === 0 && completion === 100
    },
  }
}

// What one daemon could not fetch at once it tries again a minute later.
const inStepMs = 3 * PATIENCE_MS

/** Waits until both folders hold the same files. */
export async function inStep(...daemons: readonly Daemon[]): Promise<void> {
  for (const daemon of daemons) await daemon.scan()
  await eventually(async () => {
    for (const daemon of daemons) if (!(await daemon.inStep())) throw new Error('It is not in step yet.')
    const [first = '', ...others] = daemons.map(({ folder }) => contentsOf(folder))
    if (others.some((other) => other !== first)) throw new Error('The folders differ.')
  }, inStepMs)
}

function contentsOf(folder: string): string {
  const names = readdirSync(folder).filter((name) => !name.startsWith('.'))
  return JSON.stringify(
    names.sort().map((name) => [name, readFileSync(path.join(folder, name)).toString('base64')]),
  )
}

function environment(home: string): NodeJS.ProcessEnv {
  const { PATH } = process.env
  // Without its benchmark of hashing, its look for a newer version, and a second process that would start it again.
  return {
    ...(PATH === undefined ? {} : { PATH }),
    HOME: home,
    STHASHING: 'standard',
    STNOUPGRADE: '1',
    STMONITORED: 'yes',
  }
}

/** Nothing of it reaches beyond this machine: no discovery, no relays, no NAT, no reports, no upgrades. */
function configuration(own: Part, other: Part): string {
  const device = ({ device: id, address }: Part, name: string) =>
    `<device id="${id}" name="${name}" compression="never"><address>${address}</address></device>`
  return `<configuration version="36">
  <folder id="${folderId}" label="team" path="${own.folder}" type="sendreceive" rescanIntervalS="3600"
    fsWatcherEnabled="true" fsWatcherDelayS="1" ignorePerms="true" autoNormalize="true">
    <filesystemType>basic</filesystemType>
    <device id="${own.device}"></device>
    <device id="${other.device}"></device>
    <minDiskFree unit="">0</minDiskFree>
    <maxConflicts>10</maxConflicts>
  </folder>
  ${device(own, 'own')}
  ${device(other, 'other')}
  <gui enabled="true" tls="false"><address>${own.gui}</address><apikey>${apiKey}</apikey></gui>
  <options>
    <listenAddress>${own.address}</listenAddress>
    <globalAnnounceEnabled>false</globalAnnounceEnabled>
    <localAnnounceEnabled>false</localAnnounceEnabled>
    <reconnectionIntervalS>1</reconnectionIntervalS>
    <relaysEnabled>false</relaysEnabled>
    <startBrowser>false</startBrowser>
    <natEnabled>false</natEnabled>
    <urAccepted>-1</urAccepted>
    <autoUpgradeIntervalH>0</autoUpgradeIntervalH>
    <crashReportingEnabled>false</crashReportingEnabled>
    <stunKeepaliveStartS>0</stunKeepaliveStartS>
    <announceLANAddresses>false</announceLANAddresses>
    <minHomeDiskFree unit="">0</minHomeDiskFree>
  </options>
</configuration>
`
}

// Below the ports that systems give to outgoing connections: between a stop and a start somebody could get such a one.
const firstPort = 20_000
const ports = 12_000

async function freePort(): Promise<number> {
  for (;;) {
    const port = firstPort + randomInt(ports)
    const server = createServer()
    const free = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => resolve(true))
    })
    if (!free) continue
    server.close()
    await once(server, 'close')
    return port
  }
}
