const paths = {
  select: 'M4 3l9 5.2-4 .9-2 3.9z',
  note: 'M3 3.5h10v6l-3.5 3.5H3zM9.5 13v-3.5H13',
  link: 'M3.5 12.5l8-8M6.5 4h5.5v5.5',
  group: 'M3 5h10v8H3zM3 5V3h4v2',
  align: 'M3 2.5v11M5 4.5h8v2.5H5zM5 9h5v2.5H5z',
  plus: 'M8 3.5v9M3.5 8h9',
  minus: 'M3.5 8h9',
  fit: 'M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3',
  export: 'M8 10V2.5M5 5.5l3-3 3 3M3 10v3h10v-3',
} as const

export type IconName = keyof typeof paths

/** A line drawing beside words that say the same: assistive technology passes over it. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <path
        d={paths[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
