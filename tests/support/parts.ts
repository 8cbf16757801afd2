import type { Page } from 'playwright'

/** The parts of the window by their accessible names; of another window once `page` gives that. */
export function partsOf(page: () => Page) {
  const form = () => page().getByRole('form', { name: 'Claim', exact: true })
  return {
    button: (name: string | RegExp) => page().getByRole('button', { name, exact: true }),
    list: (name: string) => page().getByRole('navigation', { name, exact: true }),
    part: (name: string | RegExp) => page().getByRole('region', { name, exact: true }),
    form,
    field: (name: string) => form().getByLabel(name, { exact: true }),
    combobox: (name: string) => page().getByRole('combobox', { name, exact: true }),
    toolbar: () => page().getByRole('toolbar', { name: 'Selection' }),
    messages: () => page().getByRole('region', { name: 'Messages' }),
  }
}
