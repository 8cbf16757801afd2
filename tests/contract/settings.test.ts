import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openSettings } from '../../electron/settings.ts'
import { aFolder } from '../support/project-files.ts'

function settingsOf(text: string) {
  const profile = aFolder()
  writeFileSync(path.join(profile, 'shell.json'), text)
  const logged: string[] = []
  const { current } = openSettings(profile, (line) => logged.push(line))
  return { current, logged }
}

test.each(['', '{', 'null', '[]', '7'])('Settings that are %j are made anew, and that is logged', (text) => {
  const { current, logged } = settingsOf(text)
  expect(current).toMatchObject({ recent: [], bounds: null, theme: 'system', zoom: 1 })
  expect(logged).toEqual([expect.stringContaining('made anew')])
})

test('One part that cannot be read leaves the others as they are', () => {
  const { current } = settingsOf('{"recent": ["/a.claimboard"], "zoom": "big", "theme": "dark"}')
  expect(current).toMatchObject({ recent: ['/a.claimboard'], zoom: 1, theme: 'dark' })
})
