interface Params {
  readonly onAll: () => void
}

/** The head of the column of check marks: chooses every row that the filter leaves. */
export class CheckHeader {
  readonly #button = document.createElement('button')

  init({ onAll }: Params): void {
    this.#button.type = 'button'
    this.#button.className = 'check-all'
    this.#button.title = 'Choose all rows (Ctrl+A)'
    this.#button.setAttribute('aria-label', 'Choose all rows')
    this.#button.addEventListener('click', onAll)
  }

  getGui(): HTMLElement {
    return this.#button
  }

  refresh(): boolean {
    return true
  }
}
