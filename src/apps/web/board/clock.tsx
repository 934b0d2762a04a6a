import type { StageClock } from '../../../capabilities/contests/contract.ts'
import { contestsMessages } from '../../../capabilities/contests/messages/index.ts'
import { useMessages } from '../../../ui/language.tsx'

/** How a clock stands: running, in its last stretch, or over. */
export type ClockState = 'running' | 'warned' | 'over'

/** How a clock stands at an instant in milliseconds. */
export function clockState(clock: StageClock, now: number): ClockState {
  if (now >= Date.parse(clock.endsAt)) return 'over'
  return clock.warnAt && now >= Date.parse(clock.warnAt) ? 'warned' : 'running'
}

/** Time left in minutes and seconds; once it is up, how much is over it. */
export function clockText(clock: StageClock, now: number): string {
  const left = Math.ceil((Date.parse(clock.endsAt) - now) / 1000)
  const seconds = Math.abs(left)
  return `${left < 0 ? '+' : ''}${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** The clock of the stage: what runs, the time left, and how much of it is gone as a bar; its state has a word besides its colour. */
export function Clock({ clock, now }: { readonly clock: StageClock; readonly now: number }) {
  const { board: words } = useMessages(contestsMessages)
  const state = clockState(clock, now)
  const [from, to] = [Date.parse(clock.startedAt), Date.parse(clock.endsAt)]
  const share = to > from ? Math.min(1, Math.max(0, (now - from) / (to - from))) : 1
  return (
    <div className={`bd-clock bd-clock-${state}`} role="timer" aria-label={words.phases[clock.phase]}>
      <p>
        <span>{words.phases[clock.phase]}</span>
        <span className="bd-clock-state">{words.clock[state]}</span>
      </p>
      <strong>{clockText(clock, now)}</strong>
      <span className="bd-bar" aria-hidden="true">
        <span style={{ width: `${share * 100}%` }} />
      </span>
    </div>
  )
}
