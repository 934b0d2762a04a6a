import { sourceOfRows, useDownload, useOperation } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { FilterBar } from '../../../ui/kit/filter-bar.tsx'
import { PageHeader, Section } from '../../../ui/kit/page.tsx'
import { Answer, Empty, RefusalNote } from '../../../ui/kit/states.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink, useUrlState } from '../../../ui/navigation.tsx'
import { downloadScoreSheet, type RoundLine, type RoundPlace, type RoundRanking, showRanking } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import { Moved, PlaceMarks, Score, StateMark, useRoundChoice, useStanding } from './round-parts.tsx'
import { roundName, type Words } from './wording.ts'
import './assessment.css'

const STATE = { round: '', group: '', now: false } as const

/** The ranking of a round, group by group: places, moves, scores, distances, and what the ranking made of each unit. */
export default function RankingPage() {
  const words = useMessages(assessmentMessages)
  const { ranking: own, choose } = words.screens
  const [state, patch, reset] = useUrlState(STATE)
  const { rounds, round, options } = useRoundChoice(state.round)
  return (
    <Answer of={rounds}>
      {() =>
        round ? (
          <Round
            key={round.id}
            round={round}
            isNow={state.now}
            group={state.group}
            renderFilters={(groups) => (
              <div className="as-filters">
                <FilterBar
                  filters={[
                    { kind: 'choice', key: 'round', label: choose.round, options },
                    { kind: 'choice', key: 'group', label: words.screens.unit.group, options: groups },
                    ...(round.edition === null
                      ? []
                      : [{ kind: 'switch' as const, key: 'now', label: words.screens.now }]),
                  ]}
                  value={{ ...state, round: round.id }}
                  onChange={patch}
                  onReset={reset}
                />
              </div>
            )}
          />
        ) : (
          <>
            <PageHeader title={own.title} />
            <Empty action={<AppLink to="/assessment/schemes">{words.screens.menu.schemes}</AppLink>}>{own.empty}</Empty>
          </>
        )
      }
    </Answer>
  )
}

function Round({
  round,
  isNow,
  group,
  renderFilters,
}: {
  readonly round: RoundLine
  readonly isNow: boolean
  readonly group: string
  readonly renderFilters: (groups: readonly { value: string; label: string }[]) => React.ReactNode
}) {
  const words = useMessages(assessmentMessages)
  const { locale } = useLocale()
  const { ranking: own } = words.screens
  const standing = useStanding()
  const sheet = useDownload(downloadScoreSheet)
  const answer = useOperation(
    showRanking,
    { roundId: round.id, ...(isNow ? { edition: 'now' as const } : {}) },
    { keepPrevious: true },
  )
  const groups = answer.data?.groups ?? []
  return (
    <>
      <PageHeader
        title={own.title}
        marks={<StateMark state={round.state} />}
        note={
          <>
            {roundName(round, words, locale)}
            {answer.data ? ` · ${standing(answer.data)}` : ''}
          </>
        }
        actions={
          <>
            <AppLink className="k-button" to={`/assessment/rounds/${round.id}`}>
              {own.desk}
            </AppLink>
            <AppLink className="k-button" to={`/assessment/rounds/${round.id}/stability`}>
              {own.stability}
            </AppLink>
            {round.edition === null ? null : (
              <button
                type="button"
                className="k-button"
                disabled={sheet.isPending}
                onClick={() => sheet.mutate({ roundId: round.id })}
              >
                {own.sheet}
              </button>
            )}
            <AppLink className="k-button k-button-primary" to={`/assessment/wall?round=${round.id}`}>
              {own.wall}
            </AppLink>
          </>
        }
      />
      {sheet.error ? <RefusalNote refusal={sheet.error} /> : null}
      {renderFilters(groups.map((each) => ({ value: each.group, label: each.name })))}
      <Answer of={answer}>
        {(ranking) => (
          <>
            {ranking.isNarrowed ? <p className="as-note">{own.narrowed}</p> : null}
            {ranking.groups.length === 0 ? <Empty>{own.noneShown}</Empty> : null}
            {ranking.groups
              .filter((each) => group === '' || each.group === group)
              .map((each) => (
                <GroupTable key={each.group} ranking={ranking} group={each} />
              ))}
            <details className="as-how">
              <summary>{own.whatIs}</summary>
              <p>{own.explain}</p>
            </details>
          </>
        )}
      </Answer>
    </>
  )
}

function GroupTable({
  ranking,
  group,
}: {
  readonly ranking: RoundRanking
  readonly group: RoundRanking['groups'][number]
}) {
  const words = useMessages(assessmentMessages)
  const ranks = group.places.map(({ rank }) => rank)
  const isJoint = (rank: number | null): boolean => rank !== null && ranks.filter((each) => each === rank).length > 1
  return (
    <Section title={group.name} note={words.screens.ranking.groupNote(group.places.length)}>
      <div className="as-ranking">
        <DataTable<RoundPlace>
          id="assessment.ranking"
          label={group.name}
          columns={columnsOf(ranking, isJoint, words)}
          source={sourceOfRows(group.places)}
          rowKey={(row) => row.unitId}
          isA3
        />
      </div>
    </Section>
  )
}

function columnsOf(
  ranking: RoundRanking,
  isJoint: (rank: number | null) => boolean,
  words: Words,
): readonly Column<RoundPlace>[] {
  const { ranking: own } = words.screens
  const isFirst = ranking.groups.every(({ places }) => places.every(({ gained }) => gained === null))
  return [
    {
      key: 'rank',
      title: own.place,
      kind: 'center',
      width: 64,
      cell: (row) =>
        row.rank === null ? (
          <span className="k-quiet">{own.noPlace}</span>
        ) : (
          <span className={row.rank <= 3 ? 'as-rank as-rank-top' : 'as-rank'} title={own.placeOf(row.rank, row.of)}>
            {row.rank}
            {isJoint(row.rank) ? <small>{own.joint}</small> : null}
          </span>
        ),
    },
    {
      key: 'unit',
      title: own.unit,
      width: 180,
      isPinned: true,
      cell: (row) => (
        <>
          <AppLink to={`/assessment/rounds/${ranking.roundId}/units/${row.unitId}`}>{row.unitName}</AppLink>{' '}
          <PlaceMarks place={row} />
        </>
      ),
    },
    ...(isFirst
      ? []
      : [{ key: 'moved', title: own.moved, width: 84, cell: (row: RoundPlace) => <Moved place={row} /> }]),
    { key: 'total', title: own.total, kind: 'number', cell: (row) => <b className="as-total">{row.total}</b> },
    {
      key: 'apart',
      title: own.apart,
      width: 104,
      cell: (row) => (
        <span className="as-apart">
          {row.toNext === null ? null : <span>{own.behindBy(row.toNext)}</span>}
          {row.margin === null ? null : <span>{own.aheadBy(row.margin)}</span>}
        </span>
      ),
    },
    ...ranking.criteria.map(({ criterion, name, points }) => ({
      key: criterion,
      title: own.criterion(name, points),
      kind: 'number' as const,
      width: 92,
      cell: (row: RoundPlace) => {
        const score = row.criteria.find((each) => each.criterion === criterion)
        return score ? <Score given={score.points} points={points} state={score.state} /> : '—'
      },
    })),
    {
      key: 'beside',
      title: own.beside,
      kind: 'number',
      cell: (row) => [beside(row.bonus, '+'), beside(row.deduction, '')].filter(Boolean).join(' ') || '—',
    },
  ]
}

/** Points beside the criteria; nothing where there are none. */
function beside(points: string, sign: string): string {
  return Number(points) === 0 ? '' : `${sign}${points}`
}
