import type { Locator, Page } from 'playwright'
import { expect } from 'vitest'
import { eventually } from './eventually.ts'

// More stops than any screen or menu has.
const mostStops = 200

/** Presses a key until a control has the focus, as somebody does who has no mouse; it has to be reachable. */
export async function walkTo(
  page: Page,
  control: Locator,
  key: 'Tab' | 'Shift+Tab' | 'ArrowDown' = 'Tab',
): Promise<void> {
  await control.waitFor()
  // What cannot be done yet takes no focus.
  await eventually(async () => expect(await control.isEnabled()).toBe(true))
  for (let i = 0; i < mostStops; i++) {
    if (await control.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press(key)
  }
  throw new Error(`${key} does not lead to ${control}.`)
}
