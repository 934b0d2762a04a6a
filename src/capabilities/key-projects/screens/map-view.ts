import { useState } from 'react'
import type { Spot } from '../rules/map.ts'

/** The frame maps are drawn in, in pixels at zoom 1; the page scales it. */
export const FRAME = { width: 960, height: 560 } as const
const MOST_ZOOM = 64
const STEP = 1.6
const MOVE = 80

/** What part of the drawing is looked at: `zoom` 1 shows all of it; `x` and `y` are the spot in the middle. */
export interface View extends Spot {
  readonly zoom: number
}

const WHOLE: View = { zoom: 1, x: FRAME.width / 2, y: FRAME.height / 2 }

/** Where a spot of the drawing is seen. */
export function seenAt({ zoom, x, y }: View, spot: Spot): Spot {
  return { x: (spot.x - x) * zoom + FRAME.width / 2, y: (spot.y - y) * zoom + FRAME.height / 2 }
}

/** Whether something is seen, or just outside the edge. */
export function isSeen({ x, y }: Spot): boolean {
  return x > -40 && y > -40 && x < FRAME.width + 40 && y < FRAME.height + 40
}

function bounded({ zoom, x, y }: View): View {
  const near = Math.min(MOST_ZOOM, Math.max(1, zoom))
  const [halfWidth, halfHeight] = [FRAME.width / 2 / near, FRAME.height / 2 / near]
  return {
    zoom: near,
    x: Math.min(FRAME.width - halfWidth, Math.max(halfWidth, x)),
    y: Math.min(FRAME.height - halfHeight, Math.max(halfHeight, y)),
  }
}

/** How a map is looked at: moved and zoomed by buttons, wheel, dragging and keys. */
export function useMapView() {
  const [view, setView] = useState<View>(WHOLE)
  const change = (next: (view: View) => View): void => setView((now) => bounded(next(now)))
  const zoomBy = (factor: number): void => change((now) => ({ ...now, zoom: now.zoom * factor }))
  const moveBy = (right: number, down: number): void =>
    change((now) => ({ ...now, x: now.x + right / now.zoom, y: now.y + down / now.zoom }))
  return {
    view,
    zoomIn: () => zoomBy(STEP),
    zoomOut: () => zoomBy(1 / STEP),
    whole: () => setView(WHOLE),
    moveBy,
    lookAt: (spot: Spot) => change((now) => ({ ...spot, zoom: now.zoom * STEP * STEP })),
    isNearest: view.zoom >= MOST_ZOOM,
    /** Answers whether the key meant something. */
    byKey: (key: string): boolean => {
      const act = KEYS[key]
      if (act) act({ zoomBy, moveBy, whole: () => setView(WHOLE) })
      return act !== undefined
    },
  }
}

interface Moves {
  readonly zoomBy: (factor: number) => void
  readonly moveBy: (right: number, down: number) => void
  readonly whole: () => void
}

const KEYS: Readonly<Record<string, (moves: Moves) => void>> = {
  ArrowLeft: ({ moveBy }) => moveBy(-MOVE, 0),
  ArrowRight: ({ moveBy }) => moveBy(MOVE, 0),
  ArrowUp: ({ moveBy }) => moveBy(0, -MOVE),
  ArrowDown: ({ moveBy }) => moveBy(0, MOVE),
  '+': ({ zoomBy }) => zoomBy(STEP),
  '=': ({ zoomBy }) => zoomBy(STEP),
  '-': ({ zoomBy }) => zoomBy(1 / STEP),
  '0': ({ whole }) => whole(),
}
