import { Mark } from '../../../ui/kit/marks.tsx'
import { useMessages } from '../../../ui/language.tsx'
import type { PromiseLine, PromiseState } from '../contract.ts'
import { obstaclesMessages } from '../messages/index.ts'

const TONES = {
  open: 'notice',
  kept: 'good',
  late: 'warn',
  broken: 'bad',
  withdrawn: 'calm',
} as const satisfies Record<PromiseState, string>

/** What became of a promise, and how many days are left or over. */
export function PromiseMarks({ of }: { readonly of: Pick<PromiseLine, 'state' | 'isOverdue' | 'daysLeft'> }) {
  const words = useMessages(obstaclesMessages).promises
  return (
    <>
      <Mark tone={TONES[of.state]}>{words.states[of.state]}</Mark>{' '}
      {of.daysLeft === null ? null : of.isOverdue ? (
        <Mark tone="bad">{words.overdueDays(-of.daysLeft)}</Mark>
      ) : (
        <span className="k-quiet">{words.dueIn(of.daysLeft)}</span>
      )}
    </>
  )
}
