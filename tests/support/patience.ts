/** What a person sees happens within a second; on a busy machine that runs tests, within this many at the worst. */
export const PATIENCE_MS = 30_000
