import { useEffect, useState } from 'react'
import { formatPeriod } from '../../../kernel/format.ts'
import { useOperation } from '../../../ui/api.ts'
import { SampleMark } from '../../../ui/kit/marks.tsx'
import { Answer, Empty } from '../../../ui/kit/states.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { Bugle } from '../../../ui/layout/bugle.tsx'
import { useUrlState } from '../../../ui/navigation.tsx'
import { useSession } from '../../../ui/session.tsx'
import { type RoundPlace, type RoundRanking, showRanking } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import { Moved, PlaceMarks, useRoundChoice, useStanding } from './round-parts.tsx'
import { columnsPerPage, pagesOf } from './wall-pages.ts'
import './assessment.css'
import './wall.css'

const STATE = { round: '', group: '' } as const
const STAY_MS = 20_000

/** The ranking for a wall: groups side by side, large, page after page without a hand, nothing behind a hover. */
export default function WallPage() {
  const { wall } = useMessages(assessmentMessages).screens
  const [state] = useUrlState(STATE)
  const { rounds, round } = useRoundChoice(state.round)
  return (
    <div className="aw">
      <Answer of={rounds}>
        {() => (round ? <Board roundId={round.id} group={state.group} /> : <Empty>{wall.none}</Empty>)}
      </Answer>
    </div>
  )
}

function Board({ roundId, group }: { readonly roundId: string; readonly group: string }) {
  const answer = useOperation(showRanking, { roundId }, { keepPrevious: true })
  return <Answer of={answer}>{(ranking) => <Pages ranking={ranking} group={group} />}</Answer>
}

function Pages({ ranking, group }: { readonly ranking: RoundRanking; readonly group: string }) {
  const words = useMessages(assessmentMessages)
  const { wall: own } = words.screens
  const [at, setAt] = useState(0)
  const [isHeld, setHeld] = useState(false)
  const pages = pagesOf(ranking.groups.filter((each) => group === '' || each.group === group))
  const page = pages[at % Math.max(1, pages.length)] ?? []
  const count = pages.length
  useEffect(() => {
    if (count < 2 || isHeld) return undefined
    const timer = setInterval(() => setAt((before) => (before + 1) % count), STAY_MS)
    return () => clearInterval(timer)
  }, [count, isHeld])
  return (
    <>
      <Head ranking={ranking} />
      {page.length === 0 ? <Empty>{own.none}</Empty> : null}
      <div className="aw-groups" style={{ gridTemplateColumns: `repeat(${columnsPerPage(page)}, minmax(0, 1fr))` }}>
        {page.map((each) => (
          <Group key={`${each.group}${each.places[0]?.unitId ?? ''}`} group={each} />
        ))}
      </div>
      {count > 1 ? (
        <nav className="aw-pages" aria-label={own.page((at % count) + 1, count)}>
          <button type="button" onClick={() => setAt((at + count - 1) % count)} aria-label={own.previous}>
            ‹
          </button>
          <span>{own.page((at % count) + 1, count)}</span>
          <button type="button" onClick={() => setAt((at + 1) % count)} aria-label={own.next}>
            ›
          </button>
          <button type="button" aria-pressed={isHeld} onClick={() => setHeld(!isHeld)}>
            {isHeld ? own.resume : own.pause}
          </button>
          <span className="aw-quiet">{isHeld ? '' : own.leaveNote}</span>
        </nav>
      ) : null}
    </>
  )
}

function Head({ ranking }: { readonly ranking: RoundRanking }) {
  const words = useMessages(assessmentMessages)
  const { locale } = useLocale()
  const session = useSession()
  const standing = useStanding()
  return (
    <header className="aw-head">
      <Bugle size={40} />
      <h1>
        {words.screens.roundName(ranking.schemeName, formatPeriod(ranking.period, locale))} {words.screens.wall.title}
      </h1>
      {session.sample ? <SampleMark /> : null}
      <span className="aw-gap" />
      <span>{standing(ranking)}</span>
    </header>
  )
}

function Group({ group }: { readonly group: RoundRanking['groups'][number] }) {
  const { ranking } = useMessages(assessmentMessages).screens
  return (
    <section className="aw-group" aria-label={group.name}>
      <h2>
        {group.name} <span className="aw-quiet">{ranking.groupNote(group.places.length)}</span>
      </h2>
      <ol style={{ maxHeight: `${group.places.length * 5.4}em` }}>
        {group.places.map((place) => (
          <Line key={place.unitId} place={place} top={topOf(group)} />
        ))}
      </ol>
    </section>
  )
}

function Line({ place, top }: { readonly place: RoundPlace; readonly top: number }) {
  const { ranking } = useMessages(assessmentMessages).screens
  return (
    <li className={place.rank !== null && place.rank <= 3 ? 'aw-line aw-top' : 'aw-line'}>
      <b className="aw-rank">{place.rank ?? '—'}</b>
      <span className="aw-unit">
        {place.unitName} <PlaceMarks place={{ ...place, isOwn: false, marks: place.marks.filter(isShown) }} />
      </span>
      <span className="aw-moved">{place.rank === null ? ranking.noPlace : <Moved place={place} />}</span>
      <b className="aw-total">{place.total}</b>
      <span className="aw-bar" aria-hidden="true">
        <span style={{ width: `${Math.max(0, Math.min(1, Number(place.total) / top)) * 100}%` }} />
      </span>
    </li>
  )
}

/** What is told from a wall; a black list is a matter of the papers, not of a hall. */
function isShown({ kind }: RoundPlace['marks'][number]): boolean {
  return kind === 'red' || kind === 'flag' || kind === 'progress' || kind === 'star'
}

function topOf({ places }: RoundRanking['groups'][number]): number {
  return Math.max(100, ...places.map(({ total }) => Number(total)))
}
