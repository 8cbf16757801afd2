import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

// A partial result this old belongs to a run that was ended; no download or build takes as long.
const STALE_MS = 24 * 60 * 60 * 1000

/** Where what was obtained is kept between runs and checkouts (XDG base directory specification). */
export const CACHE = path.join(
  process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'),
  'claimboard-runtime',
)

/**
 * The cached file or folder of that name, made first if it is missing. It is made under a temporary name in
 * the same folder and renamed when complete, so an interrupted run leaves nothing that looks whole, and of
 * two runs at once the second uses what the first has made.
 * @param {string} name
 * @param {(partial: string) => Promise<void>} make writes the file or folder at the path it is given
 * @returns {Promise<string>} its path
 */
export async function cached(name, make) {
  const final = path.join(CACHE, name)
  if (fs.existsSync(final)) return final
  fs.mkdirSync(CACHE, { recursive: true })
  removeStale()
  const partial = path.join(CACHE, `.partial-${randomBytes(6).toString('hex')}`)
  try {
    await make(partial)
    try {
      fs.renameSync(partial, final)
    } catch (error) {
      if (!fs.existsSync(final)) throw error
    }
  } finally {
    fs.rmSync(partial, { recursive: true, force: true })
  }
  return final
}

function removeStale() {
  for (const entry of fs.readdirSync(CACHE)) {
    const file = path.join(CACHE, entry)
    if (entry.startsWith('.partial-') && Date.now() - fs.statSync(file).mtimeMs > STALE_MS)
      fs.rmSync(file, { recursive: true, force: true })
  }
}
