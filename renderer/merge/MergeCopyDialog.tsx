import { useEffect, useRef, useState } from 'react'
import type { ChosenFile } from '../../db/contract/host.ts'
import type { MergePreview } from '../../db/contract/merge.ts'
import type { Progress } from '../../db/contract/protocol.ts'
import { problemOf, showError } from '../state/notices.ts'
import { useStore } from '../state/store.ts'
import { runTask } from '../state/tasks.ts'
import { closeDialog } from '../state/window.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { chosenCopy, mergeCopy, tellOfMerge } from './merging.ts'
import { Preview } from './Preview.tsx'
import { nothingNew } from './words.ts'
import './merge.css'

/** Looks into a copy of the project, shows what merging it would bring, and merges it. */
export function MergeCopyDialog() {
  const { copy } = useStore(chosenCopy)
  return copy === null ? null : <Merge key={copy.token} copy={copy} />
}

function Merge({ copy }: { readonly copy: ChosenFile }) {
  const { preview, problem, progress: looking } = usePreview(copy)
  const [merging, setMerging] = useState<Progress | 'begun' | null>(null)
  const work = useRef<AbortController | null>(null)
  const gone = useRef(false)
  // Closing the dialog in any way gives up what it does.
  useEffect(() => {
    gone.current = false
    return () => {
      gone.current = true
      work.current?.abort()
    }
  }, [])
  const merge = async () => {
    const controller = new AbortController()
    work.current = controller
    setMerging('begun')
    try {
      const result = await mergeCopy(copy, { signal: controller.signal, onProgress: setMerging })
      if (!gone.current) closeDialog()
      tellOfMerge(result)
    } catch (error) {
      setMerging(null)
      if (gone.current) showError(error)
      else throw error
    }
  }
  const action = preview?.news ? { action: { label: 'Merge', disabled: merging !== null, run: merge } } : {}
  return (
    <Dialog title={`Merge ${copy.name}`} wide reading onClose={closeDialog} {...action}>
      {problem !== null && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      {problem === null && !preview && (
        <Working
          label="Looking at what would come in"
          hint="Nothing is changed by looking."
          progress={looking}
        />
      )}
      {preview && !preview.news && <p>{nothingNew(preview)}</p>}
      {preview?.news && <Preview preview={preview} />}
      {merging !== null && (
        <Working
          label={`Merging ${copy.name}`}
          hint="Until it writes, it can be cancelled; then it is done as a whole."
          progress={merging === 'begun' ? null : merging}
        />
      )}
    </Dialog>
  )
}

interface Looked {
  readonly preview: MergePreview | null
  /** Why this file cannot be merged. */
  readonly problem: string | null
  readonly progress: Progress | null
}

function usePreview({ token, name }: ChosenFile): Looked {
  const [looked, setLooked] = useState<Looked>({ preview: null, problem: null, progress: null })
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const tell = (news: Partial<Looked>) => {
      if (!signal.aborted) setLooked((before) => ({ ...before, ...news }))
    }
    runTask(
      'merge.preview',
      `Looking at ${name}`,
      { file: token },
      { signal, onProgress: (progress) => tell({ progress }) },
    ).then(
      (preview) => tell({ preview }),
      (error: unknown) => tell({ problem: problemOf(error) }),
    )
    return () => controller.abort()
  }, [token, name])
  return looked
}

function Working({
  label,
  hint,
  progress,
}: {
  readonly label: string
  readonly hint: string
  readonly progress: Progress | null
}) {
  const total = progress?.total ?? null
  return (
    <div className="merge-working" role="status">
      <p>
        {progress?.note || label}… <span className="quiet">{hint}</span>
      </p>
      <progress
        aria-label={label}
        max={total ?? 1}
        {...(total === null ? {} : { value: progress?.done ?? 0 })}
      />
    </div>
  )
}
