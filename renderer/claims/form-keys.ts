/** What a key means in the form; null where it belongs to the field. */
export type FormKey =
  | { readonly do: 'save' | 'save-another' | 'close' | 'repeat' | 'more' }
  | { readonly do: 'credibility'; readonly credibility: number }

/**
 * Keys of the form. In a field that only chooses, letters choose by their first letters, a digit grades the
 * credibility wherever the focus is, and Enter saves.
 *
 * @param field what has the focus: a choice, a line of text, several lines of text, or a button
 */
export function formKey(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey' | 'code'>,
  field: 'choice' | 'line' | 'lines' | 'button',
): FormKey | null {
  const { key, shiftKey, ctrlKey, metaKey, altKey, code } = event
  if (key === 'Escape') return { do: 'close' }
  if (altKey && code === 'KeyM') return { do: 'more' }
  if (key === 'Enter') {
    if (shiftKey) return { do: 'save-another' }
    if (ctrlKey || metaKey) return { do: 'save' }
    return field === 'choice' || field === 'line' ? { do: 'save' } : null
  }
  if (field !== 'choice' || ctrlKey || metaKey || altKey) return null
  if (key === '.') return { do: 'repeat' }
  return /^[1-6]$/.test(key) ? { do: 'credibility', credibility: Number(key) } : null
}
