import { useOperation } from '../../../ui/api.ts'
import type { OutputOf } from '../../../kernel/operation.ts'
import { PageHeader, Section } from '../../../ui/kit/page.tsx'
import { Answer } from '../../../ui/kit/states.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink, usePathFields } from '../../../ui/navigation.tsx'
import { showRound, showSensitivity } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import { StateMark } from './round-parts.tsx'
import { figureText, roundName } from './wording.ts'
import './assessment.css'
import './scheme.css'

type Sensitivity = OutputOf<typeof showSensitivity>
type Shift = Sensitivity['weights'][number]['shifts'][number]

/** What a ranking hangs on: a tenth of a weight, a disputed figure, one judge less, and whose place moves most often. */
export default function StabilityPage() {
  const words = useMessages(assessmentMessages)
  const { locale } = useLocale()
  const { roundId } = usePathFields('roundId')
  const round = useOperation(showRound, { roundId })
  const answer = useOperation(showSensitivity, { roundId })
  const { stability: own, menu } = words.screens
  return (
    <>
      <PageHeader
        back={<AppLink to={`/assessment?round=${roundId}`}>{menu.ranking}</AppLink>}
        title={own.title}
        marks={round.data ? <StateMark state={round.data.state} /> : null}
        note={
          <>
            {round.data ? `${roundName(round.data, words, locale)} · ` : ''}
            {own.note}
          </>
        }
      />
      <Answer of={answer}>{(found) => <Trials found={found} />}</Answer>
    </>
  )
}

function Trials({ found }: { readonly found: Sensitivity }) {
  const { stability: own, unit } = useMessages(assessmentMessages).screens
  const { weights, disputed, oneJudgeLess } = found
  return (
    <>
      <Shakiest shifts={[...weights, ...disputed, ...oneJudgeLess].flatMap((each) => each.shifts)} />
      <Section title={own.weights} note={own.weightsNote(found.tried)}>
        {weights.length === 0 ? <p className="as-proved">{own.firm}</p> : null}
        <ul className="as-trials">
          {weights.map((each) => (
            <Trial
              key={`${each.criterion}${each.change}`}
              title={own.weight(each.name, each.change.replace('-', '−'))}
              shifts={each.shifts}
            />
          ))}
        </ul>
      </Section>
      <Section title={own.disputed}>
        {disputed.length === 0 ? <p className="k-quiet">{own.disputedNone}</p> : null}
        <ul className="as-trials">
          {disputed.map((each) => (
            <Trial
              key={each.objectionId}
              title={own.dispute(
                each.unitName,
                each.criterionName,
                each.from === null ? unit.noValue : figureText(each.from),
                each.to === null ? unit.noValue : figureText(each.to),
              )}
              shifts={each.shifts}
            />
          ))}
        </ul>
      </Section>
      <Section title={own.judges}>
        {oneJudgeLess.length === 0 ? <p className="k-quiet">{own.judgesNone}</p> : null}
        <ul className="as-trials">
          {oneJudgeLess.map((each) => (
            <Trial
              key={`${each.criterionName}${each.contest}`}
              title={own.judge(each.criterionName, each.contest, each.trials)}
              shifts={each.shifts}
            />
          ))}
        </ul>
      </Section>
    </>
  )
}

function Trial({ title, shifts }: { readonly title: string; readonly shifts: readonly Shift[] }) {
  const { stability: own } = useMessages(assessmentMessages).screens
  return (
    <li>
      <b>{title}</b>
      {shifts.length === 0 ? (
        <span className="k-quiet">{own.firm}</span>
      ) : (
        <span className="as-shifts">
          {shifts.map(({ unitId, unitName, from, to }) => (
            <span key={unitId} className={(to ?? 999) < (from ?? 999) ? 'as-up' : 'as-down'}>
              <span aria-hidden="true">{(to ?? 999) < (from ?? 999) ? '▲' : '▼'}</span>{' '}
              {own.shift(unitName, own.place(from), own.place(to))}
            </span>
          ))}
        </span>
      )}
    </li>
  )
}

/** Units by how often their place moved in all trials, the least firm first, as bars. */
function Shakiest({ shifts }: { readonly shifts: readonly Shift[] }) {
  const { stability: own } = useMessages(assessmentMessages).screens
  const names = new Map(shifts.map(({ unitId, unitName }) => [unitId, unitName]))
  const counts = [...names]
    .map(([unitId, name]) => ({ unitId, name, times: shifts.filter((each) => each.unitId === unitId).length }))
    .toSorted((one, other) => other.times - one.times)
  const most = counts[0]?.times ?? 1
  if (counts.length === 0) return null
  return (
    <Section title={own.map} note={own.mapNote}>
      <ul className="as-shaky">
        {counts.slice(0, 12).map(({ unitId, name, times }) => (
          <li key={unitId}>
            <span>{name}</span>
            <span className="as-shaky-bar" aria-hidden="true">
              <span style={{ width: `${(times / most) * 100}%` }} />
            </span>
            <span>{own.times(times)}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
