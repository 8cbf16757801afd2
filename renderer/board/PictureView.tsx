import { useEffect, useState } from 'react'
import type { CardContent } from '../../db/contract/card.ts'
import { useAnswer } from '../state/queries.ts'

/** A picture with its caption. */
export function PictureView({ content }: { readonly content: Extract<CardContent, { kind: 'picture' }> }) {
  const { data } = useAnswer('boards.picture', { picture: content.picture })
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    if (!data) return
    const made = URL.createObjectURL(new Blob([new Uint8Array(data.bytes)], { type: data.mediaType }))
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [data])
  return (
    <figure>
      {address && (
        <img src={address} alt={content.caption || 'A picture without a caption'} draggable={false} />
      )}
      {content.caption !== '' && <figcaption className="ellipsis">{content.caption}</figcaption>}
    </figure>
  )
}
