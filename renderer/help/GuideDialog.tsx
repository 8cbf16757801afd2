import { lazy, Suspense } from 'react'
import { closeDialog } from '../state/window.ts'
import { Dialog } from '../ui/Dialog.tsx'

const Guide = lazy(() => import('./Guide.tsx').then((module) => ({ default: module.Guide })))

/** The guide where no project is open; beside a project it is a tab, to be read while one works. */
export function GuideDialog() {
  return (
    <Dialog title="User guide" wide onClose={closeDialog}>
      <Suspense fallback={null}>
        <Guide />
      </Suspense>
    </Dialog>
  )
}
