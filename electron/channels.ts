/** From the page to the shell: requests as messages, dropped files as an invocation. */
export const toShell = 'claimboard:to-shell'

/** From the shell to the page: replies, progress and notices. */
export const toPage = 'claimboard:to-page'
