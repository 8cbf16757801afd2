import { useAnswer } from './queries.ts'

/** Whether the open project can only be read: fields then show what there is, and take nothing. */
export function useReadOnly(): boolean {
  const { data: project } = useAnswer('project.get', {})
  return project?.readOnly ?? false
}
