import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { contestsMessages } from '../../../capabilities/contests/messages/index.ts'
import { canSeal } from '../../../kernel/seal.ts'
import { useMessages } from '../../../ui/language.tsx'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { LanguageChoice } from '../../../ui/layout/language-choice.tsx'
import { keepingOf } from './ballot.ts'
import { BallotCard } from './ballot-card.tsx'
import { judgeMessages } from './messages/index.ts'
import type { SecretLink } from './link.ts'
import type { Seat } from './seat.ts'
import { type SeatState, useSeat } from './use-seat.ts'

/** The page of a judge, opened by the link of a seat: no account, and no network once it was opened on this device. */
export function JudgePage({ link }: { readonly link: SecretLink | undefined }) {
  const words = useMessages(judgeMessages)
  useEffect(() => {
    document.title = words.title
  }, [words])
  if (!link)
    return (
      <Message title={words.badLink}>
        <p>{words.badLinkHint}</p>
      </Message>
    )
  return <OfSeat link={link} />
}

function OfSeat({ link }: { readonly link: SecretLink }) {
  const words = useMessages(judgeMessages)
  const state = useSeat(link)
  const { seat, refusal } = state
  if (seat) return <AtSeat seat={seat} state={state} />
  if (refusal)
    return (
      <Message title={words.cannotOpen}>
        <RefusalNote refusal={refusal} onRetry={() => location.reload()} />
      </Message>
    )
  if (state.isOpening)
    return (
      <Message title={words.title}>
        <output className="k-loading">
          <span className="k-spin" aria-hidden="true" />
          {words.opening}
        </output>
      </Message>
    )
  return (
    <Message title={words.cannotOpen}>
      <p>{words.neverOpened}</p>
      <button type="button" className="jp-button jp-button-main" onClick={() => location.reload()}>
        {words.again}
      </button>
    </Message>
  )
}

function Message({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <main className="jp jp-message">
      <h1>{title}</h1>
      {children}
      <LanguageChoice className="jp-language" />
    </main>
  )
}

function AtSeat({ seat, state }: { readonly seat: Seat; readonly state: SeatState }) {
  const words = useMessages(judgeMessages)
  const [isSeated, setSeated] = useState(() => wasSeated(seat.seat.id))
  const sitDown = async (): Promise<void> => {
    if (!(await state.claim())) return
    rememberSeated(seat.seat.id)
    setSeated(true)
  }
  const note = seat.seat.hasLeft ? words.left : words.states[seat.state]
  return (
    <div className="jp">
      <Head seat={seat} state={state} />
      <main>
        <Notices seat={seat} state={state} />
        {note ? <p className="jp-note">{note}</p> : null}
        {seat.seat.hasLeft || seat.state === 'draft' || seat.state === 'cancelled' ? null : isSeated ? (
          <Ballots seat={seat} state={state} />
        ) : (
          <section className="jp-card">
            <Rules seat={seat} isUnfolded />
            <button type="button" className="jp-button jp-button-main" onClick={() => void sitDown()}>
              {words.sitDown}
            </button>
            <p className="jp-quiet">{words.sitDownNote}</p>
          </section>
        )}
      </main>
      <footer className="jp-foot">
        {isSeated ? <Rules seat={seat} /> : null}
        <LanguageChoice className="jp-language" />
      </footer>
    </div>
  )
}

function Head({ seat, state }: { readonly seat: Seat; readonly state: SeatState }) {
  const words = useMessages(judgeMessages)
  const waiting = state.ballots.filter((each) => each.state === 'waiting').length
  return (
    <header className="jp-head">
      <div className="jp-head-line">
        <h1>{seat.name}</h1>
        <output className={state.isOnline ? 'jp-net' : 'jp-net jp-net-off'} data-online={state.isOnline}>
          <span aria-hidden="true">{state.isOnline ? '●' : '▲'}</span> {state.isOnline ? words.online : words.offline}
        </output>
      </div>
      <p>
        <b>
          {words.seat(String(seat.seat.number).padStart(2, '0'))} · {seat.seat.label}
        </b>
        <span>{seat.seat.className}</span>
        {seat.isRehearsal ? <span className="jp-tag">{words.rehearsal}</span> : null}
        {waiting > 0 ? <span className="jp-tag">{words.waitingToSend(waiting)}</span> : null}
      </p>
    </header>
  )
}

