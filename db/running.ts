/** Whether a process of this machine is there, whoever started it. */
export function isRunning(pid: number): boolean {
  try {
    // Signal 0 sends nothing; it asks whether the process is there.
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}
