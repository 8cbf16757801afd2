import type { Page } from 'playwright'
import { expect } from 'vitest'
import { accessibilityProblems } from './window-page.ts'

/** Expects that axe finds nothing wrong with a page as it stands, in light and in dark. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await accessibilityProblems(page), colorScheme).toEqual([])
  }
  await page.emulateMedia({ colorScheme: null })
}