function Notices({ seat, state }: { readonly seat: Seat; readonly state: SeatState }) {
  const words = useMessages(judgeMessages)
  const keeping = keepingOf(canSeal(), seat.sealingKey)
  return (
    <>
      {state.refusal ? <RefusalNote refusal={state.refusal} /> : null}
      {state.trouble ? (
        <p className="jp-note jp-note-bad" role="alert">
          {words.trouble[state.trouble]}
        </p>
      ) : null}
      {keeping === 'no_crypto' ? <p className="jp-note jp-note-warn">{words.insecure}</p> : null}
      {keeping === 'no_key' ? <p className="jp-note jp-note-warn">{words.unsealed}</p> : null}
      {state.isLasting ? null : <p className="jp-note jp-note-warn">{words.passing}</p>}
      {state.isOnline ? null : (
        <p className="jp-note">{keeping === 'sealed' ? words.offlineSealed : words.offlineOpen}</p>
      )}
    </>
  )
}

function Rules({ seat, isUnfolded = false }: { readonly seat: Seat; readonly isUnfolded?: boolean }) {
  const words = useMessages(judgeMessages)
  const { rules } = useMessages(contestsMessages)
  return (
    <div className="jp-rules">
      <details open={isUnfolded}>
        <summary>{rules.title}</summary>
        <ol>
          {rules.sentences(seat).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ol>
      </details>
      <p>
        {words.rules} <code>{inFours(seat.rulesHash)}</code>
      </p>
      <p className="jp-quiet">
        {words.rulesNote} {words[seat.ballots]}
      </p>
    </div>
  )
}

/** A digest as people compare it: the first sixteen characters in fours. */
function inFours(digest: string): string {
  return digest
    .slice(0, 16)
    .replace(/(.{4})(?=.)/g, '$1 ')
    .toUpperCase()
}

function Ballots({ seat, state }: { readonly seat: Seat; readonly state: SeatState }) {
  const words = useMessages(judgeMessages)
  const inOrder = useMemo(() => [...seat.entrants].sort((one, other) => one.order - other.order), [seat.entrants])
  const openAbout = seat.windows.find(({ isOpen }) => isOpen)?.about
  const [chosen, setChosen] = useState<string>()
  if (seat.casting === 'at_end') {
    const excluded = inOrder.filter(({ isExcluded }) => isExcluded).map(({ name }) => name)
    return (
      <BallotCard
        about="*"
        title={words.allAtEnd}
        entrants={inOrder.filter(({ isExcluded }) => !isExcluded)}
        note={excluded.length > 0 ? words.excludedAll(excluded.join('、')) : undefined}
        seat={seat}
        state={state}
        isUnfolded
      />
    )
  }
  return (
    <>
      {inOrder.map((entrant) => (
        <BallotCard
          key={entrant.key}
          about={entrant.key}
          title={entrant.name}
          order={entrant.order}
          entrants={entrant.isExcluded ? [] : [entrant]}
          seat={seat}
          state={state}
          isUnfolded={entrant.key === openAbout || entrant.key === chosen}
          onUnfold={() => setChosen(chosen === entrant.key ? undefined : entrant.key)}
        />
      ))}
    </>
  )
}

const SEATED = 'clarion.seated.'

function wasSeated(seatId: string): boolean {
  try {
    return localStorage.getItem(SEATED + seatId) !== null
  } catch {
    return false
  }
}

function rememberSeated(seatId: string): void {
  try {
    localStorage.setItem(SEATED + seatId, 'yes')
  } catch {
    // A browser that keeps nothing asks again; the server knows the seat.
  }
}
