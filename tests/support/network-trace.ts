/** A call by which a program reaches, or tries to reach, somebody by an address. */
export interface Reaching {
  readonly call: string
  /** As strace names it: AF_UNIX, AF_INET … */
  readonly family: string
  /** Of a machine; empty for families that have none. */
  readonly address: string
}

/** Calls that carry an address of somebody else; what goes over a connection that is there carries none. */
const calls = /\b(connect|sendto|sendmsg|sendmmsg)\(.*?sa_family=(AF_\w+)(.*)$/

const machine = /inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)"/

/** What of a trace (`strace -f -e trace=network`) reaches out by an address. */
export function reachingOut(trace: string): Reaching[] {
  return trace.split('\n').flatMap((line) => {
    const [, call, family, rest = ''] = calls.exec(line) ?? []
    if (call === undefined || family === undefined) return []
    const [, four, six] = machine.exec(rest) ?? []
    return [{ call, family, address: four ?? six ?? '' }]
  })
}
