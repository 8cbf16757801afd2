import { actorKinds } from '../../db/contract/vocabulary.ts'

type Kind = keyof typeof actorKinds

/** Outlines on a grid of 16: what each kind of actor looks like in a list. */
const outlines: Readonly<Record<Kind, string>> = {
  person:
    'M8 8.2a2.9 2.9 0 1 0 0-5.8 2.9 2.9 0 0 0 0 5.8ZM2.8 14c.4-2.8 2.5-4.3 5.2-4.3s4.8 1.500 5.200 4.300',
  state: 'M3.500 14.500v-13M3.500 2.500c3-1.600 5.500 1.600 9 0v6.500c-3.500 1.600-6-1.600-9 0',
  'government-body': 'M2 6.500 8 2.500l6 4M2 13.500h12M3.700 6.500v7M8 6.500v7M12.300 6.500v7',
  'armed-group': 'M8 1.800 13.300 4v4c0 3.300-2.300 5.300-5.300 6.300-3-1-5.300-3-5.300-6.300V4Z',
  organisation:
    'M5.500 7.200a2.200 2.200 0 1 0 0-4.400 2.200 2.200 0 0 0 0 4.400ZM1.500 13.500c.3-2.600 1.900-4 4-4s3.700 1.400 4 4M11 7.200a1.900 1.900 0 1 0-.8-3.600M11.500 9.500c1.800.2 2.800 1.600 3 4',
  company: 'M2 5.500h12v8H2zM5.500 5.500v-2h5v2M2 9.300h12',
  media:
    'M2 3h9.500v10.500h-8A1.500 1.500 0 0 1 2 12ZM11.500 6H14v6a1.500 1.500 0 0 1-1.500 1.500h-1M4.500 6H9M4.500 8.500H9M4.500 11H7',
  project: 'M8 2 14 5 8 8 2 5ZM2 8l6 3 6-3M2 11l6 3 6-3',
  place:
    'M8 14.500S3.200 10 3.200 6.400a4.800 4.800 0 0 1 9.600 0C12.800 10 8 14.500 8 14.500ZM8 8a1.600 1.600 0 1 0 0-3.200A1.600 1.600 0 0 0 8 8Z',
}

/** A small sign for a kind of actor; its word is read out and shown where the pointer rests. */
export function KindIcon({ kind }: { readonly kind: Kind }) {
  return (
    <svg className="kind-icon" viewBox="0 0 16 16" role="img" aria-label={actorKinds[kind]}>
      <title>{actorKinds[kind]}</title>
      <path
        d={outlines[kind]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.25"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  )
}
