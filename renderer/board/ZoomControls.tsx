import { useStore } from '@xyflow/react'
import { Button } from '../ui/Button.tsx'
import { Icon } from './Icon.tsx'
import type { BoardAction } from './state.ts'

/** Nearer, further, as large as it is, all of it. */
export function ZoomControls({ perform }: { perform(action: BoardAction): void }) {
  const percent = useStore(({ transform }) => Math.round(transform[2] * 100))
  return (
    <div className="board-zoom" role="toolbar" aria-label="Zoom">
      <Button look="quiet" aria-label="Zoom out" title="Zoom out · −" onClick={() => perform('zoom-out')}>
        <Icon name="minus" />
      </Button>
      <Button
        look="quiet"
        className="percent"
        aria-label={`Zoom ${percent} %, back to 100 %`}
        title="Back to 100 % · 0"
        onClick={() => perform('zoom-reset')}
      >
        {percent} %
      </Button>
      <Button look="quiet" aria-label="Zoom in" title="Zoom in · +" onClick={() => perform('zoom-in')}>
        <Icon name="plus" />
      </Button>
      <Button
        look="quiet"
        aria-label="Show everything"
        title="Show everything · F"
        onClick={() => perform('fit')}
      >
        <Icon name="fit" />
      </Button>
    </div>
  )
}
