import type { ComponentPropsWithRef } from 'react'

type Props = ComponentPropsWithRef<'button'> & { readonly look?: 'primary' | 'plain' | 'quiet' | 'danger' }

export function Button({ look = 'plain', className = '', ...rest }: Props) {
  return <button type="button" className={`button ${look} ${className}`} {...rest} />
}
