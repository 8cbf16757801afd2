import { spawnSync } from 'node:child_process'
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { reachingOut } from '../support/network-trace.ts'
import { aFolder } from '../support/project-files.ts'

/** Why it cannot be shown here; null where it can: it takes Linux, root, and three programs. */
function obstacle(): string | null {
  if (process.platform !== 'linux') return 'this is no Linux'
  const needed = [
    ['unshare', '-n', 'true'],
    ['strace', '-f', '--seccomp-bpf', '-e', 'trace=network', '-o', '/dev/null', 'true'],
    ['python3', '--version'],
  ] as const
  const failed = needed.find(([program, ...args]) => spawnSync(program, args).status !== 0)
  return failed ? `“${failed.join(' ')}” does not work here` : null
}

const why = obstacle()
// The test's name says why it is skipped.
const title = 'No request leaves the machine: in a network of its own, with every call to the network traced'

// For tests alone (RFC 5737): nobody has these addresses.
const blocked = '192.0.2.1'
const reached = '192.0.2.2'

/** Families that stay in the machine: sockets of the file system (X, D-Bus), and questions to the kernel. */
const inside = ['AF_UNIX', 'AF_NETLINK']

test.skipIf(why !== null)(why === null ? title : `${title} (skipped: ${why})`, () => {
  const folder = aFolder()
  const trace = path.join(folder, 'trace.txt')
  const electron = path.join(folder, 'electron')
  writeFileSync(
    electron,
    `#!/bin/sh\nexec strace -f -qq --seccomp-bpf -e trace=network -e signal=none -o '${trace}' '${process.env.CLAIMBOARD_ELECTRON}' "$@"\n`,
  )
  chmodSync(electron, 0o755)
  const support = path.resolve(import.meta.dirname, '../support')
  const session = spawnSync(
    'unshare',
    [
      '-n',
      'python3',
      path.join(support, 'network-namespace.py'),
      process.execPath,
      path.join(support, 'offline-session.ts'),
      folder,
      blocked,
      reached,
    ],
    { encoding: 'utf8', env: { ...process.env, CLAIMBOARD_ELECTRON: electron } },
  )
  expect([session.status, session.stderr]).toEqual([0, ''])
  expect(JSON.parse(session.stdout)).toEqual({
    found: expect.any(Number),
    // What asks through the window's session is turned away before it comes to a call.
    asked: 'net::ERR_BLOCKED_BY_CLIENT',
  })
  expect(readdirSync(folder)).toEqual(
    expect.arrayContaining([
      'board.svg',
      'evidence.csv',
      'pack.zip',
      'sample.claimboard',
      'sealed.claimboard.age',
    ]),
  )
  const out = reachingOut(readFileSync(trace, 'utf8')).filter(({ family }) => !inside.includes(family))
  // The attempt past the session is the proof that the trace sees what there is.
  expect(out).toEqual([{ call: 'connect', family: 'AF_INET', address: reached }])
})
