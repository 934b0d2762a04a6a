import { useEffect, useState } from 'react'
import { LightShape } from '../../../ui/kit/marks.tsx'
import { PaceBar } from '../../../ui/kit/pace-bar.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import type { TargetLine, Wall } from '../contract.ts'
import { overviewMessages } from '../messages/index.ts'
import { percent, signed } from './figures.ts'

const ROWS = 10
const TURN_MS = 12_000

/** The pace of every target, page after page; pages turn by themselves unless somebody stops them or dislikes movement. */
export function WallTargets({ targets }: { readonly targets: Wall['targets'] }) {
  const words = useMessages(overviewMessages)
  const items = targets?.items ?? []
  const pages = Math.max(1, Math.ceil(items.length / ROWS))
  const [page, setPage] = useState(0)
  const [isTurning, setTurning] = useState(() => !window.matchMedia('(prefers-reduced-motion: reduce)').matches)
  const shown = Math.min(page, pages - 1)
  useEffect(() => {
    if (!isTurning || pages < 2) return undefined
    const turning = setInterval(() => setPage((before) => (before + 1) % pages), TURN_MS)
    return () => clearInterval(turning)
  }, [isTurning, pages])
  return (
    <section className="ow-panel" aria-label={words.wall.targets}>
      <div className="ow-panel-head">
        <h2>
          <AppLink to="/targets">{words.wall.targets}</AppLink>
        </h2>
        <span className="ow-quiet">{words.wall.targetsNote}</span>
      </div>
      {items.length === 0 ? <p className="ow-empty">{words.wall.noTargets}</p> : null}
      <ol className="ow-targets">
        {items.slice(shown * ROWS, shown * ROWS + ROWS).map((item) => (
          <li key={item.id}>
            <Line item={item} />
          </li>
        ))}
      </ol>
      {pages > 1 ? (
        <div className="ow-pages">
          <button type="button" aria-label={words.wall.previous} onClick={() => setPage((shown + pages - 1) % pages)}>
            ‹
          </button>
          <span>{words.wall.page(shown + 1, pages)}</span>
          <button type="button" aria-label={words.wall.next} onClick={() => setPage((shown + 1) % pages)}>
            ›
          </button>
          <button type="button" aria-pressed={!isTurning} onClick={() => setTurning(!isTurning)}>
            {isTurning ? words.wall.pause : words.wall.resume}
          </button>
          {targets && targets.more > 0 ? <span>{words.wall.more(targets.more)}</span> : null}
        </div>
      ) : null}
    </section>
  )
}

function Line({ item }: { readonly item: TargetLine }) {
  const words = useMessages(overviewMessages)
  const { completion, pace, light, gapPoints } = item
  return (
    <AppLink to={item.path} className="ow-target">
      <span className="ow-mark">
        <LightShape colour={light} size={16} />
        <span className="k-hidden">{words.lightWords[light]}</span>
      </span>
      <span className="ow-name">
        {item.name} <small>{item.unitName}</small>
      </span>
      {completion === null ? (
        <span className="ow-value">
          {item.plan === null
            ? (item.actual ?? words.wall.none)
            : words.wall.of(item.actual ?? words.wall.none, item.plan)}{' '}
          <small>{item.unitText}</small>
        </span>
      ) : (
        <>
          <PaceBar done={completion} pace={pace} colour={light} isBare />
          <span className="ow-percent">{percent(completion)}</span>
        </>
      )}
      <span className={gapPoints !== null && gapPoints < 0 ? 'ow-gap-figure ow-short' : 'ow-gap-figure'}>
        {gapPoints === null ? '' : signed(gapPoints, 1)}
      </span>
    </AppLink>
  )
}
