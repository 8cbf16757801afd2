import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { Bridge } from '../db/contract/bridge.ts'
import type { Message } from '../db/contract/protocol.ts'
import { toPage, toShell } from './channels.ts'

const bridge: Bridge = {
  post: (request) => ipcRenderer.send(toShell, request),
  subscribe: (listener) => {
    const receive = (_event: unknown, message: Message) => listener(message)
    ipcRenderer.on(toPage, receive)
    return () => ipcRenderer.off(toPage, receive)
  },
  registerFiles: async (files) => {
    const paths = files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== '')
    return paths.length === 0 ? [] : ipcRenderer.invoke(toShell, paths)
  },
  platform: process.platform,
}

contextBridge.exposeInMainWorld('claimboard', bridge)
