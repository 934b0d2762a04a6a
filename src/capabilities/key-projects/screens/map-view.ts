import { type RefObject, useEffect, useRef, useState } from 'react'
import type { Spot } from '../rules/map.ts'

/** The frame a map is drawn in, in pixels of the screen. */
export interface Frame {
  readonly width: number
  readonly height: number
}

/** What is drawn before the box was measured. */
const FIRST: Frame = { width: 960, height: 520 }
/** Boxes narrower than this are those of a phone: the drawing is as high as it is wide. */
const NARROW = 600

/** The frame that fits the box a map stands in, measured again whenever the box changes. */
export function useFrame(): readonly [RefObject<HTMLDivElement | null>, Frame] {
  const box = useRef<HTMLDivElement>(null)
  const [frame, setFrame] = useState(FIRST)
  useEffect(() => {
    const element = box.current
    if (!element) return undefined
    const observer = new ResizeObserver(() => {
      const width = Math.max(280, Math.round(element.clientWidth))
      setFrame({ width, height: width < NARROW ? width : FIRST.height })
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [box, frame]
}

const MOST_ZOOM = 64
const STEP = 1.6
const MOVE = 80

/** What part of the drawing is looked at: `zoom` 1 shows all of it; `x` and `y` are the spot in the middle. */
export interface View extends Spot {
  readonly zoom: number
}

const wholeOf = ({ width, height }: Frame): View => ({ zoom: 1, x: width / 2, y: height / 2 })

/** Where a spot of the drawing is seen. */
export function seenAt({ zoom, x, y }: View, frame: Frame, spot: Spot): Spot {
  return { x: (spot.x - x) * zoom + frame.width / 2, y: (spot.y - y) * zoom + frame.height / 2 }
}

/** The spot of the drawing that is seen somewhere. */
export function spotAt({ zoom, x, y }: View, frame: Frame, seen: Spot): Spot {
  return { x: (seen.x - frame.width / 2) / zoom + x, y: (seen.y - frame.height / 2) / zoom + y }
}

/** Whether something is seen, or just outside the edge. */
export function isSeen({ x, y }: Spot, frame: Frame): boolean {
  return x > -40 && y > -40 && x < frame.width + 40 && y < frame.height + 40
}

function bounded({ zoom, x, y }: View, frame: Frame): View {
  const near = Math.min(MOST_ZOOM, Math.max(1, zoom))
  const [halfWidth, halfHeight] = [frame.width / 2 / near, frame.height / 2 / near]
  return {
    zoom: near,
    x: Math.min(frame.width - halfWidth, Math.max(halfWidth, x)),
    y: Math.min(frame.height - halfHeight, Math.max(halfHeight, y)),
  }
}

/** How a map is looked at: moved and zoomed by buttons, wheel, dragging and keys. */
export function useMapView(frame: Frame) {
  const [kept, setKept] = useState<View>()
  const view = kept ? bounded(kept, frame) : wholeOf(frame)
  const change = (next: (view: View) => View): void => setKept((now) => bounded(next(now ?? wholeOf(frame)), frame))
  const whole = (): void => setKept(undefined)
  const zoomBy = (factor: number): void => change((now) => ({ ...now, zoom: now.zoom * factor }))
  const moveBy = (right: number, down: number): void =>
    change((now) => ({ ...now, x: now.x + right / now.zoom, y: now.y + down / now.zoom }))
  return {
    view,
    zoomIn: () => zoomBy(STEP),
    zoomOut: () => zoomBy(1 / STEP),
    whole,
    moveBy,
    lookAt: (spot: Spot) => change((now) => ({ ...spot, zoom: now.zoom * STEP * STEP })),
    isNearest: view.zoom >= MOST_ZOOM,
    /** Answers whether the key meant something. */
    byKey: (key: string): boolean => {
      const act = KEYS[key]
      if (act) act({ zoomBy, moveBy, whole })
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
