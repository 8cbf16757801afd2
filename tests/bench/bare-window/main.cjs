// The least that an Electron application with a safe window can be: the yardstick of our start.
const { app, BrowserWindow } = require('electron')

app.whenReady().then(() => {
  const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true, contextIsolation: true } })
  window.once('ready-to-show', () => window.show())
  window.loadURL('data:text/html,<button>Ready</button>')
})
