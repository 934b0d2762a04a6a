import { formatInstant } from '../../../kernel/format.ts'
import { useOperation } from '../../../ui/api.ts'
import { Mark } from '../../../ui/kit/marks.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { listRounds, type RoundPlace, type RoundRanking, type RoundState } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import { reasonsText, roundName, shareOf, type Words } from './wording.ts'

/** What a ranking made of a unit. */
type RankMark = RoundPlace['marks'][number]

const TONES = {
  open: 'notice',
  checking: 'warn',
  settled: 'notice',
  published: 'good',
  correcting: 'warn',
} as const satisfies Record<RoundState, string>

/** The state of a round as a mark. */
export function StateMark({ state }: { readonly state: RoundState }) {
  const { states } = useMessages(assessmentMessages).screens
  return <Mark tone={TONES[state]}>{states[state]}</Mark>
}

/** The rounds to choose among, the latest first, and the one a page opens with: the named one, else the last published, else the latest. */
export function useRoundChoice(roundId: string) {
  const words = useMessages(assessmentMessages)
  const { locale } = useLocale()
  const rounds = useOperation(listRounds, { limit: 200 }, { staleMs: 30_000 })
  const items = rounds.data?.items ?? []
  const round =
    items.find(({ id }) => id === roundId) ??
    (roundId === '' ? (items.find(({ publishedEdition }) => publishedEdition !== null) ?? items[0]) : undefined)
  const options = items.map((each) => ({
    value: each.id,
    label: `${roundName(each, words, locale)} · ${words.screens.states[each.state]}`,
  }))
  return { rounds, items, round, options }
}

/** Where a ranking comes from: published by whom, settled, or the figures so far. */
export function useStanding(): (ranking: Pick<RoundRanking, 'edition' | 'isPublished'>) => string {
  const { ranking: words } = useMessages(assessmentMessages).screens
  const { locale } = useLocale()
  const at = (instant: string) => formatInstant(new Date(instant), locale)
  return ({ edition }) => {
    if (edition === null) return words.live
    if (edition.publishedAt !== null) return words.published(edition.publishedByName ?? '', at(edition.publishedAt))
    return words.settled(edition.settledByName, at(edition.settledAt))
  }
}

/** How many places a unit moved since the period before: shape, word and number. */
export function Moved({ place }: { readonly place: Pick<RoundPlace, 'rank' | 'gained'> }) {
  const { ranking } = useMessages(assessmentMessages).screens
  if (place.rank === null) return null
  if (place.gained === null) return <span className="k-quiet">{ranking.fresh}</span>
  if (place.gained === 0) return <span className="k-quiet">{ranking.same}</span>
  const isUp = place.gained > 0
  return (
    <span className={isUp ? 'as-up' : 'as-down'}>
      <span aria-hidden="true">{isUp ? '▲' : '▼'}</span>{' '}
      {isUp ? ranking.gained(place.gained) : ranking.lost(-place.gained)}
    </span>
  )
}

/** The shape of each mark: red and black lists are never told apart by colour alone, nor taken for a light. */
export const SIGNS = {
  red: '★',
  black: '■',
  flag: '⚑',
  star: '☆',
  progress: '▲',
  band: '',
  excused: '',
} as const satisfies Record<RankMark['kind'], string>

/** What a mark says: its name, with the number of stars, or that an excuse keeps the unit off the list. */
function markText({ kind, name, count }: RankMark, words: Words): string {
  if (kind === 'star' && count !== null) return words.screens.lists.stars(name, count)
  return kind === 'excused' ? words.screens.lists.excusedFrom(name) : name
}

/** What a ranking made of a unit: grade, lists, flags and stars; the reason is read on hover and written in full on the unit's page. */
export function PlaceMarks({ place }: { readonly place: Pick<RoundPlace, 'marks' | 'veto' | 'isComplete' | 'isOwn'> }) {
  const words = useMessages(assessmentMessages)
  const { ranking, grounds } = words.screens
  return (
    <span className="as-marks">
      {place.isOwn ? <Mark tone="notice">{ranking.own}</Mark> : null}
      {place.veto ? <Mark tone="bad">{ranking.vetoed(grounds[place.veto] ?? place.veto)}</Mark> : null}
      {place.isComplete ? null : <Mark tone="warn">{ranking.incomplete}</Mark>}
      {place.marks.map((each) => (
        <span key={`${each.kind}${each.key}`} title={reasonsText(each.reasons, words)}>
          <span className={`as-mark as-mark-${each.kind}`}>
            {SIGNS[each.kind] === '' ? null : <span aria-hidden="true">{SIGNS[each.kind]}</span>}
            {markText(each, words)}
          </span>
        </span>
      ))}
    </span>
  )
}

/** A score with the share of its points as a thin bar below it. */
export function Score({
  given,
  points,
  state,
}: {
  readonly given: string
  readonly points: string
  readonly state: 'scored' | 'missing' | 'left_out'
}) {
  const { ranking } = useMessages(assessmentMessages).screens
  if (state !== 'scored')
    return <span className="k-quiet">{state === 'missing' ? ranking.missing : ranking.leftOut}</span>
  return (
    <span className="as-score">
      {given}
      <span className="as-score-track" aria-hidden="true">
        <span style={{ width: `${shareOf(given, points) * 100}%` }} />
      </span>
    </span>
  )
}
