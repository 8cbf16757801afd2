const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/**
 * A date as people write it: "8 Jan 2026", "Nov 2024", "2024". What is not a plain EDTF date, such as an
 * interval, stays as it is written.
 */
export function readableDate(edtf: string | null): string {
  const plain = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(edtf ?? '')
  if (!plain) return edtf ?? ''
  const [, year = '', month, day] = plain
  const name = month ? months[Number(month) - 1] : undefined
  if (month && !name) return edtf ?? ''
  return [day ? String(Number(day)) : '', name ?? '', year].filter(Boolean).join(' ')
}
