import { expect, it } from 'vitest'
import { AppError } from '../../db/contract/errors.ts'
import { closeProjectDialog, openDialog, windowState } from '../../renderer/state/window.ts'
import { isDamage } from '../../renderer/verify/damage.ts'

it.each(['export', 'share', 'pack', 'verify', 'backups', 'merge'] as const)(
  'the dialog “%s” closes with its project',
  (dialog) => {
    openDialog(dialog)
    closeProjectDialog()
    expect(windowState.get().dialog).toBeNull()
  },
)

it.each(['guide', 'about', 'preferences'] as const)('the dialog “%s” stays', (dialog) => {
  openDialog(dialog)
  closeProjectDialog()
  expect(windowState.get().dialog).toBe(dialog)
})

it('only a damaged project is offered to be salvaged, not one that could not be looked at now', () => {
  expect(isDamage(new AppError('damaged', ''))).toBe(true)
  expect(isDamage(new AppError('disk-failed', ''))).toBe(true)
  expect(isDamage(new AppError('cancelled', ''))).toBe(false)
  expect(isDamage(new AppError('conflict', ''))).toBe(false)
  expect(isDamage(new Error('a fault in the window'))).toBe(false)
})
