/** Groups of what belongs together. Each group goes by its smallest element, in whatever order it was joined. */
export class UnionFind {
  readonly #above = new Map<string, string>()

  find(element: string): string {
    let at = element
    for (let next = this.#above.get(at); next !== undefined; next = this.#above.get(at)) at = next
    return at
  }

  join(a: string, b: string): void {
    const [top, other] = [this.find(a), this.find(b)].sort()
    if (top !== undefined && other !== undefined && top !== other) this.#above.set(other, top)
  }
}
