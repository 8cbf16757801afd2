import { credibilities, reliabilities } from '../../db/contract/vocabulary.ts'

interface Props {
  readonly reliability?: keyof typeof reliabilities | null | undefined
  readonly credibility?: number | null | undefined
}

/** Source reliability and credibility as a small badge, such as B3 (Admiralty code). Nothing where neither is judged. */
export function Grade({ reliability, credibility }: Props) {
  if (!reliability && !credibility) return null
  const words = [
    reliability ? `Source ${reliabilities[reliability]}` : '',
    credibility ? credibilities[credibility as keyof typeof credibilities] : '',
  ]
  return (
    <abbr className="grade" title={words.filter(Boolean).join('; ')}>
      {reliability}
      {credibility}
    </abbr>
  )
}
