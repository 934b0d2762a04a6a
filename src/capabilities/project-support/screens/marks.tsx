import { formatDay } from '../../../kernel/format.ts'
import { asDay } from '../../../kernel/day.ts'
import { Mark } from '../../../ui/kit/marks.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import type { MadePromise, NeedState, VisitOutcome } from '../contract.ts'
import { projectSupportMessages } from '../messages/index.ts'

const OUTCOMES = { smooth: 'good', solved: 'good', handed_over: 'notice', pending: 'warn' } as const
const STATES = {
  asked: 'notice',
  verified: 'notice',
  partly_covered: 'warn',
  covered: 'good',
  delivered: 'good',
  withdrawn: 'calm',
} as const satisfies Record<NeedState, string>
const PROMISES = { open: 'notice', kept: 'good', late: 'warn', broken: 'bad', withdrawn: 'calm' } as const

/** What a visit ended with. */
export function OutcomeMark({ outcome }: { readonly outcome: VisitOutcome }) {
  const words = useMessages(projectSupportMessages)
  return <Mark tone={OUTCOMES[outcome]}>{words.outcomes[outcome]}</Mark>
}

/** Where a need stands, and that it is late. */
export function NeedMarks({ state, isLate }: { readonly state: NeedState; readonly isLate: boolean }) {
  const words = useMessages(projectSupportMessages)
  return (
    <>
      <Mark tone={STATES[state]}>{words.states[state]}</Mark>{' '}
      {isLate ? <Mark tone="bad">{words.needs.late}</Mark> : null}
    </>
  )
}

/** Promises made on visits, each a way into the ledger of promises. */
export function PromiseList({ promises }: { readonly promises: readonly MadePromise[] }) {
  const words = useMessages(projectSupportMessages)
  const { locale } = useLocale()
  if (promises.length === 0) return '—'
  return (
    <ul className="ps-lines">
      {promises.map((promise) => (
        <li key={promise.id}>
          <AppLink to={`/promises/${promise.id}`}>{promise.action}</AppLink>{' '}
          {promise.dueOn === null ? null : (
            <span className="k-quiet">{words.card.due(formatDay(asDay(promise.dueOn), locale))}</span>
          )}{' '}
          {promise.isOverdue ? (
            <Mark tone="bad">{words.overdue}</Mark>
          ) : (
            <Mark tone={PROMISES[promise.state]}>{words.promiseStates[promise.state]}</Mark>
          )}
        </li>
      ))}
    </ul>
  )
}
