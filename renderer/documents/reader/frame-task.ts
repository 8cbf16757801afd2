/**
 * Work that is done once in the next frame, however often it was asked for. What is drawn beside the text goes
 * through here: inside the editor's own cycle of measuring, each drawing would start the cycle anew.
 */
export class FrameTask {
  #frame = 0
  readonly #work: () => void

  constructor(work: () => void) {
    this.#work = work
  }

  request(): void {
    if (this.#frame !== 0) return
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0
      this.#work()
    })
  }

  cancel(): void {
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
  }
}
