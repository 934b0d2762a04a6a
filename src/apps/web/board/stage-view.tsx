import { contestsMessages } from '../../../capabilities/contests/messages/index.ts'
import { useMessages } from '../../../ui/language.tsx'
import { clockState, clockText } from './clock.tsx'
import type { ShownBoard } from './use-board.ts'

/** What the speaker and the host see from the stage: who is on, what runs and how long still, as large as the screen allows. */
export function StageView({
  board,
  now,
  isLive,
}: {
  readonly board: ShownBoard
  readonly now: number
  readonly isLive: boolean
}) {
  const { board: words } = useMessages(contestsMessages)
  const current = board.entrants.find(({ key }) => key === board.current)
  const next = board.entrants.find(({ order, stage }) => stage === 'waiting' && order > (current?.order ?? 0))
  const { clock } = board
  const state = clock ? clockState(clock, now) : 'idle'
  return (
    <main className={`st st-${state}`}>
      <h1 className="st-who">
        {current ? (
          <>
            <span>{words.order(current.order)}</span> {current.name}
          </>
        ) : (
          board.name
        )}
      </h1>
      {clock ? (
        <div role="timer" aria-label={words.phases[clock.phase]}>
          <p className="st-phase">
            {words.phases[clock.phase]} · {words.clock[clockState(clock, now)]}
          </p>
          <strong className="st-time">{clockText(clock, now)}</strong>
        </div>
      ) : (
        <p className="st-phase">{current ? words.stages[current.stage] : (words.between[board.state] ?? '')}</p>
      )}
      <p className="st-next">
        {next ? words.next(next.order, next.name) : ''}
        {isLive ? '' : ` · ${words.notLive}`}
      </p>
    </main>
  )
}
