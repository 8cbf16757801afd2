/** An error with the errors that caused it, as the log file keeps it. For people who mend the program only. */
export function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const own = error.stack ?? `${error.name}: ${error.message}`
  return error.cause === undefined ? own : `${own}\ncaused by ${traceOf(error.cause)}`
}
