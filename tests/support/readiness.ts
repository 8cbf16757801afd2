import type { Locator, Page } from 'playwright'
import { expect } from 'vitest'
import { eventually } from './eventually.ts'

/**
 * Waits until the open texts show passages as they are stored: before that, a click or a key finds what was there
 * before them. Those have to be near what is on the screen.
 */
export async function passagesDrawn(
  page: Page,
  passages: readonly { readonly uid: string }[],
): Promise<void> {
  await eventually(async () => {
    const drawn = await page
      .locator('.reader-text [data-passages]')
      .evaluateAll((all) => all.flatMap((one) => one.getAttribute('data-passages')?.split(' ') ?? []))
    expect(drawn).toEqual(expect.arrayContaining(passages.map(({ uid }) => uid)))
  })
}

/** Waits until a control has the focus, which what is typed next is meant for. */
export async function focused(control: Locator): Promise<void> {
  await eventually(async () =>
    expect(await control.evaluate((element) => element === document.activeElement)).toBe(true),
  )
}

/** Waits until there are so many of something. */
export async function counted(what: Locator, number: number): Promise<void> {
  await eventually(async () => expect(await what.count()).toBe(number))
}

/** Waits until what has just changed is on the screen. */
export function drawn(page: Page): Promise<void> {
  return page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  )
}
