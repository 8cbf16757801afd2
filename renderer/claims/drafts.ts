import { createStore } from '../state/store.ts'
import type { ClaimDraft, Field, Problems } from './draft.ts'
import type { Who } from './who.ts'

interface FormState {
  /** The project whose drafts these are. */
  readonly project: string | null
  /** The claim in the form; null while the form is closed. */
  readonly draft: ClaimDraft | null
  /** Claims that were begun and put aside, the latest first. */
  readonly kept: readonly ClaimDraft[]
  /** Claims that are on their way to the store. */
  readonly sent: readonly ClaimDraft[]
  readonly problems: Problems
  /** What went wrong with the claim as a whole. */
  readonly failure: string | null
  /** Who made the last claim, and in which document. */
  readonly last: { readonly document: string | null; readonly who: readonly Who[] }
  /** Which field wants the focus. The number makes two requests for one field two. */
  readonly focus: { readonly field: Field; readonly n: number }
}

const nothing: FormState = {
  project: null,
  draft: null,
  kept: [],
  sent: [],
  problems: {},
  failure: null,
  last: { document: null, who: [] },
  focus: { field: 'act', n: 0 },
}

export const claimForm = createStore<FormState>(nothing)

// The number is raised when the shape of a draft changes: older ones are left alone then.
const keyOf = (project: string) => `claimboard.claim-drafts.1.${project}`

/** Brings back what was being entered into a project when the window was closed, or died. */
export function loadDrafts(project: string): void {
  if (claimForm.get().project === project) return
  claimForm.set({ ...nothing, project, ...readDrafts(project) })
}

function readDrafts(project: string): Pick<FormState, 'draft' | 'kept'> {
  const stored = localStorage.getItem(keyOf(project))
  if (stored === null) return { draft: null, kept: [] }
  try {
    const { draft, kept } = JSON.parse(stored) as Pick<FormState, 'draft' | 'kept'>
    return { draft, kept }
  } catch (error) {
    console.warn('Unfinished claims could not be read.', error)
    localStorage.removeItem(keyOf(project))
    return { draft: null, kept: [] }
  }
}

claimForm.subscribe(() => {
  const { project, draft, kept, sent } = claimForm.get()
  if (project === null) return
  // What was on its way may not have arrived.
  const all = [...sent, ...kept]
  if (draft === null && all.length === 0) localStorage.removeItem(keyOf(project))
  else localStorage.setItem(keyOf(project), JSON.stringify({ draft, kept: all }))
})

export function changeDraft(change: (draft: ClaimDraft) => ClaimDraft): void {
  const { draft, problems } = claimForm.get()
  if (!draft) return
  const next = change(draft)
  claimForm.set({ draft: next, problems: stillWrong(problems, draft, next), failure: null })
}

/** A problem is gone from a field as soon as something else stands there. */
function stillWrong(problems: Problems, before: ClaimDraft, after: ClaimDraft): Problems {
  const same = (field: Field) => {
    if (field === 'evidence') return before.evidence === after.evidence
    const typed = field as 'claimants' | 'holder' | 'about'
    return before.values[field] === after.values[field] && before.typed[typed] === after.typed[typed]
  }
  return Object.fromEntries(Object.entries(problems).filter(([field]) => same(field as Field)))
}

export function focusField(field: Field): void {
  claimForm.set({ focus: { field, n: claimForm.get().focus.n + 1 } })
}
