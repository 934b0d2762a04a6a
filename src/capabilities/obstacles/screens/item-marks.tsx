import { Mark } from '../../../ui/kit/marks.tsx'
import { InstantText } from '../../../ui/kit/texts.tsx'
import type { ItemLine, ItemState, Severity } from '../contract.ts'
import { useItemWords } from './choices.tsx'

const STATES = {
  draft: 'calm',
  reported: 'notice',
  given_back: 'warn',
  verified: 'notice',
  assigned: 'notice',
  signed: 'notice',
  in_hand: 'notice',
  answered: 'warn',
  proposer_agreed: 'warn',
  assigner_agreed: 'warn',
  agreed: 'good',
  closed: 'good',
  suspended: 'warn',
  level_above: 'warn',
  merged: 'calm',
  withdrawn: 'calm',
} as const satisfies Record<ItemState, string>

const SEVERITIES = { a: 'bad', b: 'warn', c: 'calm' } as const satisfies Record<Severity, string>

/** Where an item stands. */
export function StateMark({ state }: { readonly state: ItemState }) {
  const words = useItemWords()
  return <Mark tone={STATES[state]}>{words.states[state]}</Mark>
}

/** How much an item hurts. */
export function SeverityMark({ severity }: { readonly severity: Severity }) {
  const words = useItemWords()
  return <Mark tone={SEVERITIES[severity]}>{words.severities[severity]}</Mark>
}

/** The tier an item has climbed to; from the county leaders on it stands out. */
export function TierMark({ tier }: { readonly tier: number | null }) {
  const words = useItemWords()
  if (tier === null) return null
  return (
    <Mark tone={tier >= 4 ? 'bad' : tier === 3 ? 'warn' : 'calm'}>{words.tierNames[tier] ?? words.tier(tier)}</Mark>
  )
}

/** The deadline of an item and the working days left or over. */
export function DueText({ of }: { readonly of: Pick<ItemLine, 'dueAt' | 'workdaysLeft' | 'isOverdue'> }) {
  const { marks } = useItemWords()
  if (of.dueAt === null) return <span className="k-quiet">{marks.noDue}</span>
  return (
    <span className="ob-due">
      <InstantText at={of.dueAt} />{' '}
      {of.isOverdue ? (
        <Mark tone="bad">{marks.overdue(Math.abs(of.workdaysLeft ?? 0))}</Mark>
      ) : of.workdaysLeft === null ? null : (
        <span className="k-quiet">{marks.left(of.workdaysLeft)}</span>
      )}
    </span>
  )
}

/** What is out of the ordinary about an item. */
export function SpecialMarks({ of }: { readonly of: ItemLine }) {
  const { marks } = useItemWords()
  return (
    <>
      {of.isSystemic ? <Mark tone="notice">{marks.systemic}</Mark> : null}{' '}
      {of.isHard ? <Mark>{marks.hard}</Mark> : null} {of.isStatutory ? <Mark>{marks.statutory}</Mark> : null}{' '}
      {of.extensionAsked ? <Mark tone="warn">{marks.extensionAsked}</Mark> : null}{' '}
      {of.round > 0 ? <Mark tone="bad">{marks.round(of.round)}</Mark> : null}{' '}
      {of.isLate && !of.isOverdue ? <Mark tone="warn">{marks.late}</Mark> : null}
    </>
  )
}
