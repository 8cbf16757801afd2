import type { Command } from '../command.ts'

const macSigns: Readonly<Record<string, string>> = {
  Mod: '⌘',
  Cmd: '⌘',
  Ctrl: '⌃',
  Alt: '⌥',
  Shift: '⇧',
}
const arrows: Readonly<Record<string, string>> = { Left: '←', Right: '→', Plus: '+' }

/** A shortcut as people read it on this system; undefined where there is none. */
export function keysOf({
  shortcut,
  macShortcut = shortcut,
}: Pick<Command, 'shortcut' | 'macShortcut'>): string | undefined {
  const mac = window.claimboard.platform === 'darwin'
  const keys = mac ? macShortcut : shortcut
  if (keys === undefined || keys.length === 1) return keys
  const words = keys.split('+').map((word) => arrows[word] ?? (mac ? (macSigns[word] ?? word) : word))
  return words.join(mac ? '' : '+').replace('Mod', 'Ctrl')
}
