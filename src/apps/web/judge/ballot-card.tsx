import { useEffect, useRef, useState } from 'react'
import { useMessages } from '../../../ui/language.tsx'
import { EMPTY_DRAFT, faultsOf } from './ballot.ts'
import { BallotPaper } from './ballot-paper.tsx'
import type { KeptBallot } from './keep.ts'
import { judgeMessages } from './messages/index.ts'
import type { Seat } from './seat.ts'
import type { SeatState } from './use-seat.ts'

type Judged = Seat['entrants'][number]
type Mark = keyof ReturnType<typeof useMessages<(typeof judgeMessages)['zh-CN']>>['marks']

/** One ballot, on an entrant or on all: where it stands, its paper while it may be filled in, and the way to hand it in. */
export function BallotCard({
  about,
  title,
  order,
  entrants,
  note,
  seat,
  state,
  isUnfolded,
  onUnfold,
}: {
  readonly about: string
  readonly title: string
  readonly order?: number
  /** Those the judge votes on here; nobody where the judge is excluded. */
  readonly entrants: readonly Judged[]
  /** What is said above the paper. */
  readonly note?: string | undefined
  readonly seat: Seat
  readonly state: SeatState
  readonly isUnfolded: boolean
  readonly onUnfold?: () => void
}) {
  const words = useMessages(judgeMessages)
  const mark = markOf(about, entrants, seat, state)
  const window = seat.windows.findLast((each) => each.about === about)
  const isVoided = mark !== 'taken' && seat.received.some((each) => each.about === about && each.isVoid)
  const isWritable = mark === 'open' || mark === 'later'
  return (
    <section className={`jp-card jp-card-${mark}`} aria-label={title} data-state={mark}>
      <button
        type="button"
        className="jp-card-head"
        aria-expanded={onUnfold && isWritable ? isUnfolded : undefined}
        disabled={!onUnfold || !isWritable}
        onClick={onUnfold}
      >
        {order === undefined ? null : <span className="jp-order">{order}</span>}
        <span className="jp-name">{title}</span>
        <span className="jp-mark">
          <span aria-hidden="true">{SIGNS[mark]}</span> {words.marks[mark]}
        </span>
      </button>
      {mark === 'open' && window ? <Countdown closesAt={window.closesAt} aheadMs={state.aheadMs} /> : null}
      {mark === 'excluded' ? <p className="jp-quiet">{words.excludedNote}</p> : null}
      {isVoided ? <p className="jp-note jp-note-bad">{words.voidNote}</p> : null}
      {note && mark !== 'excluded' ? <p className="jp-quiet">{note}</p> : null}
      <Handed about={about} seat={seat} state={state} />
      {isWritable && isUnfolded ? (
        <Paper about={about} entrants={entrants} seat={seat} state={state} isOpen={mark === 'open'} />
      ) : null}
    </section>
  )
}

const SIGNS: Readonly<Record<Mark, string>> = {
  excluded: '⊘',
  open: '▶',
  later: '○',
  over: '■',
  waiting: '✉',
  waitingOpen: '✉',
  taken: '✓',
  refused: '✕',
  void: '✕',
}

/** Where a ballot stands, for the judge. Without a network a window that was not seen closing counts as open: the server decides. */
function markOf(about: string, entrants: readonly Judged[], seat: Seat, state: SeatState): Mark {
  if (entrants.length === 0) return 'excluded'
  const kept = keptOn(about, state)
  if (kept?.state === 'refused') return 'refused'
  if (kept?.state === 'waiting') return kept.sealed ? 'waiting' : 'waitingOpen'
  if (kept || seat.received.some((each) => each.about === about && !each.isVoid)) return 'taken'
  const windows = seat.windows.filter((each) => each.about === about)
  if (windows.some(({ isOpen }) => isOpen)) return 'open'
  if (windows.length > 0 && seat.received.some((each) => each.about === about && each.isVoid)) return 'void'
  if (windows.length > 0 || !['frozen', 'running'].includes(seat.state)) return 'over'
  return state.isOnline ? 'later' : 'open'
}

function keptOn(about: string, { ballots }: SeatState): KeptBallot | undefined {
  return ballots.find((each) => each.about === about)
}

/** What a judge holds in hand after the ballot is gone: its receipt, and why it does not count where it does not. */
function Handed({ about, seat, state }: { readonly about: string; readonly seat: Seat; readonly state: SeatState }) {
  const words = useMessages(judgeMessages)
  const kept = keptOn(about, state)
  const id = kept?.id ?? seat.received.find((each) => each.about === about && !each.isVoid)?.id
  if (!id) return null
  return (
    <div className="jp-handed">
      <p>{kept?.state === 'refused' ? (words.refused[kept.message ?? ''] ?? words.refusedUnknown) : words.handed}</p>
      <code>{words.receipt(`${id.slice(-8, -4)}-${id.slice(-4)}`.toUpperCase())}</code>
    </div>
  )
}

function Paper({
  about,
  entrants,
  seat,
  state,
  isOpen,
}: {
  readonly about: string
  readonly entrants: readonly Judged[]
  readonly seat: Seat
  readonly state: SeatState
  readonly isOpen: boolean
}) {
  const words = useMessages(judgeMessages)
  const [isTried, setTried] = useState(false)
  const asking = useRef<HTMLDialogElement>(null)
  const draft = state.drafts[about] ?? EMPTY_DRAFT
  const bounds = seat.coefficient.kind === 'voted' ? seat.coefficient : null
  const faults = faultsOf(seat.ballot, entrants, draft, bounds)
  const ask = (): void => {
    setTried(true)
    if (faults.length === 0) asking.current?.showModal()
  }
  return (
    <div className="jp-paper">
      <BallotPaper
        seat={seat}
        entrants={entrants}
        isForAll={about === '*'}
        draft={draft}
        faults={isTried ? faults : []}
        onChange={(next) => state.write(about, next)}
      />
      {isTried && faults.length > 0 ? (
        <p className="jp-fault" role="alert">
          {words.faultCount(faults.length)}
        </p>
      ) : null}
      {isOpen ? (
        <button type="button" className="jp-button jp-button-main" onClick={ask}>
          {words.handIn}
        </button>
      ) : (
        <p className="jp-note">{words.notYet}</p>
      )}
      <dialog ref={asking} className="jp-dialog" aria-label={words.confirmTitle}>
        <h2>{words.confirmTitle}</h2>
        <p>{words.confirmNote}</p>
        <div className="jp-buttons">
          <button type="button" className="jp-button" onClick={() => asking.current?.close()}>
            {words.back}
          </button>
          <button
            type="button"
            className="jp-button jp-button-main"
            onClick={() => {
              asking.current?.close()
              void state.handIn(about, entrants, draft)
            }}
          >
            {words.confirm}
          </button>
        </div>
      </dialog>
    </div>
  )
}

/** Time left in the window by the server's clock. */
function Countdown({ closesAt, aheadMs }: { readonly closesAt: string; readonly aheadMs: number }) {
  const words = useMessages(judgeMessages)
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(ticking)
  }, [])
  const left = Math.max(0, Math.ceil((Date.parse(closesAt) - now - aheadMs) / 1000))
  const text = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`
  return (
    <p className={left <= 15 ? 'jp-clock jp-clock-late' : 'jp-clock'} role="timer">
      {left > 0 ? (
        <>
          {words.closesIn} <b>{text}</b>
        </>
      ) : (
        words.overNow
      )}
    </p>
  )
}
