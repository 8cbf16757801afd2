import { hostname } from 'node:os'
import { sha256 } from '../ids.ts'
import { plainName } from '../plain-name.ts'

/*
 * The name of a published copy: "Anna Reader (laptop) PROJECT-PUBLISHER-CONTENT.claimboard". The first two are for people;
 * the hexadecimal numbers say which project it is, who replaces it, and which bytes it has when it is whole.
 */

/** What the name of a published copy says. */
export interface PublishedName {
  readonly who: string
  readonly machine: string
  /** See {@link projectTag}. */
  readonly project: string
  /** One copy of a project in one profile: its next publication replaces this one. */
  readonly publisher: string
  /** The beginning of the SHA-256 of the whole file. */
  readonly content: string
}

/** So many hexadecimal digits of a hash that no two files of a folder have them in common by chance (64 bits). */
export const contentDigits = 16

const published = /^(.*) \((.*)\) ([0-9a-f]{8})-([0-9a-f]{8})-([0-9a-f]{16})\.claimboard$/u

/** What tells the projects in one folder apart without opening the files. */
export function projectTag(project: string): string {
  return sha256(project).slice(0, 8)
}

export function nameOfCopy({ who, machine, project, publisher, content }: PublishedName): string {
  return `${forFile(who)} (${forFile(machine)}) ${project}-${publisher}-${content}.claimboard`
}

/** @returns null for a file that somebody gave another name, a sync tool's copy of a conflict among them */
export function parseName(name: string): PublishedName | null {
  const [, who, machine, project, publisher, content] = published.exec(name) ?? []
  if (who === undefined || machine === undefined || !project || !publisher || !content) return null
  return { who: plainName(who), machine: plainName(machine), project, publisher, content }
}

/** This computer, for people. */
export function machineName(): string {
  return hostname().split('.')[0] || 'computer'
}

// Twice this, in letters of four bytes, and the numbers stay below the 255 bytes that file systems allow.
const longestPart = 24

/** A name as a part of a file name on every system: nothing invisible, nothing that Windows forbids. */
function forFile(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[\p{C}\p{Zl}\p{Zp}<>:"/\\|?*()]+/gu, ' ')
    .replace(/\s+/gu, ' ')
  return (
    [...plain]
      .slice(0, longestPart)
      .join('')
      .replace(/^[. ]+|[. ]+$/gu, '') || 'Analyst'
  )
}
