import { Mark } from '../../../ui/kit/marks.tsx'
import { useMessages } from '../../../ui/language.tsx'
import type { AgendaKind, MeetingLine, MeetingState, MinuteKind, Standing } from '../contract.ts'
import { obstaclesMessages } from '../messages/index.ts'

const STATES = { planned: 'notice', finished: 'good', cancelled: 'calm' } as const satisfies Record<
  MeetingState,
  string
>
const STANDINGS = {
  open: 'notice',
  overdue: 'bad',
  kept: 'good',
  late: 'warn',
  broken: 'bad',
} as const satisfies Record<Standing, string>
const AGENDA = {
  promise: 'notice',
  decided: 'notice',
  item: 'warn',
  red_light: 'bad',
  own: 'calm',
} as const satisfies Record<AgendaKind, string>
const MINUTES = { note: 'calm', item: 'warn', promise: 'notice' } as const satisfies Record<MinuteKind, string>

/** Where a meeting stands, with its number of the year once it is over. */
export function MeetingMark({ of }: { readonly of: Pick<MeetingLine, 'state' | 'number'> }) {
  const words = useMessages(obstaclesMessages).meetings
  return (
    <>
      <Mark tone={STATES[of.state]}>{words.states[of.state]}</Mark>{' '}
      {of.number === null ? null : <span className="k-quiet">{words.number(of.number)}</span>}
    </>
  )
}

/** What became of a promise or a decision. */
export function StandingMark({ standing }: { readonly standing: Standing }) {
  const words = useMessages(obstaclesMessages).meetings
  return <Mark tone={STANDINGS[standing]}>{words.standings[standing]}</Mark>
}

/** Why a line stands on the agenda. */
export function AgendaMark({ kind }: { readonly kind: AgendaKind }) {
  const words = useMessages(obstaclesMessages).meetings
  return <Mark tone={AGENDA[kind]}>{words.kinds[kind]}</Mark>
}

/** What a line of the minutes is. */
export function MinuteMark({ kind }: { readonly kind: MinuteKind }) {
  const words = useMessages(obstaclesMessages).meetings
  return <Mark tone={MINUTES[kind]}>{words.minuteKinds[kind]}</Mark>
}
