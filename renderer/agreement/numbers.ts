/** A share in per cent, as people read it; a dash where it is not defined. */
export function percentage(share: number | null): string {
  return share === null ? '–' : `${(100 * share).toFixed(share > 0 && share < 1 ? 1 : 0)} %`
}

/** A coefficient with two digits, with a minus sign; a dash where it is not defined. */
export function coefficient(value: number | null): string {
  return value === null
    ? '–'
    : value
        .toFixed(2)
        .replace(/^-(?=0\.00$)/, '')
        .replace('-', '−')
}
