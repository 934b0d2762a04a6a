import { useState } from 'react'
import { formatPeriod } from '../../../kernel/format.ts'
import { useOperation } from '../../../ui/api.ts'
import { Mark } from '../../../ui/kit/marks.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { Answer, Empty } from '../../../ui/kit/states.tsx'
import { DayText } from '../../../ui/kit/texts.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import { listObjections, type Objection, type ObjectionState } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import { AnswerDialog, WithdrawDialog } from './objection-dialogs.tsx'
import { figureText } from './wording.ts'

const TONES = {
  open: 'warn',
  upheld: 'good',
  rejected: 'calm',
  withdrawn: 'calm',
} as const satisfies Record<ObjectionState, string>

/** The objections of a round or of one unit in it; nothing where there are none. */
export function ObjectionList({ roundId, unitId }: { readonly roundId: string; readonly unitId?: string }) {
  const { objections: own } = useMessages(assessmentMessages).screens
  const found = useOperation(listObjections, { roundId, ...(unitId ? { unitId } : {}), limit: 200 })
  if (!found.data || found.data.items.length === 0) return null
  return (
    <Section title={own.title}>
      <ObjectionCards objections={found.data.items} />
    </Section>
  )
}

/** All objections the reader may see, by state. */
export function AllObjections({ state }: { readonly state: ObjectionState | undefined }) {
  const { objections: own } = useMessages(assessmentMessages).screens
  const found = useOperation(listObjections, { ...(state ? { state } : {}), limit: 200 }, { keepPrevious: true })
  return (
    <Answer of={found}>
      {({ items }) =>
        items.length === 0 ? <Empty>{own.empty}</Empty> : <ObjectionCards objections={items} hasRound />
      }
    </Answer>
  )
}

function ObjectionCards({
  objections,
  hasRound = false,
}: {
  readonly objections: readonly Objection[]
  readonly hasRound?: boolean
}) {
  const { objections: own } = useMessages(assessmentMessages).screens
  const [asked, setAsked] = useState<{ readonly id: string; readonly action: 'answer' | 'withdraw' }>()
  const objection = objections.find(({ id }) => id === asked?.id)
  return (
    <div className="as-cards">
      {objections.map((each) => (
        <article key={each.id} className="as-card" aria-label={`${each.unitName} ${each.criterionName ?? own.entry}`}>
          <Head objection={each} hasRound={hasRound} />
          <p>{each.reason}</p>
          <p className="k-quiet">
            {own.evidence}: {each.evidence} · {own.raised} <DayText day={each.raisedOn} /> {each.raisedByName}
          </p>
          {each.answer === null ? (
            <p>
              {own.answerer}: {each.answererUnitName ?? '—'} · {own.due} <DayText day={each.dueOn} />{' '}
              {each.daysLeft === null ? null : (
                <Mark tone={each.daysLeft < 0 ? 'bad' : each.daysLeft <= 1 ? 'warn' : 'calm'}>
                  {own.daysLeft(each.daysLeft)}
                </Mark>
              )}
            </p>
          ) : (
            <p className="as-quote">
              <b>{own.answered}</b> {each.answer}{' '}
              {each.correctedValue === null ? null : (
                <Mark tone="good">{own.corrected(figureText(each.correctedValue))}</Mark>
              )}{' '}
              <span className="k-quiet">
                {each.answeredByName} <DayText day={each.answeredOn} />
              </span>
            </p>
          )}
          {each.actions.length > 0 ? (
            <div className="k-toolbar">
              {each.actions.map((action) => (
                <button
                  key={action}
                  type="button"
                  className={action === 'answer' ? 'k-button k-button-primary' : 'k-button'}
                  onClick={() => setAsked({ id: each.id, action })}
                >
                  {own[action]}
                </button>
              ))}
            </div>
          ) : null}
        </article>
      ))}
      {objection && asked?.action === 'answer' ? (
        <AnswerDialog objection={objection} onClose={() => setAsked(undefined)} />
      ) : null}
      {objection && asked?.action === 'withdraw' ? (
        <WithdrawDialog objection={objection} onClose={() => setAsked(undefined)} />
      ) : null}
    </div>
  )
}

function Head({ objection, hasRound }: { readonly objection: Objection; readonly hasRound: boolean }) {
  const words = useMessages(assessmentMessages)
  const { locale } = useLocale()
  const { objections: own, unit } = words.screens
  const unitPath = `/assessment/rounds/${objection.roundId}/units/${objection.unitId}`
  return (
    <header>
      <h3>
        <AppLink to={unitPath}>{objection.unitName}</AppLink> · {objection.criterionName ?? own.entry}
      </h3>
      <Mark tone={TONES[objection.state]}>{own.states[objection.state] ?? objection.state}</Mark>
      {objection.figure === null ? null : (
        <span className="as-wish">
          {own.printed} <b>{objection.printedValue === null ? unit.noValue : figureText(objection.printedValue)}</b>
          {objection.wishedValue === null ? null : (
            <>
              {' '}
              <span aria-hidden="true">→</span> {own.wished} <b>{figureText(objection.wishedValue)}</b>
            </>
          )}
        </span>
      )}
      {hasRound ? (
        <AppLink className="as-end" to={`/assessment/rounds/${objection.roundId}`}>
          {words.screens.roundName(objection.schemeName, formatPeriod(objection.period, locale))}
        </AppLink>
      ) : null}
    </header>
  )
}
