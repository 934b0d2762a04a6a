import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react'
import { formatNumber } from '../../../kernel/format.ts'
import { LightTag } from '../../../ui/kit/marks.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink, useGo } from '../../../ui/navigation.tsx'
import type { MapPoint, ProjectLight } from '../contract.ts'
import { keyProjectsMessages } from '../messages/index.ts'
import { type Crowd, crowdsOf, drawingOf, placeNames, scaleOf, type Spot, worstLight } from '../rules/map.ts'
import './map.css'
import { type Frame, isSeen, seenAt, spotAt, useFrame, useMapView } from './map-view.ts'

const LIGHTS = ['red', 'yellow', 'green', 'none'] as const
/** Points closer than this on the screen are drawn as one. */
const RADIUS = 26

interface Drawn extends Spot {
  readonly point: MapPoint
  readonly unitName: string
}

/** Where projects lie, as our own drawing: lights by shape and colour, crowds with their number, names of places, a scale. */
export function MapDrawing({ points }: { readonly points: readonly MapPoint[] }) {
  const words = useMessages(keyProjectsMessages).map
  const [box, frame] = useFrame()
  const map = useMapView(frame)
  const { view } = map
  const [here, setHere] = useState<readonly MapPoint[]>([])
  const drawing = useMemo(() => drawingOf(points, frame), [points, frame])
  const seen = useMemo(
    () =>
      points.map(
        (point): Drawn => ({ ...seenAt(view, frame, drawing.spotOf(point)), point, unitName: point.unitName }),
      ),
    [points, drawing, view, frame],
  )
  const crowds = crowdsOf(seen, RADIUS).filter((crowd) => isSeen(crowd, frame))
  const names = placeNames(seen, { x: 96, y: 24 }).filter((place) => isSeen(place, frame))
  const drag = useDrag(map.moveBy)
  const open = (crowd: Crowd<Drawn>): void => {
    if (map.isNearest || isOneSpot(crowd)) return setHere(crowd.members.map(({ point }) => point))
    setHere([])
    map.lookAt(spotAt(view, frame, crowd))
  }
  return (
    <div className="kp-map" ref={box}>
      <svg
        viewBox={`0 0 ${frame.width} ${frame.height}`}
        role="group"
        aria-label={`${words.drawing}. ${words.keys}`}
        tabIndex={0}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.target === event.currentTarget && map.byKey(event.key)) event.preventDefault()
        }}
        {...drag}
      >
        <Grid frame={frame} />
        {crowds.map((crowd) => (
          <CrowdMark key={crowd.members.map(({ point }) => point.id).join()} crowd={crowd} onOpen={open} />
        ))}
        {names.map((place) => (
          <text key={place.name} x={place.x} y={place.y - 20} textAnchor="middle" className="kp-map-place">
            {place.name}
          </text>
        ))}
        <Scale kilometresPerPixel={drawing.kilometresPerPixel / view.zoom} frame={frame} />
      </svg>
      <div className="kp-map-tools no-print">
        <button type="button" className="k-button" aria-label={words.zoomIn} onClick={map.zoomIn}>
          +
        </button>
        <button type="button" className="k-button" aria-label={words.zoomOut} onClick={map.zoomOut}>
          −
        </button>
        <button type="button" className="k-button" aria-label={words.whole} onClick={map.whole}>
          ⤢
        </button>
      </div>
      <div className="kp-map-legend">
        {LIGHTS.map((light) => (
          <span key={light}>
            <LightTag colour={light} />{' '}
            <span className="k-quiet">{points.filter((point) => point.light === light).length}</span>
          </span>
        ))}
        <span className="k-quiet">{words.notAMap}</span>
      </div>
      {here.length > 0 ? (
        <section className="kp-map-here" aria-label={words.here}>
          <b>{words.here}</b>
          <ul>
            {here.map((point) => (
              <li key={point.id}>
                <LightTag colour={point.light} />{' '}
                <AppLink to={`/key-projects/${point.id}`}>
                  {point.number} {point.name}
                </AppLink>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  )
}

/** Whether a crowd stays one however near one looks. */
function isOneSpot({ members }: Crowd<Drawn>): boolean {
  const [first] = members
  return members.every(
    ({ point }) => point.longitude === first.point.longitude && point.latitude === first.point.latitude,
  )
}

function CrowdMark({
  crowd,
  onOpen,
}: {
  readonly crowd: Crowd<Drawn>
  readonly onOpen: (crowd: Crowd<Drawn>) => void
}) {
  const { map: words, lights } = useMessages(keyProjectsMessages)
  const go = useGo()
  const { members, x, y } = crowd
  const [{ point }] = members
  const count = members.length
  const light = worstLight(members.map((each) => each.point.light))
  const countOf = (colour: ProjectLight) => members.filter((each) => each.point.light === colour).length
  const label =
    count === 1 ? `${point.name}, ${lights[point.light]}` : words.crowdOf(count, countOf('red'), countOf('yellow'))
  const act = (): void => (count === 1 ? go(`/key-projects/${point.id}`) : onOpen(crowd))
  return (
    <g
      className="kp-map-point"
      transform={`translate(${x} ${y})`}
      role={count === 1 ? 'link' : 'button'}
      tabIndex={0}
      aria-label={label}
      onClick={act}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        act()
      }}
    >
      <title>{label}</title>
      <circle className="kp-map-ring" r={count === 1 ? 12 : 18} />
      <g transform={count === 1 ? '' : 'translate(0 -6) scale(0.8)'}>
        <LightMark light={light} />
      </g>
      {count === 1 ? null : (
        <text className="kp-map-count" y={12}>
          {count}
        </text>
      )}
    </g>
  )
}

/** The shape of a light: red a square, yellow a triangle, green a circle, none a ring. */
function LightMark({ light }: { readonly light: ProjectLight }) {
  switch (light) {
    case 'red':
      return <rect className="kp-map-red" x={-6} y={-6} width={12} height={12} rx={1} />
    case 'yellow':
      return <path className="kp-map-yellow" d="M0 -7 7 6H-7z" />
    case 'green':
      return <circle className="kp-map-green" r={6} />
    default:
      return <circle className="kp-map-none" r={5.5} />
  }
}

/** Thin lines every so many pixels, to see movement by. */
function Grid({ frame }: { readonly frame: Frame }) {
  const linesIn = (length: number) =>
    Array.from({ length: Math.floor((length - 1) / 130) }, (_, index) => (index + 1) * 130)
  return (
    <g className="kp-map-grid" aria-hidden="true">
      {linesIn(frame.width).map((x) => (
        <line key={x} x1={x} x2={x} y1={0} y2={frame.height} />
      ))}
      {linesIn(frame.height).map((y) => (
        <line key={y} x1={0} x2={frame.width} y1={y} y2={y} />
      ))}
    </g>
  )
}

function Scale({ kilometresPerPixel, frame }: { readonly kilometresPerPixel: number; readonly frame: Frame }) {
  const words = useMessages(keyProjectsMessages).map
  const { kilometres, pixels } = scaleOf(kilometresPerPixel, 140)
  const [left, bottom] = [20, frame.height - 20]
  return (
    <g aria-hidden="true">
      <path className="kp-map-scale" fill="none" d={`M${left} ${bottom - 6}v6h${pixels}v-6`} />
      <text className="kp-map-text" x={left + 6} y={bottom - 8}>
        {words.kilometres(formatNumber(kilometres))}
      </text>
      <path className="kp-map-text" d={`M${left + 6} 40l6-18 6 18-6-5z`} />
      <text className="kp-map-text" x={left + 12} y={56} textAnchor="middle">
        {words.north}
      </text>
    </g>
  )
}

/** Dragging the drawing with a pointer; a press that does not move is a press on what lies there. */
function useDrag(moveBy: (right: number, down: number) => void) {
  const last = useRef<{ readonly x: number; readonly y: number } | undefined>(undefined)
  return {
    onPointerDown: (event: PointerEvent<SVGSVGElement>): void => {
      if (event.target === event.currentTarget) last.current = { x: event.clientX, y: event.clientY }
    },
    onPointerMove: (event: PointerEvent<SVGSVGElement>): void => {
      if (!last.current || event.buttons === 0) return
      moveBy(last.current.x - event.clientX, last.current.y - event.clientY)
      last.current = { x: event.clientX, y: event.clientY }
    },
    onPointerUp: (): void => {
      last.current = undefined
    },
    onPointerLeave: (): void => {
      last.current = undefined
    },
  }
}
