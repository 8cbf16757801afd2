// Starts the application whose folder is the argument after this one's, but holds its `ready` back until
// Playwright listens. It attaches to a page while the page is being loaded otherwise, and then misses one in
// some twenty for good. Playwright does the same by a loader of its own, which it leaves out when it is given
// the binary.
const fs = require('node:fs')
const path = require('node:path')
const { app } = require('electron')

holdReadyBack()
startApplication(process.argv.findIndex((argument) => path.resolve(argument) === __dirname))

function startApplication(driver) {
  const folder = path.resolve(process.argv[driver + 1])
  process.argv.splice(driver, 1)
  const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'))
  app.setVersion(manifest.version)
  app.setName(manifest.productName ?? manifest.name)
  app.setAppPath(folder)
  require(folder)
}

function holdReadyBack() {
  const originallyReady = app.whenReady()
  const emit = app.emit.bind(app)
  let release
  const released = new Promise((resolve) => {
    release = resolve
  })
  let held = []
  let ready = false
  app.emit = (event, ...values) => {
    if (event !== 'ready') return emit(event, ...values)
    held = values
    return app.listenerCount('ready') > 0
  }
  app.isReady = () => ready
  app.whenReady = () => released
  // The name under which Playwright looks for it.
  globalThis.__playwright_run = async () => {
    await originallyReady
    ready = true
    release()
    emit('ready', ...held)
  }
}
