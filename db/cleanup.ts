/**
 * What has to be given back, in reverse order of being taken: connections, locks, temporary files. Everything
 * is given back even if something fails; the first failure is thrown at the end. Runs once.
 */
export class Cleanup {
  #steps: (() => void)[] = []

  add(step: () => void): void {
    this.#steps.push(step)
  }

  run(): void {
    const steps = this.#steps.reverse()
    this.#steps = []
    const failures: unknown[] = []
    for (const step of steps) {
      try {
        step()
      } catch (error) {
        failures.push(error)
      }
    }
    if (failures.length > 0) throw failures[0]
  }
}
