import path from 'node:path'
import { openBoard, openSample, openTable } from '../e2e/scenes/ways.ts'
import { launch } from './electron.ts'
import { choose, pageClient } from './page-client.ts'
import { dragOver } from './window-page.ts'

/*
 * A session of the application as people have it, from the sample project to a sealed copy; then two attempts to
 * reach an address on purpose, one through the window's session and one past it. Prints as a line of JSON what came
 * of them. Arguments: a folder for files, the address for the first, and the one for the second.
 */

const [folder = '', blocked = '', reached = ''] = process.argv.slice(2)

const launched = await launch()
const { app, page } = launched
const client = await pageClient(page)
await openSample(app, page, path.join(folder, 'sample.claimboard'))
await dragOver(page, 'A nine-page draft is on the table in Islamabad')
await page.getByRole('toolbar', { name: 'Selection' }).waitFor()
await page.keyboard.press('t')
await page.getByRole('combobox', { name: 'Tag name' }).fill('Tagged offline')
await page.keyboard.press('Enter')
await page.getByRole('combobox', { name: 'Tag name' }).waitFor({ state: 'detached' })
await page.getByRole('status', { name: 'Saved' }).getByText('All changes saved').waitFor()
await openTable(page)
await openBoard(page)

const target = async (
  name: string,
  extension: 'csv' | 'svg' | 'zip' | 'claimboard.age',
  purpose: 'export' | 'share',
) => {
  await choose(app, path.join(folder, name))
  const { file } = await client.call('host.chooseTarget', { purpose, name, extension })
  return file?.token ?? ''
}
await client.call('export.file', { what: 'evidence', target: await target('evidence.csv', 'csv', 'export') })
const [board] = await client.call('boards.list', {})
await client.call('export.file', {
  what: 'board',
  format: 'svg',
  board: board?.uid ?? '',
  target: await target('board.svg', 'svg', 'export'),
})
await client.call('project.pack', { target: await target('pack.zip', 'zip', 'export'), without: [] })
await client.call('project.share', {
  target: await target('sealed.claimboard.age', 'claimboard.age', 'share'),
  without: [],
  passphrase: 'seven grey herons',
})
const search = await client.call('search.find', { query: 'harbour' })

const asked = await app.evaluate(
  ({ session }, address) =>
    session.defaultSession.fetch(`http://${address}/`).then(
      () => 'reached',
      (error: Error) => error.message,
    ),
  blocked,
)
// Where the machine has no network this fails at once; what counts is that it was tried.
await app.evaluate(
  (_electron, address) =>
    new Promise<void>((resolve) => {
      const net = process.getBuiltinModule('node:net')
      const socket = net.connect({ host: address, port: 9, timeout: 1000 })
      for (const event of ['connect', 'error', 'timeout'])
        socket.once(event, () => resolve(void socket.destroy()))
    }),
  reached,
)
await launched.close()
console.log(JSON.stringify({ found: search.total, asked }))
