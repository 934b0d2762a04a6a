import { useOperation } from '../../../ui/api.ts'
import { FilterBar } from '../../../ui/kit/filter-bar.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { Answer, Empty } from '../../../ui/kit/states.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink, useUrlState } from '../../../ui/navigation.tsx'
import { type RoundLine, type RoundRanking, showRanking } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import { type OnList, type RoundList, listsOfRanking } from './ranking-lists.ts'
import { SIGNS, StateMark, useRoundChoice, useStanding } from './round-parts.tsx'
import { reasonsText, roundName } from './wording.ts'
import './assessment.css'
import './scheme.css'

const STATE = { round: '' } as const

/** Red and black lists, flags, stars, progress and grades of a round, each entry with why. */
export default function ListsPage() {
  const words = useMessages(assessmentMessages)
  const { lists: own, choose, ranking } = words.screens
  const [state, patch, reset] = useUrlState(STATE)
  const { rounds, round, options } = useRoundChoice(state.round)
  return (
    <Answer of={rounds}>
      {() =>
        round ? (
          <>
            <Head round={round} />
            <div className="as-filters">
              <FilterBar
                filters={[{ kind: 'choice', key: 'round', label: choose.round, options }]}
                value={{ round: round.id }}
                onChange={patch}
                onReset={reset}
              />
            </div>
            <Lists key={round.id} round={round} />
          </>
        ) : (
          <>
            <PageHeader title={own.title} note={own.note} />
            <Empty>{ranking.empty}</Empty>
          </>
        )
      }
    </Answer>
  )
}

function Head({ round }: { readonly round: RoundLine }) {
  const words = useMessages(assessmentMessages)
  const { locale } = useLocale()
  const { lists: own, menu } = words.screens
  return (
    <PageHeader
      title={own.title}
      marks={<StateMark state={round.state} />}
      note={
        <>
          {roundName(round, words, locale)} · {own.note}
        </>
      }
      actions={
        <AppLink className="k-button" to={`/assessment?round=${round.id}`}>
          {menu.ranking}
        </AppLink>
      }
    />
  )
}

function Lists({ round }: { readonly round: RoundLine }) {
  const words = useMessages(assessmentMessages)
  const { lists: own } = words.screens
  const standing = useStanding()
  const answer = useOperation(showRanking, { roundId: round.id })
  return (
    <Answer of={answer}>
      {(ranking) => {
        const lists = listsOfRanking(ranking)
        return lists.length === 0 ? (
          <Empty>{own.empty}</Empty>
        ) : (
          <>
            <p className="k-quiet as-standing">{standing(ranking)}</p>
            <div className="as-boards">
              {lists.map((list) => (
                <Board key={`${list.kind}${list.key}`} list={list} ranking={ranking} />
              ))}
            </div>
          </>
        )
      }}
    </Answer>
  )
}

function Board({ list, ranking }: { readonly list: RoundList; readonly ranking: RoundRanking }) {
  const words = useMessages(assessmentMessages)
  const { lists: own } = words.screens
  const kind = own.kinds[list.kind] ?? list.kind
  return (
    <section className={`as-board as-board-${list.kind}`} aria-label={`${kind} ${list.name}`}>
      <header>
        <span className="as-board-sign" aria-hidden="true">
          {SIGNS[list.kind]}
        </span>
        <h2>{list.name}</h2>
        {list.name === kind ? null : <span className="k-quiet">{kind}</span>}
      </header>
      {list.entries.length === 0 ? <p className="k-quiet">{ranking.isNarrowed ? own.nobodySeen : own.nobody}</p> : null}
      <ul>
        {list.entries.map((entry) => (
          <Entry key={`${entry.unitId}${entry.groupName}`} entry={entry} roundId={ranking.roundId} />
        ))}
      </ul>
      {list.excused.length > 0 ? (
        <p className="k-quiet">{own.excused(list.excused.map(({ unitName }) => unitName).join('、'))}</p>
      ) : null}
    </section>
  )
}

function Entry({ entry, roundId }: { readonly entry: OnList; readonly roundId: string }) {
  const words = useMessages(assessmentMessages)
  return (
    <li>
      <AppLink to={`/assessment/rounds/${roundId}/units/${entry.unitId}`}>{entry.unitName}</AppLink>{' '}
      {entry.count === null ? null : <span aria-label={`${entry.count}`}>{'★'.repeat(Math.min(entry.count, 10))}</span>}{' '}
      <span className="k-quiet">{entry.groupName}</span>
      <div className="as-why">{reasonsText(entry.reasons, words)}</div>
    </li>
  )
}
