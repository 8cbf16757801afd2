const waiting: (() => void)[] = []

/** Has something done after the tests of the running file. */
export function afterFile(cleanup: () => void): void {
  waiting.push(cleanup)
}

/** Does it, the last thing first. For the set-up of the tests. */
export function cleanUp(): void {
  for (const cleanup of waiting.splice(0).reverse()) cleanup()
}
