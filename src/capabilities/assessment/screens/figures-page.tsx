import { useOperation } from '../../../ui/api.ts'
import { FilterBar } from '../../../ui/kit/filter-bar.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { Answer, Empty } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink, useUrlState } from '../../../ui/navigation.tsx'
import { listRounds, type RoundCriterion, showRound } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import { CriterionFigures } from './criterion-figures.tsx'
import { StateMark, useRoundChoice } from './round-parts.tsx'
import './assessment.css'

const STATE = { round: '', criterion: '', all: false } as const

/** The page of a source unit: the criteria it answers for, their figures to enter, and the signature under them. */
export default function FiguresPage() {
  const words = useMessages(assessmentMessages)
  const { figures: own, choose } = words.screens
  const [state, patch, reset] = useUrlState(STATE)
  const open = useOperation(listRounds, { limit: 200 }, { staleMs: 30_000 })
  const first = open.data?.items.find((each) => each.state !== 'published' && each.state !== 'settled')
  const { rounds, round, options } = useRoundChoice(state.round || (first?.id ?? ''))
  return (
    <>
      <PageHeader title={own.title} note={own.note} marks={round ? <StateMark state={round.state} /> : null} />
      <Answer of={rounds}>
        {() =>
          round ? (
            <>
              <div className="as-filters">
                <FilterBar
                  filters={[
                    { kind: 'choice', key: 'round', label: choose.round, options },
                    { kind: 'switch', key: 'all', label: own.all },
                  ]}
                  value={{ ...state, round: round.id }}
                  onChange={(change) => patch('round' in change ? { ...change, criterion: '' } : change)}
                  onReset={reset}
                />
              </div>
              <Round
                key={round.id}
                roundId={round.id}
                criterion={state.criterion}
                isAll={state.all}
                onChoose={(criterion) => patch({ criterion })}
              />
            </>
          ) : (
            <Empty action={<AppLink to="/assessment/rounds">{words.screens.menu.rounds}</AppLink>}>{own.noRound}</Empty>
          )
        }
      </Answer>
    </>
  )
}

function Round({
  roundId,
  criterion,
  isAll,
  onChoose,
}: {
  readonly roundId: string
  readonly criterion: string
  readonly isAll: boolean
  readonly onChoose: (criterion: string) => void
}) {
  const { figures: own } = useMessages(assessmentMessages).screens
  const round = useOperation(showRound, { roundId }, { keepPrevious: true })
  return (
    <Answer of={round}>
      {(page) => {
        const mine = page.criteria.filter(({ actions }) => actions.length > 0)
        const named = page.criteria.find((each) => each.criterion === criterion)
        const shown = isAll || (named && !mine.includes(named)) ? page.criteria : mine
        const chosen = named ?? shown.find(waits) ?? shown[0]
        if (!chosen) return <Empty>{own.empty}</Empty>
        return (
          <div className="as-split">
            <nav className="as-chooser" aria-label={own.criterion}>
              {shown.map((each) => (
                <button
                  key={each.criterion}
                  type="button"
                  aria-current={each === chosen ? 'true' : undefined}
                  onClick={() => onChoose(each.criterion)}
                >
                  <span>{each.name}</span>
                  <StandingMark criterion={each} />
                </button>
              ))}
            </nav>
            <CriterionFigures key={chosen.criterion} round={page} criterion={chosen} />
          </div>
        )
      }}
    </Answer>
  )
}

function waits(criterion: RoundCriterion): boolean {
  return criterion.missing > 0 || criterion.signature === null || criterion.signature.isBroken
}

/** How far a criterion is: figures missing, to be signed, signed, or to be signed again. */
function StandingMark({ criterion }: { readonly criterion: RoundCriterion }) {
  const { figures: own, desk } = useMessages(assessmentMessages).screens
  if (criterion.missing > 0) return <Mark tone="warn">{own.toFill(criterion.missing)}</Mark>
  if (criterion.sourceUnitId === null) return <Mark>{desk.fromResults}</Mark>
  if (criterion.signature === null) return <Mark tone="notice">{own.toSign}</Mark>
  return criterion.signature.isBroken ? <Mark tone="bad">{own.broken}</Mark> : <Mark tone="good">{own.done}</Mark>
}
